import type { ReadingOrder } from '../../../domain/simulation/readingOrders';
import type { Estimate } from '../../../domain/simulation/summary';
import type { Spoken } from '../../language/language';

/** How the results of a simulation are said in one language. */
export interface SimulationWords {
  readonly orders: Readonly<Record<ReadingOrder, string>>;
  readonly minutes: (minutes: number) => string;
  readonly estimate: (estimate: Estimate) => string;
  readonly percent: (share: number) => string;
  /** @param saved how much sooner they are read; negative: later */
  readonly saved: (of: 'diseased' | 'others', saved: Estimate | undefined) => string;
  readonly listTitle: (hours: number, size: number) => string;
}

export function simulationWords({ texts: { simulate: says }, words }: Spoken): SimulationWords {
  const { number } = words.values;
  const short = (minutes: number) => {
    const digits = Math.abs(minutes) < 10 ? 1 : 0;
    // A rounded zero has no sign.
    return number(Number(minutes.toFixed(digits)) === 0 ? 0 : minutes, digits);
  };
  const estimate = ({ mean, low, high }: Estimate) => says.estimate(short(mean), short(low), short(high));
  return {
    orders: says.orders,
    minutes: (minutes) => says.minutes(short(minutes)),
    estimate,
    percent: (share) => says.percent(number(100 * share, 100 * share < 10 ? 1 : 0)),
    saved: (of, saved) => {
      if (saved === undefined) return says.saved[of].tooFew;
      const { mean, low, high } = saved;
      if (low <= 0 && high >= 0) return says.saved[of].unclear(estimate(saved));
      if (mean > 0) return says.saved[of].sooner(estimate(saved));
      return says.saved[of].later(estimate({ mean: -mean, low: -high, high: -low }));
    },
    listTitle: (hours, size) => (hours === 0 ? says.cameAtOnce(size) : says.cameOver(size, hours)),
  };
}
