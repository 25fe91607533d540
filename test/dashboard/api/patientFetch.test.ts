import { patientFetch } from '../../../src/dashboard/api/patientFetch';

const busy = () => new Response('{}', { status: 429, headers: { 'retry-after': '5' } });

let fetched: jest.SpyInstance;
beforeEach(() => {
  jest.useFakeTimers();
  fetched = jest.spyOn(globalThis, 'fetch');
});
afterEach(() => {
  jest.useRealTimers();
  fetched.mockRestore();
});

test('a request that is one too many is sent again when the app says, and nobody sees it', async () => {
  fetched
    .mockImplementationOnce(async () => busy())
    .mockImplementationOnce(async () => new Response('picture'));
  const response = patientFetch('/api/images/x/picture', { method: 'GET' });
  await jest.advanceTimersByTimeAsync(4900);
  expect(fetched).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(200);
  expect(await (await response).text()).toBe('picture');
  expect(fetched).toHaveBeenCalledTimes(2);
});

test('it gives up after some tries, and stops at once when the page no longer wants the answer', async () => {
  fetched.mockImplementation(async () => busy());
  const response = patientFetch('/api/worklist', {});
  await jest.advanceTimersByTimeAsync(60_000);
  expect((await response).status).toBe(429);
  expect(fetched).toHaveBeenCalledTimes(6);
  const aborted = new AbortController();
  const unwanted = patientFetch('/api/worklist', { signal: aborted.signal });
  const failed = expect(unwanted).rejects.toMatchObject({ name: 'AbortError' });
  await jest.advanceTimersByTimeAsync(100);
  aborted.abort();
  await failed;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(fetched).toHaveBeenCalledTimes(7);
});
