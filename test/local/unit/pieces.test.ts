import { appSettings, resolveSettings } from '../../../src/local/appSettings';
import { retryDelay } from '../../../src/local/durable/retry';
import { hostSettings, timeSpanSeconds } from '../../../src/local/hostSettings';
import { setCookie } from '../../../src/local/http/cookies';
import { parseRoute } from '../../../src/local/http/route';
import { createLog, type LogEntry } from '../../../src/local/logging';
import { parseBlobPattern } from '../../../src/local/triggers/blobPattern';
import { TemporaryFolder } from '../../support/temporaryFolder';

describe('retry delay', () => {
  const policy = { firstRetryIntervalInMilliseconds: 100, maxNumberOfAttempts: 9 };

  test.each([
    [{}, [100, 100, 100]],
    [{ backoffCoefficient: 2 }, [100, 200, 400]],
    [{ backoffCoefficient: 1.5 }, [100, 150, 225]],
    [{ backoffCoefficient: 10, maxRetryIntervalInMilliseconds: 500 }, [100, 500, 500]],
  ])('%j gives %j', (more, delays) => {
    expect([1, 2, 3].map((failures) => retryDelay({ ...policy, ...more }, failures))).toEqual(delays);
  });
});

describe('routes', () => {
  test.each([
    ['api/studies/{id}', '/api/studies/a%20b', { id: 'a b' }],
    ['api/studies/{id}', '/API/Studies/1/', { id: '1' }],
    ['api/studies/{id}', '/api/studies', undefined],
    ['api/studies/{id}', '/api/studies/1/2', undefined],
    ['a/{id?}', '/a', {}],
    ['files/{*path}', '/files/a/b%2Fc', { path: 'a/b/c' }],
    ['files/{*path}', '/files', {}],
    ['{page:maxlength(0)?}', '/', {}],
    ['{page:maxlength(0)?}', '/x', undefined],
    ['{x:int}', '/-12', { x: '-12' }],
    ['{x:int}', '/1.5', undefined],
    ['{x:range(1,5)}', '/6', undefined],
    ['{x:length(3)}', '/abc', { x: 'abc' }],
    ['{x:length(2,3)}', '/a', undefined],
    ['{x:int:min(5)}', '/4', undefined],
    ['{x:alpha:maxlength(3)}', '/abcd', undefined],
    ['{x:regex(^a+$)}', '/aaa', { x: 'aaa' }],
    ['{x:guid}', '/0f8fad5b-d9cb-469f-a165-70867728950e', { x: '0f8fad5b-d9cb-469f-a165-70867728950e' }],
    ['{x:somethingElse(1)}', '/any', { x: 'any' }],
    ['a.b', '/axb', undefined],
    ['', '/', {}],
  ])('%s at %s', (template, path, params) => {
    expect(parseRoute(template).match(path)).toEqual(params);
  });

  test('a segment that cannot be read is refused', () => {
    expect(() => parseRoute('a/{}')).toThrow('the route segment {} cannot be read');
  });

  test('literal segments rank before constrained, free and catch-all ones', () => {
    const templates = ['a/{*rest}', 'a/{x}', 'a/{x:int}', 'a/b'];
    const sorted = [...templates].sort((a, b) => (parseRoute(a).rank < parseRoute(b).rank ? -1 : 1));
    expect(sorted).toEqual([...templates].reverse());
  });
});

describe('blob paths', () => {
  test.each([
    ['incoming/{name}', 'a/b.dcm', { name: 'a/b.dcm' }],
    ['incoming/{site}/{name}.{extension}', 'north/x.y.dcm', { site: 'north', name: 'x.y', extension: 'dcm' }],
    ['incoming/sub/{name}', 'other/x', undefined],
    ['incoming/a+b.txt', 'aab.txt', undefined],
    ['incoming', 'anything', {}],
  ])('%s takes %s', (path, name, parameters) => {
    expect(parseBlobPattern(path).container).toBe('incoming');
    expect(parseBlobPattern(path).match(name)).toEqual(parameters);
  });
});

describe('host.json', () => {
  test('absent settings have the values of the real host', () => {
    expect(hostSettings({ version: '2.0' })).toMatchObject({
      routePrefix: 'api',
      blobs: { poisonBlobThreshold: 5 },
      queues: {
        batchSize: 16,
        newBatchThreshold: 8,
        maxDequeueCount: 5,
        visibilityTimeoutSeconds: 0,
        base64: true,
      },
      durable: { hubName: 'TestHubName' },
    });
  });

  test('settings that make no sense are refused by name', () => {
    const withQueues = (queues: object) => () => hostSettings({ extensions: { queues } });
    expect(withQueues({ batchSize: 1.5 })).toThrow(
      'extensions.queues.batchSize must be a whole number above 0, not 1.5.',
    );
    expect(withQueues({ visibilityTimeout: 'soon' })).toThrow(
      'visibilityTimeout must look like hh:mm:ss, not "soon".',
    );
  });

  test('functions are bounded in time only where it says so', () => {
    const timeout = (functionTimeout?: string) => hostSettings({ functionTimeout }).functionTimeoutSeconds;
    expect([timeout(), timeout('-1'), timeout('00:10:00')]).toEqual([undefined, undefined, 600]);
    expect(() => timeout('soon')).toThrow('functionTimeout must look like hh:mm:ss, not "soon".');
  });

  test.each([
    ['00:00:30', 30],
    ['1.02:00:00', 93_600],
    ['00:00:00.5', 0.5],
    ['30', undefined],
  ])('the time span %s is %s seconds', (text, seconds) => {
    expect(timeSpanSeconds(text)).toBe(seconds);
  });
});

describe('settings', () => {
  test('what is given is stronger than the environment, what is imposed is strongest, and loopback needs no proxy', () => {
    const folder = new TemporaryFolder();
    const settings = appSettings(
      folder.path,
      { A: 'given', B: 'given' },
      { B: 'imposed' },
      { A: 'inherited', NO_PROXY: 'x.org' },
    );
    const direct = 'x.org,127.0.0.1,localhost';
    expect(settings).toEqual({ A: 'given', B: 'imposed', NO_PROXY: direct, no_proxy: direct });
    folder.remove();
  });

  test('%NAME% is replaced', () => {
    expect(resolveSettings('%A%/{name}-%B%', { A: 'in', B: '2' }, 'It')).toBe('in/{name}-2');
  });
});

test('a cookie has every attribute that was set, and no other', () => {
  const cookie = {
    name: 'session',
    value: 'a b;c',
    expires: { value: { seconds: 1_893_456_000 } },
    maxAge: { value: 0 },
    secure: { value: true },
    sameSite: 'explicitNone' as const,
  };
  expect(setCookie(cookie)).toBe(
    'session=a%20b%3Bc; Expires=Tue, 01 Jan 2030 00:00:00 GMT; Max-Age=0; Secure; SameSite=None',
  );
  expect(setCookie({ name: 'a', value: '1', sameSite: 'none' })).toBe('a=1');
});

test('secrets do not reach the log', () => {
  const entries: LogEntry[] = [];
  const log = createLog(
    (entry) => entries.push(entry),
    () => ['s3cret'],
  );
  log('error', 'GET /?code=s3cret failed: s3cret');
  expect(entries[0]?.message).toBe('GET /?code=[secret] failed: [secret]');
});
