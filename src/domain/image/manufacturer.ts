/**
 * Makers of radiography and mammography equipment, and `other`. The name that a file states is free text; nothing of it
 * is kept but which of these it is.
 */
export const manufacturers = [
  'Agfa',
  'Canon',
  'Carestream',
  'DRGEM',
  'Fujifilm',
  'GE',
  'Hologic',
  'Konica Minolta',
  'Mindray',
  'Philips',
  'Samsung',
  'Shimadzu',
  'Siemens',
  'United Imaging',
  'Varian',
  'other',
] as const;

export type Manufacturer = (typeof manufacturers)[number];

/** How its name begins, or a name that it had before; in lower case, words apart by one space. */
const beginnings: readonly (readonly [beginning: string, is: Manufacturer])[] = [
  ['agfa', 'Agfa'],
  ['canon', 'Canon'],
  ['toshiba', 'Canon'],
  ['carestream', 'Carestream'],
  ['kodak', 'Carestream'],
  ['eastman kodak', 'Carestream'],
  ['drgem', 'DRGEM'],
  ['fuji', 'Fujifilm'],
  ['ge ', 'GE'],
  ['general electric', 'GE'],
  ['hologic', 'Hologic'],
  ['lorad', 'Hologic'],
  ['konica', 'Konica Minolta'],
  ['mindray', 'Mindray'],
  ['philips', 'Philips'],
  ['samsung', 'Samsung'],
  ['shimadzu', 'Shimadzu'],
  ['siemens', 'Siemens'],
  ['united imaging', 'United Imaging'],
  ['uih', 'United Imaging'],
  ['varian', 'Varian'],
  ['varex', 'Varian'],
];

/** @param stated Manufacturer (0008,0070). @returns undefined if it is empty */
export function manufacturerOf(stated: string | undefined): Manufacturer | undefined {
  const words = (stated ?? '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ');
  if (words === undefined) return undefined;
  return beginnings.find(([beginning]) => `${words} `.startsWith(beginning))?.[1] ?? 'other';
}
