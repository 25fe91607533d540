import type { Outcome } from '../intake/arrival';

/** How a file can end. */
export const fileOutcomes = [
  'analysed',
  'not-analysed',
  'quarantined',
  'unpacked',
  'index',
] as const satisfies readonly Outcome['outcome'][];

/** What became of a file. Each one is in exactly one state. */
export const fileStates = ['received', ...fileOutcomes, 'superseded', 'erased'] as const;
export type FileState = (typeof fileStates)[number];
