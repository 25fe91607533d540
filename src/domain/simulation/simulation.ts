import { type Priority, priorities } from '../kernel/priority';
import type { Policy } from '../study/policy/policySchema';
import { type Case, drawCases } from './cases';
import { drawLists, type Lists } from './lists';
import { type Examples, type Kind, population } from './population';
import { levels, type ReadingOrder, readingOrders, standingOf } from './readingOrders';
import { type Arriving, interrupting, runReadingRoom } from './readingRoom';
import { hourly, loadOf, type Room } from './room';
import { type Estimate, estimateOf, meanOf, summaryOf, type WaitSummary } from './summary';

export interface Plan {
  readonly seed: number;
  /** Independent repetitions, at least two. */
  readonly repetitions: number;
  /** Days of each that count. */
  readonly days: number;
  /** Days before, so that the room is at work when counting begins. */
  readonly warmUpDays: number;
  /** How many lists are drawn. */
  readonly lists: number;
}

type Groups = Readonly<Partial<Record<'diseased' | 'others' | Priority, WaitSummary>>>;

/** What a simulation found; waits in minutes from arrival until the study was read, without the reading itself. */
export interface Simulation {
  readonly load: number;
  /** Studies in each order that count. */
  readonly studies: number;
  /** By what the study was, and by the priority that the policy gave it. */
  readonly waits: Readonly<Record<ReadingOrder, Groups>>;
  /** How much sooner the policy has studies read than the order in which they came; negative: later. */
  readonly saved: Readonly<Partial<Record<'diseased' | 'others', Estimate>>>;
  readonly priorities: Readonly<Record<Priority, { readonly share: number; readonly diseased: number }>>;
  readonly lists: readonly { readonly hours: number; readonly size: number; readonly orders: Lists }[];
}

interface StudyRead extends Arriving {
  readonly kind: Kind | undefined;
}

const day = 24 * 60;
const listSize = 100;
const listHours = [0, 8, 24];

/** The same cases are read in each order, so that differences between orders are those of the orders alone. */
export function simulate(room: Room, examples: Examples, policy: Policy, plan: Plan): Simulation {
  const draw = population(room, examples, policy);
  const from = plan.warmUpDays * day;
  const until = from + plan.days * day;
  const repetitions = Array.from({ length: plan.repetitions }, (_, at) => {
    const cases = drawCases(room, draw, { seed: plan.seed * 1000 + at, until });
    const read = (order: ReadingOrder) =>
      waitsOf(room, cases, order, policy).filter(({ arrival }) => arrival >= from);
    return new Map(readingOrders.map((order) => [order, read(order)]));
  });
  const groups = (order: ReadingOrder) => groupsOf(repetitions.map((waits) => waits.get(order) as Waited[]));
  const counted = repetitions.flatMap((waits) => waits.get('triaged') as Waited[]);
  return {
    load: loadOf(room),
    studies: counted.length,
    waits: Object.fromEntries(readingOrders.map((order) => [order, groups(order)])) as Simulation['waits'],
    saved: { ...savedOf(repetitions, true), ...savedOf(repetitions, false) },
    priorities: prioritiesOf(counted),
    lists: listHours.map((hours) => ({
      hours,
      size: listSize,
      orders: drawLists(room, draw, policy, {
        lists: plan.lists,
        size: listSize,
        minutes: hours * 60,
        seed: plan.seed,
      }),
    })),
  };
}

interface Waited {
  readonly arrival: number;
  readonly wait: number;
  readonly kind: Kind;
}

function waitsOf(room: Room, cases: readonly Case[], order: ReadingOrder, policy: Policy): Waited[] {
  const waited: Waited[] = [];
  let at = 0;
  runReadingRoom<StudyRead>({
    next: () => {
      const one = cases[at];
      at += 1;
      if (one === undefined) return undefined;
      const { arrival, minutes, kind } = one;
      const standing =
        kind === undefined ? interrupting : standingOf(order, kind, arrival, policy, room.prevalence);
      return { arrival, minutes, kind, standing };
    },
    readers: hourly(room.readers),
    levels,
    preempts: room.preempts,
    onRead: ({ kind, arrival }, wait) => {
      if (kind !== undefined) waited.push({ arrival, wait, kind });
    },
  });
  return waited;
}

function groupsOf(repetitions: readonly (readonly Waited[])[]): Groups {
  const group = (belongs: (kind: Kind) => boolean) =>
    summaryOf(repetitions.map((waits) => waits.filter(({ kind }) => belongs(kind)).map(({ wait }) => wait)));
  return {
    ...named(
      'diseased',
      group(({ diseased }) => diseased),
    ),
    ...named(
      'others',
      group(({ diseased }) => !diseased),
    ),
    ...Object.assign(
      {},
      ...priorities.map((priority) =>
        named(
          priority,
          group(({ triaged }) => triaged.priority === priority),
        ),
      ),
    ),
  };
}

function named<K extends string, T>(name: K, value: T | undefined): { readonly [N in K]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in K]: T });
}

function savedOf(repetitions: readonly ReadonlyMap<ReadingOrder, readonly Waited[]>[], diseased: boolean) {
  const mean = (waits: readonly Waited[] = []) =>
    meanOf(waits.filter(({ kind }) => kind.diseased === diseased).map(({ wait }) => wait));
  const saved = repetitions
    .map((waits) => mean(waits.get('asItCame')) - mean(waits.get('triaged')))
    .filter((minutes) => !Number.isNaN(minutes));
  return named(diseased ? 'diseased' : 'others', saved.length < 2 ? undefined : estimateOf(saved));
}

function prioritiesOf(waited: readonly Waited[]): Simulation['priorities'] {
  const of = (priority: Priority) => {
    const those = waited.filter(({ kind }) => kind.triaged.priority === priority);
    const diseased = those.filter(({ kind }) => kind.diseased).length;
    return {
      share: those.length / Math.max(1, waited.length),
      diseased: diseased / Math.max(1, those.length),
    };
  };
  return Object.fromEntries(
    priorities.map((priority) => [priority, of(priority)]),
  ) as Simulation['priorities'];
}
