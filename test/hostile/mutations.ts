import type { Random } from '../../src/cli/synthetic/random';
import { headersOf } from './elementHeaders';
import type { SeedFile } from './seedFiles';

/** One way to damage a file. `other` is a second file, for splices. */
type Mutation = (bytes: Buffer, random: Random, other: Uint8Array) => Buffer;

const telling = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff, 0x20, 0x5c, 0x2e, 0x2d];
const lengths = [0, 1, 2, 3, 7, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const vrs =
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OW PN SH SL SQ SS ST TM UC UI UL UN UR US UT ZZ'.split(
    ' ',
  );
const groups = [0x0002, 0x0008, 0x0010, 0x0028, 0x5200, 0x7fe0, 0xfffe, 0xfffc, 0x0000];

function below(random: Random, limit: number): number {
  return Math.floor(random.next() * limit);
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[below(random, values.length)] as T;
}

function cut(bytes: Buffer, from: number, to: number, replacement: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, from), replacement, bytes.subarray(to)]);
}

const flipBit: Mutation = (bytes, random) => {
  const at = below(random, bytes.length);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << below(random, 8)), at);
  return bytes;
};

const setByte: Mutation = (bytes, random) => {
  bytes.writeUInt8(pick(random, telling), below(random, bytes.length));
  return bytes;
};

const truncate: Mutation = (bytes, random) => bytes.subarray(0, below(random, bytes.length));

const insert: Mutation = (bytes, random) => {
  const at = below(random, bytes.length);
  const inserted = Buffer.alloc(1 + below(random, 9), pick(random, telling));
  return cut(bytes, at, at, inserted);
};

const remove: Mutation = (bytes, random) => {
  const at = below(random, bytes.length);
  return cut(bytes, at, Math.min(bytes.length, at + 1 + below(random, 17)), Buffer.alloc(0));
};

const swapChunks: Mutation = (bytes, random) => {
  const size = 1 + below(random, Math.max(1, Math.min(256, bytes.length >> 2)));
  const first = below(random, Math.max(1, (bytes.length >> 1) - size));
  const second = (bytes.length >> 1) + below(random, Math.max(1, (bytes.length >> 1) - size));
  const kept = Buffer.from(bytes.subarray(first, first + size));
  bytes.copy(bytes, first, second, second + size);
  kept.copy(bytes, second);
  return bytes;
};

const repeatChunk: Mutation = (bytes, random) => {
  const from = below(random, bytes.length);
  const to = Math.min(bytes.length, from + 1 + below(random, 512));
  return cut(bytes, to, to, Buffer.from(bytes.subarray(from, to)));
};

const splice: Mutation = (bytes, random, other) => {
  const at = below(random, bytes.length);
  return Buffer.concat([bytes.subarray(0, at), other.subarray(below(random, other.length))]);
};

/** The mutations below aim at a header, where a random byte of a large file seldom falls. */
function atHeader(
  edit: (bytes: Buffer, header: ReturnType<typeof headersOf>[number], random: Random) => Buffer,
) {
  return (bytes: Buffer, random: Random): Buffer => {
    const headers = headersOf(bytes);
    return headers.length === 0 ? flipBit(bytes, random, bytes) : edit(bytes, pick(random, headers), random);
  };
}

const attackLength = atHeader((bytes, { lengthOffset, lengthBytes, littleEndian }, random) => {
  const value = random.next() < 0.5 ? pick(random, lengths) : below(random, 64);
  if (lengthBytes === 2)
    bytes[littleEndian ? 'writeUInt16LE' : 'writeUInt16BE'](value & 0xffff, lengthOffset);
  else bytes[littleEndian ? 'writeUInt32LE' : 'writeUInt32BE'](value, lengthOffset);
  return bytes;
});

const changeVr = atHeader((bytes, { offset, lengthOffset }, random) => {
  if (lengthOffset > offset + 4) bytes.write(pick(random, vrs), offset + 4, 'latin1');
  return bytes;
});

const changeTag = atHeader((bytes, { offset, littleEndian }, random) => {
  const group = random.next() < 0.3;
  const value = group ? pick(random, groups) : below(random, 0x60);
  bytes[littleEndian ? 'writeUInt16LE' : 'writeUInt16BE'](value, offset + (group ? 0 : 2));
  return bytes;
});

const changeValue = atHeader((bytes, { valueOffset, length }, random) => {
  if (length === 0) return bytes;
  bytes.writeUInt8(
    pick(random, [...telling, below(random, 256)]),
    valueOffset + below(random, Math.min(length, 32)),
  );
  return bytes;
});

const repeatElement = atHeader((bytes, { offset, valueOffset, length }, random) => {
  const whole = Buffer.from(bytes.subarray(offset, valueOffset + length));
  if (length > 0 && random.next() < 0.5) whole.writeUInt8(pick(random, telling), whole.length - 1);
  return cut(bytes, offset, offset, whole);
});

const removeElement = atHeader((bytes, { offset, valueOffset, length }) =>
  cut(bytes, offset, valueOffset + length, Buffer.alloc(0)),
);

/** Inside the pixels, and there mostly in the first bytes, which are a codestream's headers. */
const damageCodestream: Mutation = (bytes, random) => {
  const mark = bytes.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]));
  if (mark < 0) return flipBit(bytes, random, bytes);
  const reach = random.next() < 0.7 ? Math.min(512, bytes.length - mark) : bytes.length - mark;
  const at = mark + below(random, reach);
  bytes.writeUInt8(random.next() < 0.5 ? pick(random, telling) : below(random, 256), at);
  return bytes;
};

const mutations: readonly Mutation[] = [
  flipBit,
  setByte,
  truncate,
  insert,
  remove,
  swapChunks,
  repeatChunk,
  splice,
  attackLength,
  changeVr,
  changeTag,
  changeValue,
  changeValue,
  repeatElement,
  removeElement,
  damageCodestream,
  damageCodestream,
];

export interface MutatedFile {
  /** Seed file and names of what was done: enough to find the file again with the same seed number. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files of up to this size are equally likely, larger ones the less the larger they are: their pixels take the time. */
const usualBytes = 50_000;

function pickFile(random: Random, files: readonly SeedFile[]): SeedFile {
  for (;;) {
    const file = pick(random, files);
    if (random.next() < usualBytes / file.bytes.length) return file;
  }
}

/** Damages one of the files, mostly once, up to four times. The same random numbers give the same file. */
export function mutate(files: readonly SeedFile[], random: Random): MutatedFile {
  const seed = pickFile(random, files);
  const other = pickFile(random, files);
  const times = random.next() < 0.7 ? 1 : 2 + below(random, 3);
  let bytes: Buffer = Buffer.from(seed.bytes);
  const done: string[] = [];
  for (let count = 0; count < times && bytes.length > 0; count += 1) {
    const mutation = pick(random, mutations);
    bytes = mutation(bytes, random, other.bytes);
    done.push(mutation.name);
  }
  return { name: `${seed.name}: ${done.join(', ')}`, bytes };
}
