/**
 * What was wrong with a row of the worklist's index: somebody else wrote it, it was missing, it was older
 * than its record, it had no record, or its record is older than it.
 */
export const rowFindings = ['changed', 'missing', 'behind', 'extra', 'ahead'] as const;

export type RowFinding = (typeof rowFindings)[number];
