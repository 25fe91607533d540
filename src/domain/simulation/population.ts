import { type Place, type Priority, places } from '../kernel/priority';
import type { Analysis } from '../models/analysis';
import { decide } from '../study/policy/policy';
import type { Policy } from '../study/policy/policySchema';
import type { Random } from './random';
import type { Room } from './room';

/** What a model said of studies like this, and how many of the diseased or of the others are like it. */
export interface Example {
  readonly weight: number;
  /** Undefined: no model analysed it. */
  readonly scored?:
    | { readonly label: string; readonly score: number; readonly positive: boolean }
    | undefined;
  /** What its order asks for; undefined: drawn by the room's shares. */
  readonly ordered?: Place | undefined;
}

export interface Examples {
  readonly diseased: readonly Example[];
  readonly others: readonly Example[];
}

/** How a study of one kind stands by its order alone, and with what the models said. */
export interface Kind {
  readonly diseased: boolean;
  readonly score: number | undefined;
  readonly positive: boolean;
  readonly ordered: { readonly place: Place; readonly dueMinutes: number };
  readonly triaged: { readonly place: Place; readonly dueMinutes: number; readonly priority: Priority };
}

/** The examples of a room's model. */
export function examplesOf({ model, prevalence }: Room): Examples {
  const label = model.finding;
  if ('scores' in model) {
    const example = (score: number) => ({
      weight: 1,
      scored: { label, score, positive: score >= model.threshold },
    });
    return { diseased: model.scores.diseased.map(example), others: model.scores.others.map(example) };
  }
  const { sensitivity, specificity } = model;
  // All that is known of a call is how often it is true.
  const chance = (diseased: number, others: number) => {
    const [hits, alarms] = [prevalence * diseased, (1 - prevalence) * others];
    return hits + alarms === 0 ? 0 : hits / (hits + alarms);
  };
  const positive = { label, score: chance(sensitivity, 1 - specificity), positive: true };
  const negative = { label, score: chance(1 - sensitivity, specificity), positive: false };
  const called = (share: number): Example[] => [
    { weight: share, scored: positive },
    { weight: 1 - share, scored: negative },
  ];
  return { diseased: called(sensitivity), others: called(1 - specificity) };
}

/** Draws studies, each as the policy decides it. */
export function population(room: Room, { diseased, others }: Examples, policy: Policy) {
  const known = new Map<Example, Map<string, Kind>>();
  const pick = { diseased: picker(diseased), others: picker(others) };
  const orders = picker(places.map((place) => ({ place, weight: room.orders[place] })));
  return (random: Random): Kind => {
    const isDiseased = random.next() < room.prevalence;
    const example = (isDiseased ? pick.diseased : pick.others)(random);
    const ordered = example.ordered ?? orders(random).place;
    const isAnalysed = example.scored !== undefined && random.next() >= room.notAnalysed;
    const kinds = known.get(example) ?? new Map<string, Kind>();
    const key = `${isDiseased} ${ordered} ${isAnalysed}`;
    const kind = kinds.get(key) ?? kindOf(policy, isAnalysed ? example : { weight: 1 }, isDiseased, ordered);
    known.set(example, kinds.set(key, kind));
    return kind;
  };
}

function picker<T extends { readonly weight: number }>(items: readonly T[]): (random: Random) => T {
  let total = 0;
  const upTo = items.map(({ weight }) => {
    total += weight;
    return total;
  });
  return (random) => {
    const at = random.next() * total;
    let [low, high] = [0, items.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return items[low] as T;
  };
}

const simulated = { id: 'simulated', version: '1.0.0', sha256: '' };

function kindOf(policy: Policy, { scored }: Example, diseased: boolean, baseline: Place): Kind {
  const analysis = scored && {
    outcome: 'analysed' as const,
    model: simulated,
    findings: [{ ...scored, title: scored.label, threshold: scored.positive ? scored.score : 1 }],
    tensorSha256: '',
    preprocessing: '',
    notes: [],
  };
  const placed = (analyses: readonly Analysis[]) =>
    decide(policy, { images: [{ imageId: '', baseline, analyses: [...analyses] }] });
  return {
    diseased,
    score: scored?.score,
    positive: scored?.positive ?? false,
    ordered: placed([]),
    triaged: placed(analysis === undefined ? [] : [analysis]),
  };
}
