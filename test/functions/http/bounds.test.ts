import sharp from 'sharp';
import { maxJsonBytes } from '../../../src/functions/http/support/readBody';
import { type AppRuntime, appRuntime } from '../../support/appRuntime';

/** What a signed-in caller can send to keep the site from everyone else. */

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime({ TRIAGE_DECODERS: '1' });
});
afterAll(() => running?.stop(), 60_000);

const problemOf = async (response: Response) => (await response.json()) as { code: string; detail: string };

const json = { 'content-type': 'application/json' };

/** The longest that anyone else waits for the worklist meanwhile, in milliseconds. */
async function longestWait(meanwhile: Promise<unknown>): Promise<number> {
  let isOver = false;
  void meanwhile.finally(() => {
    isOver = true;
  });
  let longest = 0;
  while (!isOver) {
    const start = performance.now();
    await running.fetch('/api/worklist', {}, 'reviewer', 'Dr. Other');
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
}

test('a search of 90 MB is refused before it is parsed, which took ten seconds of everybody', async () => {
  await running.fetch('/api/worklist', {}, 'reviewer', 'Dr. Other');
  const search = (character: string) =>
    running.fetch('/api/worklist/search', {
      method: 'POST',
      headers: json,
      body: character.repeat(90_000_000),
    });
  // Spaces cost nothing to parse: whoever sends them keeps others waiting as long as the body takes to come.
  const unparsed = await longestWait(search(' '));
  const sent = search('[');
  expect(await longestWait(sent)).toBeLessThan(4_000 + 2 * unparsed);
  const response = await sent;
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({
    code: 'too-large',
    detail: 'The body is larger than 64 kB, the most that is read here.',
  });
});

test.each([
  ['POST', '/api/worklist/search', 413],
  ['POST', `/api/studies/${'0'.repeat(64)}/review`, 413],
  ['POST', `/api/studies/${'0'.repeat(64)}/impression`, 413],
  ['POST', '/api/classify', 413],
  ['POST', '/api/session', 413],
])('%s %s reads no JSON beyond its limit', async (method, path, status) => {
  const body = ' '.repeat(maxJsonBytes + 1);
  const response = await running.fetch(path, { method, headers: json, body });
  expect([response.status, (await problemOf(response)).code]).toEqual([status, 'too-large']);
});

test('brackets as deep as the limit allows are one more fault', async () => {
  const body = `${'['.repeat(maxJsonBytes / 2)}${']'.repeat(maxJsonBytes / 2)}`;
  const response = await running.fetch('/api/worklist/search', { method: 'POST', headers: json, body });
  expect([response.status, (await problemOf(response)).detail]).toEqual([400, 'The body must be an object.']);
});

test('an address of more than 8192 characters is refused', async () => {
  const response = await running.fetch(`/api/worklist?modality=${'C'.repeat(8192)}`);
  expect([response.status, (await problemOf(response)).code]).toEqual([414, 'url-too-long']);
});

/** Black, small as a file, and slow to decode. */
function picture(side: number): Promise<Buffer> {
  const black = { width: side, height: side, channels: 3, background: 'black' } as const;
  return sharp({ create: black }).toColourspace('b-w').png({ compressionLevel: 1 }).toBuffer();
}

test('slow files that callers send hold up neither what arrives nor each other’s callers', async () => {
  const slow = await picture(9900);
  let isAnswered = 0;
  const send = async (name: string) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: slow as unknown as string,
    };
    const response = await running.fetch('/api/classify', init, 'reviewer', name);
    isAnswered += response.status === 200 ? 1 : 0;
    return response;
  };
  const names = ['Dr. One', 'Dr. Two', 'Dr. Three', 'Dr. Four', 'Dr. Five'];
  await Promise.all(names.map((name) => running.fetch('/api/session', {}, 'reviewer', name)));
  const sent = names.flatMap((name) => Array.from({ length: 3 }, () => send(name)));
  const refused = sent.map(async (response) => (await response).status === 429);
  await Promise.race(refused);
  expect(await running.outcome(await running.drop('small.png', await picture(8)))).toMatchObject({
    outcome: 'not-analysed',
    reason: 'no-model',
  });
  // In one pool and without a limit, the file that arrived was read after all of them.
  expect(isAnswered).toBeLessThan(10);
  const responses = await Promise.all(sent);
  // Each caller's third is refused unless one of the two before it had its answer by then.
  const statuses = responses.map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2 * names.length);
  const tooMany = responses.find(({ status }) => status === 429);
  expect(tooMany?.headers.get('retry-after')).toBe('5');
  expect(tooMany?.headers.get('content-type')).toBe('application/problem+json');
  expect((await send('Dr. One')).status).toBe(200);
});
