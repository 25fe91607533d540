import type { TemporaryFolder } from '../../support/temporaryFolder';

/** One life of a host: from its start until it was killed or stopped. */
export interface Life {
  readonly id: string;
  /** As it is called in the table of partitions. */
  readonly instance: string;
  /** When it ended, in milliseconds. */
  until?: number;
}

/** One call of a function. */
export interface Call {
  readonly life: string;
  readonly name: string;
  readonly from: number;
  /** Undefined if it did not end. */
  readonly until: number | undefined;
}

interface Noted {
  readonly life: string;
  readonly name: string;
  readonly number: number;
  readonly what: 'begin' | 'end';
  readonly at: number;
}

/** What the hosts of a fleet called so far, in the order of beginning. */
export function callsIn(folder: TemporaryFolder): Call[] {
  const calls = new Map<string, Call>();
  for (const line of folder.lines('calls')) {
    const { life, name, number, what, at } = JSON.parse(line) as Noted;
    const key = `${life} ${number}`;
    const begun = calls.get(key);
    if (what === 'begin') calls.set(key, { life, name, from: at, until: undefined });
    else if (begun !== undefined) calls.set(key, { ...begun, until: at });
  }
  return [...calls.values()];
}

/** Two calls of one function in different lives, of which one began while the other ran. */
export function overlaps(calls: readonly Call[], lives: readonly Life[]): [Call, Call][] {
  const end = ({ life, until }: Call) =>
    until ?? lives.find(({ id }) => id === life)?.until ?? Number.POSITIVE_INFINITY;
  return calls.flatMap((one, at) =>
    calls
      .slice(at + 1)
      .filter((other) => other.name === one.name && other.life !== one.life && other.from < end(one))
      .map((other): [Call, Call] => [one, other]),
  );
}
