/**
 * What was wrong with a row of the worklist's index: somebody else wrote it, it was missing, it was older
 * than its record, or it had no record.
 */
export const rowFindings = ['changed', 'missing', 'behind', 'extra'] as const;

export type RowFinding = (typeof rowFindings)[number];
