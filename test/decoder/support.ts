import path from 'node:path';
import type { DecoderOptions } from '../../src/decoder/budget';
import { DecoderPool } from '../../src/decoder/decoderPool';
import { fileReader } from '../../src/decoder/readImageJob';
import type { ChildProgram } from '../../src/decoder/startChild';
import type { JobRunner } from '../../src/decoder/work';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';

/** One of the programs that tests run in place of the real one. */
export function program(name: 'obedient' | 'deaf' | 'liar' | 'host' | 'burglar' | 'missing'): ChildProgram {
  return { file: path.join(__dirname, 'children', `${name}.js`), packages: ['zod'] };
}

const generous: DecoderOptions = { processes: 1, seconds: 60, memoryBytes: 2 ** 30 };

const pools: DecoderPool[] = [];

afterAll(() => Promise.all(pools.map((pool) => pool.close())));

/** A pool that is closed after the tests of the file, with a budget that a slow machine keeps to. */
export function testPool(options: Partial<DecoderOptions> = {}, child?: ChildProgram): DecoderPool {
  const pool = new DecoderPool({ ...generous, ...options }, child);
  pools.push(pool);
  return pool;
}

/** Has a pool read a file that is an order to the process. */
export function obey(pool: JobRunner, order: string): Promise<ReadImage> {
  return fileReader(pool, defaultReadLimits)(Buffer.from(order), '');
}

/** What became of it, in a form to compare: `read`, or why it was refused. */
export async function outcome(reading: Promise<ReadImage>): Promise<unknown> {
  try {
    await reading;
    return 'read';
  } catch (error) {
    const { name, code, detail } = error as { name: string; code?: string; detail?: { value?: unknown } };
    return name === 'RefusedError' ? [code, detail?.value] : name;
  }
}
