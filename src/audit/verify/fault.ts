/** What verification finds wrong. The set is closed: docs/audit.md says what each of them means. */
export const faultMeanings = {
  'no-log': 'There is no checkpoint: nothing was sealed here, or the log was removed.',
  'bad-checkpoint': 'A checkpoint is missing, malformed, or not signed by the key that it must be signed by.',
  'wrong-root': 'The entries are not those that the checkpoint was signed over.',
  'entry-changed': 'An entry is not the one that was signed for.',
  'entry-malformed': 'An entry cannot be read.',
  'tile-damaged': 'A tile of hashes is missing, or is not what its entries make it.',
  'entries-missing': 'Entries that a checkpoint was signed over are not there.',
  'out-of-sequence': 'An entry stands in another place than it says of itself.',
  'entered-twice': 'The same event is in the log twice.',
  'rolled-back': 'A checkpoint that was kept covers more entries than the log has now.',
  forked: 'A checkpoint that was kept is not one of this log: there are two histories.',
  'record-malformed': 'A record cannot be read, so it was never sealed.',
  'not-sealed': 'A record was left out when later ones were sealed.',
  'two-outcomes': 'The log holds two outcomes of one file, and neither replaces the other.',
  'no-outcome': 'A file was accepted, and the log says nothing of how it ended.',
  'result-without-entry': 'Something is shown for which the log has no entry.',
  'entry-without-result': 'The log has an entry for something that is not there any more.',
  'result-changed': 'What is shown is not what the log says.',
  'unknown-subject':
    'An entry speaks of something that nothing here can be matched with, and no erasure is recorded.',
  'not-signed-for': 'A review is not bound by its signature in the log.',
  'input-changed': 'A file is not the one that was analysed.',
  'model-changed': 'A model file is not the one that was used.',
  'settings-changed': 'The settings that a decision refers to are missing or are not those.',
  'bad-key-change': 'A change of keys was not agreed to by both keys, or does not start from the key before.',
} as const;

export type FaultCode = keyof typeof faultMeanings;

export interface Fault {
  readonly code: FaultCode;
  /** The first wrong place: `entry 17`, `results/studies/….json`. Never a patient's data. */
  readonly where: string;
  /** What more can be said. */
  readonly detail?: string;
}

/** In words, in one line. */
export function describeFault({ code, where, detail }: Fault): string {
  return `${where}: ${faultMeanings[code]}${detail === undefined ? '' : ` (${detail})`} [${code}]`;
}
