import { placeIndex } from '../kernel/priority';
import type { Policy } from '../study/policy/policySchema';
import type { Kind } from './population';
import type { Standing } from './waitingRoom';

/**
 * Orders in which a room can be read: as it came; by its orders alone, as the worklist would without any
 * model; by the site's policy; and by the score, with no regard to anything else.
 */
export const readingOrders = ['asItCame', 'asOrdered', 'triaged', 'byScore'] as const;
export type ReadingOrder = (typeof readingOrders)[number];

/** Level 0 is for interruptions. */
export const levels = 4;

/** Where a study stands that arrives at this minute. */
export function standingOf(
  order: ReadingOrder,
  kind: Kind,
  arrival: number,
  { waitingCap }: Policy,
  unscored: number,
): Standing {
  const never = Number.POSITIVE_INFINITY;
  switch (order) {
    case 'asItCame':
      return { level: 1, key: arrival, riseEvery: never };
    case 'byScore':
      return { level: 1, key: -(kind.score ?? unscored), riseEvery: never };
    default: {
      const { place, dueMinutes } = order === 'triaged' ? kind.triaged : kind.ordered;
      return {
        level: placeIndex(place) + 1,
        key: arrival + dueMinutes,
        riseEvery: waitingCap * dueMinutes,
      };
    }
  }
}
