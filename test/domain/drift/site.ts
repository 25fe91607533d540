import { type Feature, groupCount } from '../../../src/domain/drift/features';
import { type Watched, withObserved } from '../../../src/domain/drift/watch';
import { Random } from '../../../src/domain/simulation/random';

/** Shares of the groups of a feature. */
export type Mix = readonly number[];

export interface SiteDays {
  readonly feature: Feature;
  /** Studies of a day, of this many files each, which fall into the same group. */
  readonly studies: (day: number) => number;
  readonly files: number;
  readonly mix: (day: number) => Mix;
  readonly days: number;
}

/** The last state, and the day of the first alarm, counted from 0. */
export function runSite(seed: number, { feature, studies, files, mix, days }: SiteDays) {
  const random = new Random(seed);
  let all: readonly Watched[] = [];
  for (let day = 0; day < days; day += 1) {
    const counts = new Array<number>(groupCount(feature)).fill(0);
    for (let study = 0; study < studies(day); study += 1) {
      const group = drawn(mix(day), random.next());
      counts[group] = (counts[group] ?? 0) + files;
    }
    all = withObserved(all, [{ model: 'm@1.0.0', feature, counts }], day);
    if (all[0]?.test?.alarm !== undefined) break;
  }
  const [watched] = all as [Watched];
  return { watched, alarm: watched.test?.alarm?.day };
}

function drawn(mix: Mix, at: number): number {
  let left = at;
  const found = mix.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found < 0 ? mix.length - 1 : found;
}
