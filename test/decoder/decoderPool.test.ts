import { DecoderPool } from '../../src/decoder/decoderPool';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { obey, outcome, program, testPool } from './support';

test('no more processes than are allowed, started when they are needed, and reused', async () => {
  const pool = testPool({ processes: 2 }, program('obedient'));
  expect(pool.pids).toEqual([]);
  await obey(pool, 'good');
  expect(pool.pids).toHaveLength(1);
  await Promise.all(Array.from({ length: 10 }, () => obey(pool, 'good')));
  const pids = pool.pids;
  expect(pids).toHaveLength(2);
  await Promise.all(Array.from({ length: 10 }, () => obey(pool, 'good')));
  expect(pool.pids).toEqual(pids);
});

test('a refusal comes back with where it was met', async () => {
  const pool = testPool({}, program('obedient'));
  const error = await obey(pool, 'refuse').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RefusedError);
  expect(error).toMatchObject({
    code: 'truncated',
    detail: { tag: '(7FE0,0010)', value: 17, offset: 99 },
  });
  expect((error as Error).cause).toBeUndefined();
});

test('a value that could be a name is left out of a refusal', async () => {
  const pool = testPool({}, program('obedient'));
  await expect(obey(pool, 'refuse with a name')).rejects.toMatchObject({ code: 'truncated', detail: {} });
  expect(await outcome(obey(pool, 'refuse with a name'))).toEqual(['truncated', undefined]);
});

test('a failure of our own comes back without its message, which can quote the file', async () => {
  const pool = testPool({}, program('obedient'));
  const error = (await obey(pool, 'fail').catch((thrown: unknown) => thrown)) as RefusedError;
  expect(error).toMatchObject({ code: 'internal-error', detail: {}, cause: { name: 'TypeError' } });
  const cause = error.cause as Error;
  expect(cause.stack).toMatch(/^TypeError\n {4}at .*dist\/decoder\/child\/serve\.js:\d+:\d+\)?/);
  expect(`${cause.stack}${cause.message}`).not.toMatch(/Doe|children/);
});

describe('where no process can be had, no file is refused', () => {
  test.each([
    ['the program is missing', program('missing')],
    ['the process ends before it begins', program('deaf')],
  ])('%s', async (_, child) => {
    const pool = testPool({ processes: 2 }, child);
    const all = await Promise.all(['good', 'good', 'good'].map((order) => outcome(obey(pool, order))));
    expect(all).toEqual(Array(3).fill('DecoderUnavailableError'));
  });
});

test('closing refuses nothing: what is queued or in work can be tried again', async () => {
  const pool = new DecoderPool({ processes: 1, seconds: 60, memoryBytes: 2 ** 30 }, program('obedient'));
  await obey(pool, 'good');
  const open = ['loop', 'good'].map((order) => outcome(obey(pool, order)));
  await pool.close();
  expect(await Promise.all(open)).toEqual(Array(2).fill('DecoderUnavailableError'));
  expect(pool.pids).toEqual([]);
  expect(await outcome(obey(pool, 'good'))).toBe('DecoderUnavailableError');
});
