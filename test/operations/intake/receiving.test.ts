import fc from 'fast-check';
import { Receiving } from '../../../src/operations/intake/receiving';

const limits = { looksAtOnce: 2, recordedAtOnce: 1, urgentHoldsMs: 0, mostWaiting: 4 };

test('however long it lags, a file may be let in each second, and no more often', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 30, maxLength: 100 }), (pauses) => {
      let time = 0;
      const receiving = new Receiving(limits, () => time);
      for (let file = 0; file < 10; file += 1) void receiving.record(() => new Promise(() => {}));
      expect(receiving.lags()).toBe(true);
      const letIn: number[] = [];
      for (const pause of pauses) {
        time += pause;
        if (receiving.mayLetIn()) letIn.push(time);
      }
      for (const [index, at] of letIn.entries()) {
        const gap = (letIn[index + 1] ?? time) - at;
        expect(gap).toBeLessThan(1_400);
        if (index + 1 < letIn.length) expect(gap).toBeGreaterThanOrEqual(1_000);
      }
      expect(letIn.length).toBeGreaterThan(0);
    }),
  );
});

test('with few files to record it does not lag', async () => {
  const receiving = new Receiving(limits);
  await Promise.all(Array.from({ length: 20 }, () => receiving.record(async () => {})));
  expect([receiving.lags(), receiving.mayLetIn(), receiving.mayLetIn()]).toEqual([false, true, true]);
});

test('while it lags and triages a file, no other is let in', () => {
  let time = 0;
  const receiving = new Receiving(limits, () => time);
  for (let file = 0; file < 10; file += 1) void receiving.record(() => new Promise(() => {}));
  const isDone = receiving.triages('a');
  time += 5_000;
  expect(receiving.mayLetIn()).toBe(false);
  isDone();
  expect(receiving.mayLetIn()).toBe(true);
});
