/** What the exit status of `triage` says. */
export const exitCodes = {
  /** Everything asked for was done; every file is accounted for. */
  done: 0,
  /** Something could not be done; a line on standard error says what. */
  failed: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** Stopped by Ctrl-C, as shells count it: 128 + SIGINT. */
  interrupted: 130,
} as const;
