/** The meanings of the exit status of `triage`. */
export const exitCodes = {
  /** Everything asked for was done; every file is accounted for. */
  done: 0,
  /** Something could not be done; a line on standard error says what. */
  failed: 1,
  /** The command was called incorrectly. */
  usage: 2,
  /** Stopped by Ctrl-C; as in shells, 128 + SIGINT. */
  interrupted: 130,
} as const;
