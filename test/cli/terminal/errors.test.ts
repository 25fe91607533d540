import {
  CliError,
  describeError,
  exitCodeOf,
  InterruptedError,
  UsageError,
} from '../../../src/cli/terminal/errors';
import { RuntimeStartError } from '../../../src/local/errors';
import { SettingsError } from '../../../src/settings/settings';

test.each([
  ['wrong usage', new UsageError('no file'), 'no file', 2],
  ['a failure with words of its own', new CliError('it failed'), 'it failed', 1],
  ['Ctrl-C', new InterruptedError(), 'Stopped.', 130],
  ['a runtime that cannot start', new RuntimeStartError('Port 7071 is taken.'), 'Port 7071 is taken.', 1],
  [
    'a choice that the runtime leaves',
    new RuntimeStartError('Port 7071 is taken: stop that one, or choose another.', { choice: 'port' }),
    'Port 7071 is taken: stop that one, or choose another (--port N).',
    1,
  ],
  ['a setting that is wrong', new SettingsError('TRIAGE_POLICY: no'), 'TRIAGE_POLICY: no', 1],
])('%s', (_, error, line, code) => {
  expect(describeError(error)).toBe(line);
  expect(exitCodeOf(error)).toBe(code);
});

test('storage that nobody answers at is named by its address, without the signature in it', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    request: { url: 'http://127.0.0.1:10000/devstoreaccount1/incoming?sig=SECRET' },
  });
  const line = describeError(new Error('outer', { cause }));
  expect(line).toMatch(/^The storage at 127\.0\.0\.1:10000 cannot be reached \(ECONNREFUSED\): check/);
  expect(line).not.toContain('SECRET');
});

test('the clue may lie among the errors of several addresses', () => {
  const inner = Object.assign(new Error('x'), { code: 'ECONNREFUSED', address: '::1', port: 10000 });
  expect(describeError(new AggregateError([inner], ''))).toContain('::1:10000 cannot be reached');
});

test.each([
  [403, /refused access \(403\): check the key/],
  [404, /no such container/],
])('HTTP %i of the storage', (statusCode, line) => {
  const error = Object.assign(new Error('body with\nmany lines'), {
    statusCode,
    request: { url: 'https://site.blob.core.windows.net/incoming' },
  });
  expect(describeError(error)).toMatch(line);
  expect(describeError(error)).toContain('site.blob.core.windows.net');
});

test('anything else is one line and says how to see more', () => {
  expect(describeError(new Error('first\n  at second'))).toBe(
    'Unexpected: first (TRIAGE_DEBUG=1 shows where.)',
  );
});

test.each([
  ['an error without a message', new Error(''), 'Error (no reason given)'],
  [
    'an answer of the storage without a body',
    Object.assign(new Error(' '), { name: 'RestError', statusCode: 409 }),
    'RestError (409)',
  ],
  ['a cause that says more', new Error('', { cause: new Error('socket hang up') }), 'socket hang up'],
  ['several errors in one', new AggregateError([new Error('the first')], ''), 'the first'],
  ['a failure without words of its own', new CliError(''), 'CliError (no reason given)'],
  ['a speaking one that says nothing', new SettingsError(''), 'SettingsError (no reason given)'],
  ['nothing at all', undefined, 'undefined'],
])('%s never shows an empty line', (_, error, says) => {
  expect(describeError(error)).toBe(`Unexpected: ${says} (TRIAGE_DEBUG=1 shows where.)`);
});
