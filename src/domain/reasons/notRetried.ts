/** Why a file is not tried again. `replaced`: its name holds another version by now. */
export type NotRetried =
  | 'replaced'
  | 'no-copy'
  | 'unsafe-name'
  | 'unknown'
  | 'was-read'
  | 'superseded'
  | 'inside-export';

/** Why a file is not dismissed. */
export type NotDismissed = 'unknown' | 'not-refused';
