import type { Policy } from '../study/policy/policySchema';
import { drawCases } from './cases';
import type { Kind } from './population';
import type { Random } from './random';
import { levels, type ReadingOrder, readingOrders, standingOf } from './readingOrders';
import type { Room } from './room';
import { type Waiting, WaitingRoom } from './waitingRoom';

/** Where studies stand in a list, as shares of it: 0 is read first. */
export interface ListOrder {
  /** Share of the diseased that stand in the last half. */
  readonly diseasedInLastHalf: number;
  readonly medianDiseased: number;
  readonly medianOthers: number;
}

export type Lists = Readonly<Record<ReadingOrder, ListOrder>>;

interface Listed extends Waiting {
  readonly diseased: boolean;
}

export interface ListPlan {
  readonly lists: number;
  readonly size: number;
  /** How long ago the first came. */
  readonly minutes: number;
  readonly seed: number;
}

/** Lists of studies that came at a steady rate and that nobody has read yet, in each order. */
export function drawLists(room: Room, draw: (random: Random) => Kind, policy: Policy, plan: ListPlan): Lists {
  const { lists, size, minutes, seed } = plan;
  const quiet = { ...room, arrivalsPerHour: 60, interruptions: { perHour: 0, minutes: 1 } };
  const cases = drawCases(quiet, draw, { seed, until: lists * size * 1.2 + 60 * 24 });
  const one = (order: ReadingOrder) => {
    const ranks = { diseased: [] as number[], others: [] as number[] };
    for (let list = 0; list < lists; list += 1) {
      const drawn = cases.slice(list * size, (list + 1) * size);
      const room = new WaitingRoom<Listed>(levels, 1);
      for (const [number, { kind }] of drawn.entries()) {
        if (kind === undefined) continue;
        const arrival = (minutes * number) / size;
        const standing = standingOf(order, kind, arrival, policy, quiet.prevalence);
        room.add({
          arrival,
          number,
          standing,
          level: standing.level,
          isWaiting: true,
          diseased: kind.diseased,
        });
      }
      for (let rank = 0; !room.isEmpty; rank += 1) {
        const { diseased } = room.take(minutes) as Listed;
        ranks[diseased ? 'diseased' : 'others'].push((rank + 0.5) / size);
      }
    }
    return orderOf(ranks);
  };
  return Object.fromEntries(readingOrders.map((order) => [order, one(order)])) as Record<
    ReadingOrder,
    ListOrder
  >;
}

function orderOf({ diseased, others }: Readonly<Record<'diseased' | 'others', number[]>>): ListOrder {
  const median = (values: number[]) =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return {
    diseasedInLastHalf: diseased.filter((rank) => rank > 0.5).length / Math.max(1, diseased.length),
    medianDiseased: median(diseased),
    medianOthers: median(others),
  };
}
