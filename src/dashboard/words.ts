import type { Stance } from '../domain/analysis';
import { notAnalysedReasons, type RefusalCode, refusals } from '../domain/errors';

/** `2 h 5 min`, `3 d 4 h`; less than a minute is `under a minute`. */
export function duration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** @param dueAt ISO. @param now ISO, the server's clock. */
export function dueIn(dueAt: string, now: string): string {
  const left = Date.parse(dueAt) - Date.parse(now);
  return left >= 0 ? `due in ${duration(left)}` : `overdue by ${duration(-left)}`;
}

/** The reason in words; a code that this release does not know is shown as it is. */
export function notAnalysedWords(reason: string): string {
  return notAnalysedReasons[reason as keyof typeof notAnalysedReasons] ?? reason;
}

export function refusalWords(code: RefusalCode): string {
  return `${refusals[code].meaning} ${refusals[code].remedy}`;
}

/** Where a score stands, for a person. Near its threshold it says neither yes nor no, on whichever side it is. */
const stanceWords: Readonly<Record<Stance, string>> = {
  above: 'above the threshold',
  near: 'cannot tell: near the threshold',
  under: 'under the threshold',
  none: 'only scored, has no threshold',
};

/** @param stance absent in lines of earlier releases */
export function stanceWordsOf({ stance, positive }: { stance?: Stance; positive: boolean }): string {
  return stanceWords[stance ?? (positive ? 'above' : 'under')];
}

export function percent(score: number): string {
  return `${Math.round(score * 100)} %`;
}
