import type { Place, Priority } from '../../domain/kernel/priority';
import type { Role } from '../../domain/kernel/roles';
import type { Stance } from '../../domain/models/findings';
import { notAnalysedReasons, type RefusalCode, refusals } from '../../domain/reasons/refusals';
import type { overrideReasons, ReviewState } from '../../domain/study/review';
import type { WorklistTab } from '../../domain/worklist/worklistTabs';

/** `2 h 5 min`, `3 d 4 h`; less than a minute is `under a minute`. */
export function duration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** @param dueAt ISO. @param now milliseconds, the server's clock. */
export function dueIn(dueAt: string, now: number): string {
  const left = Date.parse(dueAt) - now;
  return left >= 0 ? `due in ${duration(left)}` : `overdue by ${duration(-left)}`;
}

/** A score for a person. Rounding must not turn "nearly" into "certainly". */
export function percent(score: number): string {
  if (score > 0.99 && score < 1) return '> 99 %';
  if (score > 0 && score < 0.01) return '< 1 %';
  return `${Math.round(score * 100)} %`;
}

/** `10–30 %`. */
export function percentRange([from, to]: readonly [from: number, to: number]): string {
  return `${Math.round(from * 100)}–${Math.round(to * 100)} %`;
}

/** The reason in words; a code that this release does not know is shown as it is. */
export function notAnalysedWords(reason: string): string {
  return notAnalysedReasons[reason as keyof typeof notAnalysedReasons] ?? reason;
}

export function refusalOf(code: RefusalCode): { readonly meaning: string; readonly remedy: string } {
  return refusals[code] ?? { meaning: code, remedy: 'Ask whoever runs this app.' };
}

const stances: Readonly<Record<Stance, string>> = {
  above: 'above the threshold',
  near: 'cannot tell: near the threshold',
  under: 'under the threshold',
  none: 'only scored, has no threshold',
};

/**
 * Where a score stands, for a person. Near its threshold it says neither yes nor no, on whichever side it is.
 *
 * @param stance absent in lines of earlier releases
 */
export function stanceWords({
  stance,
  positive,
}: {
  stance?: Stance | undefined;
  positive: boolean;
}): string {
  return stances[stance ?? (positive ? 'above' : 'under')];
}

export const stateWords: Readonly<Record<ReviewState, string>> = {
  awaiting: 'awaits review',
  reviewed: 'reviewed',
  reopened: 'reopened by a later image',
};

export const tabWords: Readonly<Record<WorklistTab, string>> = {
  awaiting: 'Awaiting review',
  reviewed: 'Reviewed',
  'not-analysed': 'Not analysed',
  quarantined: 'Quarantined',
  processing: 'Processing',
};

export const priorityWords: Readonly<Record<Priority, string>> = {
  stat: 'Stat',
  urgent: 'Urgent',
  routine: 'Routine',
  unclassified: 'Unclassified',
};

/** What choosing a priority means, beside the words of the form. */
export const placeMeaning: Readonly<Record<Place, string>> = {
  stat: 'look at it now',
  urgent: 'before the routine ones',
  routine: 'in its turn',
};

export type OverrideReason = (typeof overrideReasons)[number];

export const overrideWords: Readonly<Record<OverrideReason, string>> = {
  missed: 'The model missed a finding',
  'false-alarm': 'False alarm: the finding is not there',
  'wrong-laterality': 'Wrong side',
  'image-quality': 'Image quality misled the model',
  'out-of-scope': 'Not what the model is made for',
  other: 'Other (say what)',
};

export const roleWords: Readonly<Record<Role, string>> = {
  uploader: 'uploader',
  reviewer: 'reviewer',
  auditor: 'auditor',
  admin: 'administrator',
  service: 'service',
};

/** What kind of picture, as far as it is known: `DX · CHEST · PA`. */
export function kindWords(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ') || 'plain picture';
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
