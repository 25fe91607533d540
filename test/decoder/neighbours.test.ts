import { type Decoders, openDecoders } from '../../src/app/decoders';
import { defaultDecoderBudget } from '../../src/decoder/budget';
import { Floor } from '../../src/decoder/floor';
import { withSecondTry } from '../../src/decoder/secondTry';
import { waitFor } from '../support/waitFor';
import { obey, outcome, program, testPool } from './support';

/** What the files of others can do to the hospital's own. */

const mebi = 2 ** 20;

function stopped(pid: number, milliseconds: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  return new Promise((resolve) =>
    setTimeout(() => {
      process.kill(pid, 'SIGCONT');
      resolve();
    }, milliseconds),
  );
}

test('time without the processor is not held against a file', async () => {
  const pool = testPool({ seconds: 1 }, program('obedient'));
  await obey(pool, 'good');
  const read = outcome(obey(pool, 'good after a while'));
  await stopped(pool.pids[0] as number, 2000);
  expect(await read).toBe('read');
});

describe('a file that took too much', () => {
  test('among others is read alone, in a new process', async () => {
    const pool = testPool({ memoryBytes: 256 * mebi }, program('obedient'));
    await obey(pool, 'leak 50');
    const [worn] = pool.pids;
    expect(await outcome(obey(pool, 'fill 145'))).toEqual(['memory-exceeded', 256 * mebi]);
    await obey(pool, 'leak 50');
    expect(pool.pids).not.toContain(worn);
    expect(await outcome(obey(withSecondTry(pool), 'fill 145'))).toBe('read');
  });

  test('because it was kept from the processor for too long is read alone', async () => {
    const pool = testPool({ seconds: 2 }, program('obedient'));
    await obey(pool, 'leak 50');
    expect(await outcome(obey(pool, 'stand still'))).toEqual(['timeout', 8]);
    await obey(pool, 'leak 50');
    expect(await outcome(obey(withSecondTry(pool), 'stand still'))).toBe('read');
  });

  test.each([
    ['loop', ['timeout', expect.any(Number)], { seconds: 0.5 }],
    ['hog buffers', ['memory-exceeded', 256 * mebi], { memoryBytes: 256 * mebi }],
    ['kill', ['decoder-crashed', 'SIGKILL'], {}],
  ])('alone as well is refused: %s', async (order, expected, limits) => {
    const pool = testPool(limits, program('obedient'));
    expect(await outcome(obey(withSecondTry(pool), order))).toEqual(expected);
    expect(await outcome(obey(withSecondTry(pool), 'good'))).toBe('read');
    await waitFor('the process of its own to end', () => pool.pids.length === 1);
  });

  test('is refused at once if nobody else can be to blame', async () => {
    const pool = testPool({}, program('obedient'));
    const alone = jest.spyOn(pool, 'runAlone');
    expect(await outcome(obey(withSecondTry(pool), 'refuse'))).toEqual(['truncated', 17]);
    expect(await outcome(obey(withSecondTry(pool), 'abort'))).toEqual(['decoder-crashed', 'SIGABRT']);
    expect(alone).not.toHaveBeenCalled();
  });

  test('is not refused when the pool is closed before its second try', async () => {
    const pool = testPool({ seconds: 1 }, program('obedient'));
    const read = outcome(obey(withSecondTry(pool), 'loop'));
    const alone = jest.spyOn(pool, 'runAlone');
    await waitFor('the second try', () => alone.mock.calls.length === 1);
    await pool.close();
    expect(await read).toBe('DecoderUnavailableError');
    expect(pool.pids).toEqual([]);
  });
});

describe('sixteen slow files that a caller sends at once', () => {
  let decoders: Decoders;

  beforeAll(() => {
    const budget = { ...defaultDecoderBudget, seconds: 3, processes: 2 };
    decoders = openDecoders({ decoders: budget, requestDecoders: 1 }, program('obedient'));
  });
  afterAll(() => decoders.close());

  test('hold up no arrival, and none of them is refused for their sake', async () => {
    let ended = 0;
    const flood = Array.from({ length: 16 }, async () => {
      await outcome(obey(decoders.requests, 'loop'));
      ended += 1;
    });
    const arrivals = Array.from({ length: 2 }, () => outcome(obey(decoders.arrivals, 'good after a while')));
    expect(await Promise.all(arrivals)).toEqual(Array(2).fill('read'));
    // Behind them, in a pool for both, nearly all of them would have ended.
    expect(ended).toBeLessThan(8);
    await decoders.close();
    await Promise.all(flood);
  });
});

describe('the floor', () => {
  /** A pool that says what it was told, and has files that wait. */
  function joined(floor: Floor, isAwaited: () => boolean) {
    const nexts: boolean[] = [];
    floor.join({ isAwaited, next: () => nexts.push(floor.isTaken) });
    return nexts;
  }

  test('is taken when everything that ran has ended, and given back to all', async () => {
    const floor = new Floor();
    const nexts = joined(floor, () => false);
    floor.enter();
    floor.enter();
    let isAlone = false;
    const turn = floor.alone(async () => {
      isAlone = true;
      return 7;
    });
    await waitFor('the turn', () => floor.isTaken);
    floor.leave();
    await new Promise(setImmediate);
    expect(isAlone).toBe(false);
    floor.leave();
    expect(await turn).toBe(7);
    expect([floor.isTaken, nexts]).toEqual([false, [false]]);
  });

  test('is for the others between two turns as long as a turn took, while they wait', async () => {
    const floor = new Floor();
    let waiting = true;
    joined(floor, () => waiting);
    const spans: [start: number, end: number][] = [];
    const turn = () =>
      floor.alone(async () => {
        const start = performance.now();
        await new Promise((resolve) => setTimeout(resolve, 100));
        spans.push([start, performance.now()]);
      });
    const failed = floor.alone(() => Promise.reject(new Error('refused')));
    const turns = [turn(), turn()];
    await expect(failed).rejects.toThrow('refused');
    await Promise.all(turns);
    waiting = false;
    await Promise.all([turn(), turn()]);
    const gaps = spans.slice(1).map(([start], at) => start - (spans[at]?.[1] ?? 0));
    expect(gaps[0]).toBeGreaterThan(90);
    expect(gaps[2]).toBeLessThan(50);
  });
});
