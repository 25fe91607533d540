import fc from 'fast-check';
import { dataPdus } from '../../src/gateway/upperLayer/dataPdus';
import { PduFault } from '../../src/gateway/upperLayer/pduFault';
import { PduParser } from '../../src/gateway/upperLayer/pduParser';

/** What a parser makes of these chunks: pieces of one part joined, so that it does not matter where they were cut. */
function eventsOf(chunks: readonly Buffer[], longestData = 1 << 17): string[] {
  const events: string[] = [];
  let part = Buffer.alloc(0);
  const parser = new PduParser(
    {
      control: (type, body) => events.push(`control ${type} ${body.toString('hex')}`),
      piece: (_, __, bytes) => {
        part = Buffer.concat([part, bytes]);
      },
      end: (id, isCommand) => {
        events.push(`${id} ${isCommand} ${part.toString('hex')}`);
        part = Buffer.alloc(0);
      },
    },
    longestData,
  );
  for (const chunk of chunks) parser.push(chunk);
  return events;
}

/** The bytes, cut at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
}

const message = fc.record({
  id: fc.integer({ min: 1, max: 255 }),
  isCommand: fc.boolean(),
  bytes: fc.uint8Array({ maxLength: 300 }),
});

it('finds the messages that were sent, however the network cuts them', () => {
  fc.assert(
    fc.property(
      fc.array(message),
      fc.integer({ min: 0, max: 100 }),
      fc.array(fc.nat()),
      (messages, longest, places) => {
        const sent = messages.flatMap(({ id, isCommand, bytes }) => [
          ...dataPdus(id, isCommand, bytes, longest),
        ]);
        const expected = messages.map(
          ({ id, isCommand, bytes }) => `${id} ${isCommand} ${Buffer.from(bytes).toString('hex')}`,
        );
        expect(eventsOf(cut(Buffer.concat(sent), places))).toEqual(expected);
      },
    ),
  );
});

it('makes the same of any bytes, however they are cut, and fails with a PduFault alone', () => {
  const outcome = (chunks: readonly Buffer[]) => {
    try {
      eventsOf(chunks);
      return 'ok';
    } catch (error) {
      expect(error).toBeInstanceOf(PduFault);
      return (error as Error).message;
    }
  };
  const start = fc.constantFrom([], [4, 0, 0, 0, 0, 20], [1, 0, 0, 0, 0, 80], [7, 0, 0, 0, 0, 4]);
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat()), (head, rest, places) => {
      const bytes = Buffer.from([...head, ...rest]);
      expect(outcome(cut(bytes, places))).toBe(outcome([bytes]));
    }),
  );
});
