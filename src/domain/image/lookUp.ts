import type { LookupTable, ModalityTransform } from './imageDescription';

/** The entry for a value; values outside the table take the first or the last entry, PS3.3 C.11.1.1.1. */
export function lookUp(table: LookupTable, value: number): number {
  const index = Math.round(value) - table.firstMapped;
  return table.values[Math.min(Math.max(index, 0), table.values.length - 1)] ?? 0;
}

/** From a stored to a modality value: by look-up table or rescale, never both, PS3.3 C.11.1. */
export function toModality(transform: ModalityTransform): (stored: number) => number {
  switch (transform.kind) {
    case 'identity':
      return (stored) => stored;
    case 'linear':
      return (stored) => stored * transform.slope + transform.intercept;
    case 'lut':
      return (stored) => lookUp(transform.table, stored);
  }
}
