import fc from 'fast-check';
import { LatestEvents, type Replaceable } from '../../../../src/audit/verify/log/latestEvents';

const event = (eventId: string, supersedes?: string): Replaceable => ({
  eventId,
  supersedes,
  place: `the place of ${eventId}`,
});

function standingOf(events: readonly Replaceable[]): LatestEvents<Replaceable> {
  const standing = new LatestEvents<Replaceable>();
  for (const one of events) standing.add('a file', one);
  return standing;
}

test('of a chain the last one stands, in whichever order the log holds it', () => {
  const chain = [event('0'), event('1', '0'), event('2', '1'), event('3', '2')];
  fc.assert(
    fc.property(fc.shuffledSubarray(chain, { minLength: chain.length }), (events) => {
      const standing = standingOf(events);
      expect(standing.get('a file')?.eventId).toBe('3');
      expect(standing.faults()).toEqual([]);
      expect(standing.all('a file')).toHaveLength(4);
    }),
  );
});

test('two of which neither replaces the other are a fault, at the later one', () => {
  for (const events of [
    [event('0'), event('1')],
    [event('0'), event('1', '0'), event('2', '0')],
    [event('0', '1'), event('1', '0')],
  ]) {
    const [fault] = standingOf(events).faults();
    expect(fault).toMatchObject({ code: 'two-outcomes', where: events.at(-1)?.place });
  }
});

test('one alone is no fault, and another subject is none of its business', () => {
  const standing = standingOf([event('0', 'one that is not there')]);
  standing.add('another file', event('1'));
  expect(standing.faults()).toEqual([]);
  expect([standing.has('another file'), standing.has('a third')]).toEqual([true, false]);
  expect(standing.all('a third')).toEqual([]);
});
