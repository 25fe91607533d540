import { createRandom } from '../../src/cli/synthetic/random';
import { defaultDecoderBudget } from '../../src/decoder/budget';
import { DecoderPool } from '../../src/decoder/decoderPool';
import { fileReader } from '../../src/decoder/readImageJob';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { type RefusalCode, refusalCodes } from '../../src/domain/reasons/refusalCode';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { imageFile } from '../dicom/dicomBuilder';
import { corpus } from './generator/corpus';

const seed = Number(process.env.SEED ?? 1);
const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
const read = fileReader(pool, defaultReadLimits);
const good = imageFile({ pixels: [1, 2, 3, 4] });

afterAll(async () => {
  process.stderr.write(`hostile corpus: seed ${seed}, ${corpus.length} files\n`);
  await pool.close();
});

/** The code of a refusal, or the image; anything else fails the test. */
async function outcomeOf(bytes: Uint8Array, name: string): Promise<RefusalCode | ReadImage> {
  try {
    return await read(bytes, name);
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

describe.each([...new Set(corpus.map(({ group }) => group))])('%s', (group) => {
  const files = corpus.filter((file) => file.group === group);

  test.each(files)('$what', async ({ name, make, expected, what }) => {
    const bytes = await make(createRandom(seed));
    const outcome = await outcomeOf(bytes, name);
    if (typeof expected === 'string') expect([what, outcome]).toEqual([what, expected]);
    else if (typeof outcome === 'string') expect(outcome).toBe('read');
    else expected(outcome);
  });
});

test('good files are read after all of it', async () => {
  for (let count = 0; count < 3; count += 1) {
    expect(await outcomeOf(good, 'good.dcm')).toMatchObject({ description: { rows: 2, columns: 2 } });
  }
});

/** What only the decoding process, an archive or a race can raise has tests of its own. */
const raisedElsewhere: readonly string[] = [
  'timeout',
  'memory-exceeded',
  'decoder-crashed',
  'unsafe-name',
  'too-many-members',
  'unsafe-member-name',
  'encrypted-archive',
  'corrupt-archive',
  'unsupported-compression',
  'nested-archive',
  'empty-archive',
  'changed-during-read',
  'internal-error',
];

test('every reason code of reading has at least three files', () => {
  const codes = refusalCodes.filter((code) => !raisedElsewhere.includes(code));
  const few = codes.filter((code) => corpus.filter(({ expected }) => expected === code).length < 3);
  expect(few).toEqual([]);
});
