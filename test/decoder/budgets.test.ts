import { obey, outcome, program, testPool } from './support';

const mebi = 2 ** 20;

describe('a process that misbehaves is one refused file', () => {
  const pool = testPool({ processes: 2 }, program('obedient'));

  test.each([
    ['abort', ['decoder-crashed', 'SIGABRT']],
    ['kill', ['decoder-crashed', 'SIGKILL']],
    ['exit', ['decoder-crashed', 'exit 0']],
    ['stray', ['decoder-crashed', 'exit 1']],
  ])('%s', async (order, expected) => {
    const [bad, good] = [obey(pool, order), obey(pool, 'good')];
    expect(await outcome(bad)).toEqual(expected);
    expect(await outcome(good)).toBe('read');
    expect(await outcome(obey(pool, 'good'))).toBe('read');
  });

  test.each([
    'too few pixels',
    'too many pixels',
    'pixels outside of the file',
    'no description',
    'not finite',
    'unknown note',
    'large picture',
  ])('an answer that cannot be true: %s', async (order) => {
    expect(await outcome(obey(pool, order))).toEqual(['decoder-crashed', 'invalid answer']);
    expect(await outcome(obey(pool, 'good'))).toBe('read');
  });
});

test('pixels that lie in the file as they are do not come back, and are the ones of the file', async () => {
  const pool = testPool({ processes: 1, seconds: 10, memoryBytes: 512 * mebi }, program('obedient'));
  const { pixels } = await obey(pool, 'pixels in the file');
  expect(Buffer.from(pixels).toString()).toBe('in t');
});

test('an answer of which most is never read does not keep the place of its process', async () => {
  const pool = testPool({ processes: 1 }, program('obedient'));
  for (let time = 0; time < 3; time += 1) {
    expect(await outcome(obey(pool, 'far too many pixels'))).toEqual(['decoder-crashed', 'invalid answer']);
    expect(await outcome(obey(pool, 'good'))).toBe('read');
  }
});

test('a description that would hold up the host is refused by the process itself', async () => {
  const pool = testPool({}, program('obedient'));
  expect(await outcome(obey(pool, 'long description'))).toEqual(['too-large', expect.any(Number)]);
  const pids = pool.pids;
  expect(await outcome(obey(pool, 'good'))).toBe('read');
  expect(pool.pids).toEqual(pids);
});

describe('a process that does not keep to the protocol', () => {
  const pool = testPool({}, program('liar'));

  test.each([
    'garbage',
    'no json',
    'long json',
    'unknown code',
    'a name as a value',
    'large refusal',
    'begins twice',
    'ready in between',
    'unknown frame',
  ])('%s', async (order) => {
    expect(await outcome(obey(pool, order))).toEqual(['decoder-crashed', 'invalid answer']);
  });
});

describe('time', () => {
  const pool = testPool({ processes: 2, seconds: 1 }, program('obedient'));

  test('a file that never ends is refused, and the queue goes on', async () => {
    const bad = ['loop', 'loop'].map((order) => outcome(obey(pool, order)));
    const queued = Array.from({ length: 6 }, () => outcome(obey(pool, 'good')));
    // By its CPU time, or where the machine is busy by the clock.
    const timeout = ['timeout', expect.any(Number)];
    expect(await Promise.all(bad)).toEqual([timeout, timeout]);
    expect(await Promise.all(queued)).toEqual(Array(6).fill('read'));
  });

  test('a file that computes nothing and never ends is refused by the clock', async () => {
    const hanging = testPool({ seconds: 0.5 }, program('obedient'));
    expect(await outcome(obey(hanging, 'hang'))).toEqual(['timeout', 2]);
  });
});

describe('memory', () => {
  const memoryBytes = 256 * mebi;
  const pool = testPool({ memoryBytes }, program('obedient'));

  test.each(['hog buffers', 'hog heap'])('%s', async (order) => {
    expect(await outcome(obey(pool, order))).toEqual(['memory-exceeded', memoryBytes]);
    expect(await outcome(obey(pool, 'good'))).toBe('read');
  });

  test('a process that keeps memory is replaced, so that the next file has all of its budget', async () => {
    await obey(pool, 'good');
    const before = pool.pids;
    await obey(pool, 'good');
    expect(pool.pids).toEqual(before);
    await obey(pool, 'leak');
    await obey(pool, 'good');
    expect(pool.pids).not.toEqual(before);
  });
});

test('twenty good files among as many bad ones are all read', async () => {
  // A slow machine takes seconds to fill the memory: the time must not be over first.
  const pool = testPool({ processes: 3, seconds: 8, memoryBytes: 256 * mebi }, program('obedient'));
  const bad: [order: string, code: string][] = [
    ['abort', 'decoder-crashed'],
    ['loop', 'timeout'],
    ['kill', 'decoder-crashed'],
    ['exit', 'decoder-crashed'],
    ['too few pixels', 'decoder-crashed'],
    ['hog buffers', 'memory-exceeded'],
    ['stray', 'decoder-crashed'],
    ['refuse', 'truncated'],
    ['fail', 'internal-error'],
    ['long description', 'too-large'],
  ];
  const orders = [...bad, ...bad].flatMap(([order]) => ['good', order]);
  const outcomes = await Promise.all(orders.map((order) => outcome(obey(pool, order))));
  expect(outcomes.filter((_, index) => index % 2 === 0)).toEqual(Array(20).fill('read'));
  const codes = outcomes.filter((_, index) => index % 2 === 1).map((refused) => (refused as unknown[])[0]);
  expect(codes).toEqual([...bad, ...bad].map(([, code]) => code));
});
