/** What verification of the audit log finds wrong. The set is closed. */
export const faultCodes = [
  'no-log',
  'bad-checkpoint',
  'wrong-root',
  'entry-changed',
  'entry-malformed',
  'tile-damaged',
  'entries-missing',
  'out-of-sequence',
  'entered-twice',
  'rolled-back',
  'forked',
  'record-malformed',
  'not-sealed',
  'two-outcomes',
  'no-outcome',
  'result-without-entry',
  'entry-without-result',
  'result-changed',
  'unknown-subject',
  'not-signed-for',
  'input-changed',
  'model-changed',
  'settings-changed',
  'bad-key-change',
] as const;

export type FaultCode = (typeof faultCodes)[number];
