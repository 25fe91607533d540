import fc from 'fast-check';
import { BothEnds } from '../../../src/local/triggers/bothEnds';

/** What a line was asked to do: numbers are added, in their order. */
const asked = fc.array(fc.constantFrom('add', 'take'), { maxLength: 200 });

test('what comes last is taken with the second next turn at the latest, unless something came after it', () => {
  fc.assert(
    fc.property(asked, (acts) => {
      const line = new BothEnds<number>();
      for (const [index, act] of acts.entries())
        if (act === 'add') line.add(index);
        else line.take();
      line.add(-1);
      expect([line.take(), line.take()]).toContain(-1);
    }),
  );
});

test('whatever comes later, what waits is taken: after two turns for each that was before it, at the latest', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(3), (before, perTurn) => {
      const line = new BothEnds<string>();
      for (let index = 0; index < before; index += 1) line.add(`before ${index}`);
      line.add('it');
      let turns = 0;
      for (let taken: string | undefined; taken !== 'it'; turns += 1) {
        for (let count = 0; count < perTurn; count += 1) line.add(`after ${turns}`);
        taken = line.take();
      }
      expect(turns).toBeLessThanOrEqual(2 * (before + 1));
    }),
  );
});

test('everything is taken once', () => {
  fc.assert(
    fc.property(asked, (acts) => {
      const line = new BothEnds<number>();
      const added: number[] = [];
      const taken: (number | undefined)[] = [];
      for (const [index, act] of acts.entries())
        if (act === 'add') {
          line.add(index);
          added.push(index);
        } else if (line.length > 0) taken.push(line.take());
      while (line.length > 0) taken.push(line.take());
      expect(line.take()).toBeUndefined();
      expect(taken.toSorted((a, b) => Number(a) - Number(b))).toEqual(added);
    }),
  );
});
