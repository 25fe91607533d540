import { InFlight } from '../../../../src/functions/http/support/inFlight';

const classification = { effort: 'classification' } as const;

/** Requests that are answered when told. */
function held(inFlight: InFlight, route: Parameters<InFlight['run']>[0], caller: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { answered: inFlight.run(route, caller, () => promise), resolve, reject };
}

test('one caller gets no more than the limit of an effort; others and other efforts are not touched', async () => {
  const inFlight = new InFlight();
  const [first, second] = [held(inFlight, classification, 'a'), held(inFlight, classification, 'a')];
  const run = jest.fn(async () => 'ran');
  await expect(inFlight.run(classification, 'a', run)).rejects.toMatchObject({
    status: 429,
    code: 'too-many-at-once',
    headers: { 'retry-after': '5' },
    message:
      'You have 2 such requests in progress, the most at a time. Try again when one of them was answered.',
  });
  expect(run).not.toHaveBeenCalled();
  expect(await inFlight.run(classification, 'b', run)).toBe('ran');
  expect(await inFlight.run({ effort: 'picture' }, 'a', run)).toBe('ran');
  expect(await inFlight.run({}, 'a', run)).toBe('ran');
  first.resolve('first');
  expect(await first.answered).toBe('first');
  expect(await inFlight.run(classification, 'a', run)).toBe('ran');
  second.reject(new Error('failed'));
  await expect(second.answered).rejects.toThrow('failed');
});

test('a request that fails gives its place back as well, however often', async () => {
  const inFlight = new InFlight();
  const failing = () => inFlight.run(classification, 'a', () => Promise.reject(new Error('failed')));
  for (let time = 0; time < 5; time += 1) await expect(failing()).rejects.toThrow('failed');
});
