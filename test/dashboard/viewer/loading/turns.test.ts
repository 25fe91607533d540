import { Turns } from '../../../../src/dashboard/viewer/loading/turns';

const wanted = () => new AbortController();

test('one thing is done after the other', async () => {
  const turns = new Turns();
  const first = Promise.withResolvers<string>();
  const begun: string[] = [];
  const one = turns.take(wanted().signal, () => {
    begun.push('one');
    return first.promise;
  });
  const two = turns.take(wanted().signal, async () => {
    begun.push('two');
    return 'second';
  });
  await new Promise(setImmediate);
  expect(begun).toEqual(['one']);
  first.resolve('first');
  expect([await one, await two, begun]).toEqual(['first', 'second', ['one', 'two']]);
});

test('what nobody wants any more when its turn comes is not begun, and what has begun is finished', async () => {
  const turns = new Turns();
  const slow = Promise.withResolvers<string>();
  const [passed, skipped] = [wanted(), wanted()];
  const one = turns.take(passed.signal, () => slow.promise);
  const never = jest.fn(async () => 'second');
  const two = turns.take(skipped.signal, never);
  const three = turns.take(wanted().signal, async () => 'third');
  await new Promise(setImmediate);
  passed.abort();
  skipped.abort();
  slow.resolve('first');
  await expect(two).rejects.toThrow('aborted');
  expect([await one, await three]).toEqual(['first', 'third']);
  expect(never).not.toHaveBeenCalled();
});

test('a failure is the failure of that one', async () => {
  const turns = new Turns();
  const failed = turns.take(wanted().signal, () => Promise.reject(new Error('no')));
  const next = turns.take(wanted().signal, async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
