import { dicomDay } from '../../domain/kernel/dicomTime';

const groupNames = ['alphabetic', 'ideographic', 'phonetic'] as const;

/** One representation of a name, as in PS3.5 6.2: `family^given^middle^prefix^suffix`. */
function spelled(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group
    .split('^')
    .map((part) => part.trim());
  const called = [prefix, given, middle].filter(Boolean).join(' ');
  return [family, [called, suffix].filter(Boolean).join(', ')].filter(Boolean).join(', ');
}

export interface PersonName {
  /** `Family, Prefix Given Middle, Suffix`. */
  readonly name: string;
  /** The same name in other scripts. */
  readonly others: readonly string[];
}

/** A DICOM person name in readable form; undefined if it is empty. It stays text: nothing is markup. */
export function personName(value: string | undefined): PersonName | undefined {
  const spellings = (value ?? '').split('=', groupNames.length).map(spelled).filter(Boolean);
  const [name, ...others] = [...new Set(spellings)];
  return name === undefined ? undefined : { name, others };
}

/** `2026-03-01` for a DICOM date `20260301` or `2026.03.01`; other texts stay unchanged. */
export function dicomDate(value: string | undefined): string | undefined {
  const day = dicomDay(value);
  return day === undefined
    ? value?.trim() || undefined
    : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

/** `14:05` for a DICOM time `140530.000000`; other texts stay unchanged. */
export function dicomTime(value: string | undefined): string | undefined {
  const [, hours, minutes] = /^(\d{2}):?(\d{2})(?::?\d{2}(?:\.\d{1,6})?)?$/.exec(value?.trim() ?? '') ?? [];
  return hours ? `${hours}:${minutes}` : value?.trim() || undefined;
}
