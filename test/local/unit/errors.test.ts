import { asError } from '../../../src/local/errors';

test.each([
  [Object.assign(new Error(''), { name: 'RestError', statusCode: 403 }), 'RestError (403)'],
  [Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }), 'AggregateError (ECONNREFUSED)'],
  [new Error(' '), 'Error (no reason given)'],
  ['thrown text', 'thrown text'],
])('an error always says something', (thrown, message) => {
  expect(asError(thrown).message).toBe(message);
});

test('an error with a message is left as it is', () => {
  const error = new TypeError('why');
  expect(asError(error)).toBe(error);
});
