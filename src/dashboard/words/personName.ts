import { dicomDay } from '../../domain/kernel/dicomTime';
import { texts, words } from '../language/language';

const groupNames = ['alphabetic', 'ideographic', 'phonetic'] as const;

const han = /^[\p{Script=Han}\s^]+$/u;

/**
 * One representation of a name, as in PS3.5 6.2: `family^given^middle^prefix^suffix`. A name in Chinese characters
 * is written in one.
 */
function spelled(group: string): string {
  if (texts.parts.patient.ideographicFirst && han.test(group)) return group.replace(/[\s^]/g, '');
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
  const groups = (value ?? '').split('=', groupNames.length);
  const ideographic = texts.parts.patient.ideographicFirst && groups[1] ? [groups[1]] : [];
  const spellings = [...ideographic, ...groups].map(spelled).filter(Boolean);
  const [name, ...others] = [...new Set(spellings)];
  return name === undefined ? undefined : { name, others };
}

/** `2026-03-01`, or as the language has it, for a DICOM date `20260301` or `2026.03.01`; other texts stay unchanged. */
export function dicomDate(value: string | undefined): string | undefined {
  const day = dicomDay(value);
  return day === undefined
    ? value?.trim() || undefined
    : words.values.day(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);
}

/** `14:05` for a DICOM time `140530.000000`; other texts stay unchanged. */
export function dicomTime(value: string | undefined): string | undefined {
  const [, hours, minutes] = /^(\d{2}):?(\d{2})(?::?\d{2}(?:\.\d{1,6})?)?$/.exec(value?.trim() ?? '') ?? [];
  return hours ? `${hours}:${minutes}` : value?.trim() || undefined;
}
