import { addressOf, cookieOf, isLoopback, ownOrigin } from '../../src/access/requestFacts';
import { requireJsonBody, requireOwnOrigin } from '../../src/access/sameOrigin';

const request = (headers: Record<string, string>, url = 'http://127.0.0.1:7071/api/x') => ({
  method: 'POST',
  url,
  headers: new Headers(headers),
});

test.each(['127.0.0.1', '127.0.0.1:7071', 'localhost:7071', 'LOCALHOST', '[::1]:7071'])(
  '%s is this machine',
  (host) => {
    expect(isLoopback(request({ host }))).toBe(true);
  },
);

test.each([
  'triage.example',
  '127.0.0.1.nip.io',
  'localhost.evil.example',
  '10.0.0.5:7071',
  '0.0.0.0',
  '127.0.0.1:7071:1',
  'localhost@evil',
])('%s is not: a name elsewhere may point here', (host) => {
  expect(isLoopback(request({ host }))).toBe(false);
});

test.each(['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip'])(
  'what a proxy passes on is not from here: %s',
  (name) => {
    expect(isLoopback(request({ host: '127.0.0.1', [name]: '127.0.0.1' }))).toBe(false);
  },
);

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9:51234', '203.0.113.9'],
  ['198.51.100.1, 203.0.113.9:51234', '203.0.113.9'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['<script>', undefined],
  ['', undefined],
])('in Azure the address is the last one that was passed on: %s', (forwarded, address) => {
  expect(addressOf(request({ 'x-forwarded-for': forwarded }), true)).toBe(address);
  expect(addressOf(request({ 'x-forwarded-for': forwarded }), false)).toBeUndefined();
});

test('one cookie among others', () => {
  const { headers } = request({
    cookie: 'a=1; xtriage-session=no; triage-session=yes; triage-session=second',
  });
  expect(cookieOf({ ...request({}), headers }, 'triage-session')).toBe('yes');
  expect(cookieOf(request({}), 'triage-session')).toBeUndefined();
});

test('the own origin is by TLS in Azure', () => {
  expect(ownOrigin(request({ host: 'Triage.Example' }), true)).toBe('https://triage.example');
  expect(ownOrigin(request({ host: '127.0.0.1:7071' }), false)).toBe('http://127.0.0.1:7071');
});

const host = 'triage.example';
test.each([
  [{ origin: 'https://triage.example' }],
  [{ origin: 'https://TRIAGE.example', 'sec-fetch-site': 'same-origin' }],
  [{ 'sec-fetch-site': 'same-origin' }],
  [{ origin: 'null', 'sec-fetch-site': 'same-origin' }],
])('a change may come from here: %j', (headers) => {
  expect(() =>
    requireOwnOrigin(request({ host, ...(headers as Record<string, string>) }), true),
  ).not.toThrow();
});

test.each([
  [{}],
  [{ origin: 'null' }],
  [{ origin: 'http://triage.example' }],
  [{ origin: 'https://triage.example:444' }],
  [{ origin: 'https://triage.example.evil.example' }],
  [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  [{ origin: 'https://triage.example', 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ 'sec-fetch-site': 'none' }],
  // Whoever can make a browser send this could set it to anything.
  [{ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
])('and from nowhere else: %j', (headers) => {
  expect(() => requireOwnOrigin(request({ host, ...(headers as Record<string, string>) }), true)).toThrow(
    expect.objectContaining({ status: 403, code: 'wrong-origin' }),
  );
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain; application/json',
  '',
])('a body of type "%s" is not taken for JSON', (type) => {
  const headers: Record<string, string> = { 'content-length': '2', ...(type && { 'content-type': type }) };
  expect(() => requireJsonBody(request(headers))).toThrow(expect.objectContaining({ status: 415 }));
});

test('JSON is, and nothing at all as well', () => {
  expect(() =>
    requireJsonBody(request({ 'content-length': '2', 'content-type': 'application/json; charset=utf-8' })),
  ).not.toThrow();
  expect(() => requireJsonBody(request({}))).not.toThrow();
  expect(() => requireJsonBody(request({ 'content-length': '0' }))).not.toThrow();
});
