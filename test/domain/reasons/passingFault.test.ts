import { RestError } from '@azure/storage-blob';
import { DecoderUnavailableError } from '../../../src/domain/reasons/decoderUnavailable';
import { passingFault } from '../../../src/domain/reasons/passingFault';
import { RefusedError } from '../../../src/domain/reasons/refusals';
import { NamelessError } from '../../../src/storage/calls/namelessError';

const now = Date.parse('2026-05-01T10:15:00Z');
const what = (error: unknown) => passingFault(error, now)?.what;

function answered(status: number, retryAfter?: string): RestError {
  const headers = { get: (name: string) => (name === 'retry-after' ? retryAfter : undefined) };
  return Object.assign(new RestError('https://storage/incoming/DOE.dcm', { statusCode: status }), {
    response: { headers },
  });
}

function failedWith(code: string): Error {
  return Object.assign(new Error('socket'), { code });
}

test.each([408, 429, 500, 502, 503, 504])('a status of %s passes', (status) => {
  expect(what(answered(status))).toBe(String(status));
});

test.each([400, 401, 403, 404, 409, 412, 416, 501])('a status of %s does not', (status) => {
  expect(what(answered(status))).toBeUndefined();
});

test('a failing network and a lack of decoding processes pass, wherever in the causes they stand', () => {
  expect(what(failedWith('ECONNRESET'))).toBe('ECONNRESET');
  expect(what(new Error('read', { cause: failedWith('ETIMEDOUT') }))).toBe('ETIMEDOUT');
  expect(what(new DecoderUnavailableError('closed'))).toBe('decoder-unavailable');
  expect(what(AbortSignal.abort(new DOMException('late', 'TimeoutError')).reason)).toBe('TimeoutError');
});

test('a refused file and a fault of the software do not', () => {
  expect(what(new RefusedError('timeout', {}, { cause: answered(503) }))).toBeUndefined();
  expect(what(new TypeError('undefined is not a function'))).toBeUndefined();
  expect(what(failedWith('ENOSPC'))).toBeUndefined();
  expect(what('text')).toBeUndefined();
});

test('causes that lead back to themselves end', () => {
  const error = new Error('round');
  error.cause = error;
  expect(what(error)).toBeUndefined();
});

test('Retry-After is taken as seconds or as a date, and as nothing where it is neither', () => {
  const wait = (text: string) => passingFault(answered(503, text), now)?.retryAfterMs;
  expect(wait('7')).toBe(7_000);
  expect(wait('Fri, 01 May 2026 10:15:20 GMT')).toBe(20_000);
  expect(wait('Fri, 01 May 2026 10:00:00 GMT')).toBe(0);
  expect(wait('soon')).toBeUndefined();
});

test('the error of an incoming file keeps what tells, and not the name of the file', () => {
  const error = new NamelessError(answered(503, '2'));
  expect(passingFault(error, now)).toEqual({ what: '503', retryAfterMs: 2_000 });
  expect(JSON.stringify(error) + error.stack).not.toContain('DOE');
  expect(what(new NamelessError(failedWith('ECONNRESET')))).toBe('ECONNRESET');
});
