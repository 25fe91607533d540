import type { Labelled } from '../lists/labelled';
import { quantile } from './quantile';
import { randomFrom } from './random';

/** A case and its patient: the cases of one patient are drawn together. */
export interface ClusteredCase extends Labelled {
  readonly cluster: string;
}

/** The middle 95 % of the resampled results; absent if too few resamples contain both classes. */
export interface Resampled {
  readonly auc?: Ends;
  readonly sensitivity?: Ends;
  readonly specificity?: Ends;
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

export const resamples = 2000;
/** Printed in the report; any other seed would do as well. */
export const bootstrapSeed = 20240611;

type Draw = Record<keyof Resampled, number>;

/**
 * Percentile intervals from drawing patients with replacement: pictures of one patient are alike, so
 * intervals that treat them as independent are too narrow.
 *
 * @param threshold absent: no sensitivity and specificity
 */
export function bootstrapByCluster(
  cases: readonly ClusteredCase[],
  threshold: number | undefined,
): Resampled {
  const ordered = [...cases].sort((a, b) => a.score - b.score);
  const names = [...new Set(ordered.map(({ cluster }) => cluster))].sort();
  const index = new Map(names.map((name, place) => [name, place]));
  const owners = ordered.map(({ cluster }) => index.get(cluster) as number);
  const random = randomFrom(bootstrapSeed);
  const draws = Array.from({ length: resamples }, () => {
    const weights = drawn(names.length, random);
    return statisticsOf(
      ordered,
      owners.map((owner) => weights[owner] as number),
      threshold,
    );
  });
  return {
    ...ends('auc', draws),
    ...(threshold !== undefined && { ...ends('sensitivity', draws), ...ends('specificity', draws) }),
  };
}

function drawn(count: number, random: () => number): Uint32Array {
  const weights = new Uint32Array(count);
  for (let turn = 0; turn < count; turn++) {
    const chosen = Math.floor(random() * count);
    weights[chosen] = (weights[chosen] as number) + 1;
  }
  return weights;
}

/** Weighted statistics in one pass. @param ordered by score, lowest first */
function statisticsOf(ordered: readonly Labelled[], weights: readonly number[], threshold = Infinity): Draw {
  const sum = { positives: 0, negatives: 0, hits: 0, cleared: 0, concordant: 0 };
  for (let first = 0; first < ordered.length; ) {
    const { score } = ordered[first] as Labelled;
    const tied = { positives: 0, negatives: 0 };
    let end = first;
    for (; end < ordered.length && (ordered[end] as Labelled).score === score; end++)
      tied[(ordered[end] as Labelled).positive ? 'positives' : 'negatives'] += weights[end] as number;
    sum.concordant += tied.positives * (sum.negatives + tied.negatives / 2);
    sum.positives += tied.positives;
    sum.negatives += tied.negatives;
    if (score >= threshold) sum.hits += tied.positives;
    else sum.cleared += tied.negatives;
    first = end;
  }
  return {
    auc: sum.concordant / (sum.positives * sum.negatives),
    sensitivity: sum.hits / sum.positives,
    specificity: sum.cleared / sum.negatives,
  };
}

function ends(key: keyof Resampled, draws: readonly Draw[]): Resampled {
  const values = draws.map((draw) => draw[key]).filter(Number.isFinite);
  if (values.length < resamples / 2) return {};
  return { [key]: { low: quantile(values, 0.025), high: quantile(values, 0.975) } };
}
