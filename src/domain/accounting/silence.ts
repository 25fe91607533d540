import type { GroupCount } from './balance';

/** When a source counts as silent. */
export interface SilenceRule {
  /** So many files should have come by what is usual, and none did. */
  readonly files: number;
  /** With how many weeks before a time of the week is compared. */
  readonly weeks: number;
}

/** A source that sent something within the last week. */
export interface KnownSource {
  readonly source: string;
  /** The hour in which its last file was received. */
  readonly lastHour: string;
  /** Files that are usual for the whole hours since then; 0 of a source that has nothing usual yet. */
  readonly usual: number;
  readonly silent: boolean;
}

export interface SilentSource {
  readonly source: string;
  /** The hour in which its last file was received. */
  readonly lastHour: string;
  /** Files that are usual for the hours since then. */
  readonly usual: number;
}

const hourMs = 3_600_000;
const weekHours = 7 * 24;
/** A source that sent nothing for longer than this was given up. */
const longestHours = weekHours;

/** Hours since 1970. */
const numberOf = (hour: string) => Date.parse(`${hour}:00:00Z`) / hourMs;
const nameOf = (hour: number) => new Date(hour * hourMs).toISOString().slice(0, 13);

/** Files by source and hour. */
function receivedBySource(counts: readonly GroupCount[]): Map<string, Map<number, number>> {
  const sources = new Map<string, Map<number, number>>();
  for (const { source, hour, state, files } of counts) {
    // Whose these were is no longer known.
    if (state === 'erased') continue;
    const hours = sources.get(source) ?? new Map<number, number>();
    sources.set(source, hours);
    hours.set(numberOf(hour), (hours.get(numberOf(hour)) ?? 0) + files);
  }
  return sources;
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/**
 * Files that are usual in an hour: the median of the same hour of the week in the weeks before. The least of that
 * hour and its neighbours counts, since the work of a hospital moves by one hour when summer time begins or ends.
 */
function usualIn(hour: number, hours: ReadonlyMap<number, number>, weeks: number): number {
  const earlier = Array.from({ length: weeks }, (_, week) => hour - (week + 1) * weekHours);
  const medians = [-1, 0, 1].map((shift) => median(earlier.map((one) => hours.get(one + shift) ?? 0)));
  return Math.min(...medians);
}

/**
 * The sources of the last week, and which of them fell silent: since the last hour in which a file of theirs was
 * received, more files should have come than the rule allows, by what is usual at those hours of the week. Only whole
 * hours count. What began less than half of the rule's weeks ago has nothing usual yet, and is never silent.
 *
 * @param counts of the rule's weeks and one more
 * @param now ISO time
 * @returns by name
 */
export function knownSources(
  counts: readonly GroupCount[],
  { files, weeks }: SilenceRule,
  now: string,
): KnownSource[] {
  const current = numberOf(now.slice(0, 13));
  const known: KnownSource[] = [];
  for (const [source, hours] of receivedBySource(counts)) {
    const last = Math.max(...hours.keys());
    if (current - last > longestHours) continue;
    let usual = 0;
    for (let hour = last + 1; hour < current; hour += 1) usual += usualIn(hour, hours, weeks);
    known.push({ source, lastHour: nameOf(last), usual: Math.round(usual), silent: usual >= files });
  }
  return known.sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** Those that fell silent, the one that is missed most first. @param counts, rule, now as `knownSources` takes them */
export function silentSources(counts: readonly GroupCount[], rule: SilenceRule, now: string): SilentSource[] {
  return silentAmong(knownSources(counts, rule, now));
}

/** Those of them that fell silent, the one that is missed most first. */
export function silentAmong(sources: readonly KnownSource[]): SilentSource[] {
  return sources
    .filter(({ silent }) => silent)
    .map(({ source, lastHour, usual }) => ({ source, lastHour, usual }))
    .sort((a, b) => b.usual - a.usual);
}
