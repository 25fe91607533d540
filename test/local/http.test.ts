import { LocalRuntime } from '../support/localRuntime';

/** HTTP functions as a browser or a script sees them. */

const runtime = new LocalRuntime();
const at = (path: string, options?: RequestInit) => fetch(`${runtime.url}${path}`, options);
const textAt = async (path: string) => (await at(path)).text();

beforeAll(async () => {
  await runtime.start();
});
afterAll(() => runtime.remove(), 60_000);

test('method, parameters, query, headers and bytes reach the function; status, headers, cookies and body come back', async () => {
  const body = Buffer.from([0, 1, 254, 255]);
  const response = await at('/mirror/one/two/th%20ree?q=a%26b', {
    method: 'PUT',
    body,
    headers: { 'x-sent': 'yes' },
  });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-mirrored')).toBe('yes');
  expect(response.headers.getSetCookie()).toEqual([
    'a=1; Path=/; HttpOnly; SameSite=Strict',
    'b=two%20words',
  ]);
  expect(await response.json()).toEqual({
    method: 'PUT',
    params: { first: 'one', rest: 'two/th ree' },
    query: { q: 'a&b' },
    body: body.toString('base64'),
  });
});

test('bytes come back as they are', async () => {
  const response = await at('/bytes');
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 128, 10]);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
});

test('the most specific route wins, and constraints hold', async () => {
  expect(await textAt('/things/special')).toBe('special');
  expect(await textAt('/things/12')).toBe('number 12');
  expect(await textAt('/things/twelve')).toBe('thing twelve');
  expect(await textAt('/maybe')).toBe('none');
  expect(await textAt('/maybe/x')).toBe('x');
});

test('an unknown path and a method that is not served are not found', async () => {
  expect((await at('/nothing/here')).status).toBe(404);
  expect((await at('/things/special', { method: 'DELETE' })).status).toBe(404);
  expect((await at('/things/%E0%A4%A')).status).toBe(404);
});

test('a function that throws is a 500 without its error, which is in the log', async () => {
  const response = await at('/throws');
  expect([response.status, await response.text()]).toEqual([500, '']);
  expect(runtime.log.find(({ message }) => message.includes('thrown on purpose'))).toMatchObject({
    level: 'error',
    source: 'app',
    functionName: 'throws',
  });
});

test('the root shows the HTTP functions when the app serves nothing there', async () => {
  const response = await at('/');
  expect(response.headers.get('content-type')).toContain('text/html');
  const page = await response.text();
  expect(page).toContain('<a href="/things/special">/things/special</a>');
  expect(page).toContain('/mirror/{first}/{*rest}');
});

test('it listens on 127.0.0.1 only, and on the port that its environment names', async () => {
  const otherAddress = runtime.url.replace('127.0.0.1', '127.0.0.2');
  await expect(fetch(otherAddress, { signal: AbortSignal.timeout(2_000) })).rejects.toThrow();
  const { output } = await runtime.client.run('setting', { name: 'WEBSITE_HOSTNAME' });
  expect(`http://${output}`).toBe(runtime.url);
});

test('a body that is too large is refused', async () => {
  const response = await at('/mirror/a', { method: 'POST', body: Buffer.alloc(101 * 1024 * 1024) });
  expect(response.status).toBe(413);
});

test('a body without a stated length reaches no function, as in Azure', async () => {
  const body = new ReadableStream({
    start: (sink) => {
      sink.enqueue(Buffer.from('in pieces'));
      sink.close();
    },
  });
  const options: RequestInit = { method: 'PUT', body, duplex: 'half' };
  expect(await (await at('/mirror/one/two', options)).json()).toMatchObject({ body: '' });
});
