/**
 * What nobody is told of, each with the reason; docs/audit.md names them as well. Of a blob in this list only
 * the attacks named here may go unnoticed.
 */
const notCovered: readonly {
  readonly blob: RegExp;
  readonly attacks?: RegExp;
  readonly why: string;
}[] = [
  {
    blob: /^audit\/checkpoints\//,
    attacks: /^it is removed$/,
    why: 'the checkpoint of a smaller log: the present one covers its entries',
  },
  {
    blob: /^images\/[0-9a-f]+\/(full|picture-\d+\.png)$/,
    attacks: /^it is removed$/,
    why: 'made again, from what the log covers, when somebody opens the picture',
  },
  {
    blob: /^audit\/records\//,
    why: 'a record whose entry is in the log, which is what counts',
  },
  {
    blob: /^audit\/waiting/,
    why: 'says which records to look at; one that is left out for it is found after a quarter of an hour',
  },
  {
    blob: /^identity\/(site|sweeps)\.json$/,
    attacks: /^(it is removed|an earlier version is put back)$/,
    why: 'no record follows from them: the next start sets the mark of the site again, and the next run begins anew',
  },
  { blob: /^audit\/sequencer$/, why: 'an empty blob that one process at a time leases' },
  {
    blob: /^telemetry\/totals\.json$/,
    why: 'numbers for those who watch the app; no record follows from them, and nothing is decided by them',
  },
  {
    blob: /^accounting\//,
    attacks: /removed$|older|earlier/,
    why: 'counts of what the records say; `triage account --check` compares them',
  },
  {
    blob: /^audit\/settings\//,
    attacks: /another name$/,
    why: 'settings that no entry names were not used',
  },
];

export function isNotCovered(name: string, attack: string): boolean {
  return notCovered.some(({ blob, attacks }) => blob.test(name) && (attacks?.test(attack) ?? true));
}
