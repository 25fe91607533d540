import type { FoundRow } from '../../../src/audit/verify/rows/verifyRows';
import type { createRandom } from '../../../src/cli/synthetic/random';
import type { IndexRow } from '../../../src/domain/worklist/indexRow';
import type { Changes, KeptBlob, SiteCopy } from './siteCopy';

export type Random = ReturnType<typeof createRandom>;

/** What is attacked: one blob or row, among those of its kind. */
export interface Target {
  readonly name: string;
  readonly site: SiteCopy;
  /** The site before. */
  readonly earlier: SiteCopy;
  /** Names of the same kind, this one included. */
  readonly alike: readonly string[];
  readonly random: Random;
}

/** Undefined where it would change nothing. */
type Attack<T> = (value: T, target: Target) => ReadonlyMap<string, T | undefined> | undefined;

const pick = <T>(random: Random, values: readonly T[]): T | undefined =>
  values[Math.floor(random.next() * values.length)];

const one = <T>(name: string, value: T | undefined) => new Map([[name, value]]);

function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(random.next() * copy.length);
  copy[at] = (copy[at] as number) ^ (1 << Math.floor(random.next() * 8));
  return copy;
}

/** Another one of the same kind with other content. */
function another<T>(
  { name, alike, random }: Target,
  all: ReadonlyMap<string, T>,
  differs: (other: T) => boolean,
) {
  const others = alike.filter((other) => other !== name && differs(all.get(other) as T));
  return pick(random, others);
}

const ids = /[0-9a-f]{64}/g;

function newId(random: Random): string {
  return Array.from({ length: 64 }, () => Math.floor(random.next() * 16).toString(16)).join('');
}

/** A leaf of a JSON value is changed to another value of its type; undefined if it has none. */
function changedLeaf(text: string, random: Random): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const leaves: { owner: Record<string, unknown>; key: string }[] = [];
  const collect = (value: unknown) => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, member] of Object.entries(value)) {
      if (member !== null && typeof member === 'object') collect(member);
      else leaves.push({ owner: value as Record<string, unknown>, key });
    }
  };
  collect(json);
  const leaf = pick(random, leaves);
  if (leaf === undefined) return undefined;
  leaf.owner[leaf.key] = otherThan(leaf.owner[leaf.key], random);
  return JSON.stringify(json);
}

const otherColumns = ['revision', 'record', 'feedback'] as const satisfies readonly (keyof IndexRow)[];

function otherThan(value: unknown, random: Random): unknown {
  if (typeof value === 'number') return value + (random.next() < 0.5 ? 1 : -1);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string' || value === '') return 'x';
  const at = Math.floor(random.next() * value.length);
  const digit = '0123456789abcdef'[Math.floor(random.next() * 16)] as string;
  const next = value[at] === digit ? 'g' : digit;
  return value.slice(0, at) + next + value.slice(at + 1);
}

const isSame = (a: KeptBlob, b: KeptBlob) =>
  a.bytes.equals(b.bytes) && JSON.stringify(a.metadata) === JSON.stringify(b.metadata);

/** What whoever can write blobs, and has no key, does to one. */
export const blobAttacks: Readonly<Record<string, Attack<KeptBlob>>> = {
  'a bit is flipped': (blob, { name, random }) =>
    blob.bytes.length > 0 ? one(name, { ...blob, bytes: flipped(blob.bytes, random) }) : undefined,
  'it is cut off': (blob, { name, random }) =>
    blob.bytes.length > 1
      ? one(name, {
          ...blob,
          bytes: blob.bytes.subarray(0, 1 + Math.floor(random.next() * (blob.bytes.length - 1))),
        })
      : undefined,
  'it is emptied': (blob, { name }) =>
    blob.bytes.length > 0 ? one(name, { ...blob, bytes: Buffer.alloc(0) }) : undefined,
  'something is appended': (blob, { name, random }) =>
    one(name, {
      ...blob,
      bytes: Buffer.concat([blob.bytes, Buffer.from([Math.floor(random.next() * 256)])]),
    }),
  'it is removed': (_blob, { name }) => one<KeptBlob>(name, undefined),
  'it is swapped with another one': (blob, target) => {
    const { name, site } = target;
    const other = another(target, site.blobs, (value) => !isSame(value, blob));
    return other === undefined
      ? undefined
      : new Map([
          [name, site.blobs.get(other)],
          [other, blob],
        ]);
  },
  'another one is copied over it': (blob, target) => {
    const { name, site } = target;
    const other = another(target, site.blobs, (value) => !isSame(value, blob));
    return other === undefined ? undefined : one(name, site.blobs.get(other));
  },
  'another one is put under its seal': (blob, target) => {
    const { name, site } = target;
    const other = another(target, site.blobs, ({ bytes }) => !bytes.equals(blob.bytes));
    if (other === undefined) return undefined;
    return one(name, { ...blob, bytes: (site.blobs.get(other) as KeptBlob).bytes });
  },
  'a value in it is changed': (blob, { name, random }) => {
    const text = changedLeaf(blob.bytes.toString('utf8'), random);
    const bytes = text === undefined ? undefined : Buffer.from(text);
    return bytes === undefined || bytes.equals(blob.bytes) ? undefined : one(name, { ...blob, bytes });
  },
  'its metadata are removed': (blob, { name }) =>
    Object.keys(blob.metadata).length > 0 ? one(name, { ...blob, metadata: {} }) : undefined,
  'an earlier version is put back': (blob, { name, earlier }) => {
    const before = earlier.blobs.get(name);
    return before === undefined || before.bytes.equals(blob.bytes) ? undefined : one(name, before);
  },
  'it is copied under another name': (blob, { name, random }) => {
    const id = pick(random, name.match(ids) ?? []);
    if (id === undefined) return undefined;
    const other = newId(random);
    const text = blob.bytes.toString('utf8');
    const isText = Buffer.from(text).equals(blob.bytes);
    const bytes = isText ? Buffer.from(text.replaceAll(id, other)) : blob.bytes;
    return one(name.replace(id, other), { ...blob, bytes });
  },
};

/** What whoever can write into the table, and has no key, does to a row. */
export const rowAttacks: Readonly<Record<string, Attack<FoundRow>>> = {
  'it is removed': (_row, { name }) => one<FoundRow>(name, undefined),
  'it is emptied': (row, { name }) => (row.line === '' ? undefined : one(name, { ...row, line: '' })),
  'a value in it is changed': (row, { name, random }) => {
    const line = changedLeaf(String(row.line), random);
    return line === undefined ? undefined : one(name, { ...row, line });
  },
  'a bit of it is flipped': (row, { name, random }) => {
    const bytes = Buffer.from(String(row.line));
    return bytes.length === 0
      ? undefined
      : one(name, { ...row, line: flipped(bytes, random).toString('latin1') });
  },
  'another column is changed': (row, { name, random }) => {
    const column = pick(random, otherColumns) as (typeof otherColumns)[number];
    return one(name, { ...row, [column]: otherThan(row[column], random) });
  },
  'its code is removed': (row, { name }) => one(name, { ...row, mac: '' }),
  'another one is copied over it': (row, target) => {
    const { name, site } = target;
    const other = another(target, site.rows, ({ line }) => line !== row.line);
    if (other === undefined) return undefined;
    const { partitionKey, rowKey } = row;
    return one(name, { ...(site.rows.get(other) as FoundRow), partitionKey, rowKey });
  },
  'it is swapped with another one': (row, target) => {
    const { name, site } = target;
    const otherName = another(target, site.rows, ({ line }) => line !== row.line);
    if (otherName === undefined) return undefined;
    const other = site.rows.get(otherName) as FoundRow;
    return new Map([
      [name, { ...other, rowKey: row.rowKey }],
      [otherName, { ...row, rowKey: other.rowKey }],
    ]);
  },
  'it is copied under another key': (row, { name, random }) => {
    const other = newId(random);
    const line = String(row.line).replaceAll(String(row.rowKey), other);
    return one(name.replace(ids, other), { ...row, rowKey: other, line });
  },
  'an earlier one is put back': (row, { name, earlier }) => {
    const before = earlier.rows.get(name);
    return before === undefined || before.line === row.line ? undefined : one(name, before);
  },
};

const none = new Map();

/** One attack on the target, chosen by its random numbers. */
export function attackOn(
  target: Target,
  isRow: boolean,
): { readonly what: string; readonly changes: Changes } {
  const { name, site, random } = target;
  const attacks: [string, () => Changes | undefined][] = isRow
    ? Object.entries(rowAttacks).map(([what, attack]) => [
        what,
        () => {
          const rows = attack(site.rows.get(name) as FoundRow, target);
          return rows && { rows, blobs: none };
        },
      ])
    : Object.entries(blobAttacks).map(([what, attack]) => [
        what,
        () => {
          const blobs = attack(site.blobs.get(name) as KeptBlob, target);
          return blobs && { blobs, rows: none };
        },
      ]);
  for (;;) {
    const [what, make] = pick(random, attacks) as (typeof attacks)[number];
    const changes = make();
    if (changes !== undefined) return { what, changes };
  }
}
