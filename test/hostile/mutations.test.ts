import { createRandom } from '../../src/cli/synthetic/random';
import { defaultDecoderBudget } from '../../src/decoder/budget';
import { DecoderPool } from '../../src/decoder/decoderPool';
import { fileReader } from '../../src/decoder/readImageJob';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { python } from '../support/requirements';
import { disagreements } from './disagreements';
import { keepFile } from './keepFile';
import { type MutatedFile, mutate } from './mutations';
import { PydicomReader } from './pydicomReader';
import { readSeedFiles, type SeedFile } from './seedFiles';

/** How many files: 5 000 are a matter of minutes. The same seed gives the same files. */
const count = Number(process.env.MUTATIONS ?? 5000);
const seed = Number(process.env.SEED ?? 1);
const goodFiles = 20;
/** As many at once as there are decoding processes. */
const atOnce = 2;
const maxBatchSize = 100;
/** Somebody waits for 100 000. */
const progressStep = 10_000;

jest.setTimeout(6 * 60 * 60 * 1000);

const pydicom = python('pydicom');
const pool = new DecoderPool({ ...defaultDecoderBudget, processes: atOnce });
const read = fileReader(pool, defaultReadLimits);
const reader = pydicom.met ? new PydicomReader(pydicom.program) : undefined;

interface Tally {
  readonly codes: Map<string, number>;
  readonly disagreements: string[];
  /** Files that broke a budget or the process: they are refused, but nothing may need that. */
  readonly killed: string[];
  readonly unexpected: string[];
  read: number;
  bothAccept: number;
  slowestSeconds: number;
}

const killing = new Set(['timeout', 'memory-exceeded', 'decoder-crashed', 'internal-error']);

/** Reads one damaged file; what is not read must be refused by a reason. */
async function readDamaged(file: MutatedFile, tally: Tally): Promise<ReadImage | undefined> {
  const began = performance.now();
  try {
    const image = await read(file.bytes, '');
    tally.read += 1;
    return image;
  } catch (error) {
    if (!(error instanceof RefusedError)) tally.unexpected.push(`${file.name}: ${String(error)}`);
    else {
      tally.codes.set(error.code, (tally.codes.get(error.code) ?? 0) + 1);
      if (killing.has(error.code)) tally.killed.push(`${error.code} ${keepFile(file)}`);
    }
    return undefined;
  } finally {
    tally.slowestSeconds = Math.max(tally.slowestSeconds, (performance.now() - began) / 1000);
  }
}

async function compare(file: MutatedFile, image: ReadImage, tally: Tally): Promise<void> {
  const theirs = await reader?.read(file.bytes);
  if (theirs === undefined) return;
  tally.bothAccept += 1;
  const found = disagreements(image, theirs);
  if (found.length > 0) tally.disagreements.push(`${JSON.stringify(found)} ${keepFile(file)}`);
}

/** Reads damaged files in as many lanes as there are processes. */
async function readAll(damaged: readonly MutatedFile[], tally: Tally): Promise<void> {
  const queue = [...damaged];
  const lane = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const image = await readDamaged(file, tally);
      if (image?.description.format === 'dicom') await compare(file, image, tally);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Files are made batch by batch; good ones come in between. */
async function run(files: readonly SeedFile[], good: readonly SeedFile[], tally: Tally): Promise<number> {
  const random = createRandom(seed);
  let made = 0;
  let goodRead = 0;
  while (made < count) {
    const size = Math.min(count - made, Math.ceil(count / goodFiles), maxBatchSize);
    const damaged = Array.from({ length: size }, () => mutate(files, random));
    made += size;
    const due = Math.floor((made * goodFiles) / count) - goodRead;
    await Promise.all([
      readAll(damaged, tally),
      ...Array.from({ length: due }, (_, index) => read(bytesOf(good, goodRead + index), '')),
    ]);
    goodRead += due;
    if (made % progressStep < size)
      process.stderr.write(`${made} of ${count}: ${tally.disagreements.length} disagreements\n`);
  }
  return goodRead;
}

function bytesOf(files: readonly SeedFile[], index: number): Uint8Array {
  return (files[index % files.length] as SeedFile).bytes;
}

/** Files that are read as they are. */
async function readable(files: readonly SeedFile[]): Promise<SeedFile[]> {
  const outcomes = await Promise.allSettled(files.map(({ bytes }) => read(bytes, '')));
  return files.filter((_, index) => outcomes[index]?.status === 'fulfilled');
}

afterAll(async () => {
  reader?.close();
  await pool.close();
});

test(`${count} damaged files (seed ${seed}): each is read or refused by a reason, and never read wrongly`, async () => {
  const tally: Tally = {
    codes: new Map(),
    disagreements: [],
    killed: [],
    unexpected: [],
    read: 0,
    bothAccept: 0,
    slowestSeconds: 0,
  };
  const files = await readSeedFiles();
  const good = await readable(files.slice(0, 2 * goodFiles));
  expect(good.length).toBeGreaterThanOrEqual(goodFiles);
  const goodRead = await run(files, good, tally);
  report(files.length, goodRead, tally);
  expect(tally.unexpected).toEqual([]);
  expect(tally.killed).toEqual([]);
  expect(tally.disagreements).toEqual([]);
  expect(goodRead).toBe(goodFiles);
  expect(tally.bothAccept).toBeGreaterThan(pydicom.met ? count / 10 : -1);
});

function report(seeds: number, goodRead: number, tally: Tally): void {
  const codes = [...tally.codes].sort(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
  const lines = [
    `${count} files from ${seeds}, seed ${seed}: ${tally.read} read, ${codes.join(', ')}`,
    `both accept ${tally.bothAccept}, disagreements ${tally.disagreements.length}, killed ${tally.killed.length}`,
    `slowest ${tally.slowestSeconds.toFixed(2)} s, good files ${goodRead}`,
  ];
  const missing = pydicom.met ? '' : `not compared: ${pydicom.missing}\n`;
  process.stderr.write(`${lines.join('\n')}\n${missing}`);
}
