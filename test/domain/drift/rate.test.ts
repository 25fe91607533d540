import { falseAlarms, firstStakes, playDay, yearDays } from '../../../src/domain/drift/bets';
import type { Mix } from './site';
import { runSite } from './site';

const sizes: Mix = [0.02, 0.08, 0.1, 0.2, 0.3, 0.2, 0.05, 0.05];
const always = (n: number) => () => n;

function alarmsOf(sites: number, mix: (day: number) => Mix, studies: (day: number) => number): number {
  let alarms = 0;
  for (let seed = 1; seed <= sites; seed += 1) {
    const site = { feature: 'size', studies, files: 2, mix, days: yearDays } as const;
    if (runSite(seed, site).alarm !== undefined) alarms += 1;
  }
  return alarms;
}

test('in 150 years in which nothing changes there are no more false alarms than stated', () => {
  const stated = 150 * falseAlarms;
  expect(alarmsOf(150, () => sizes, always(40))).toBeLessThanOrEqual(stated);
});

test('weekends with other patients are usual, once the reference has some', () => {
  const isWeekend = (day: number) => day % 7 >= 5;
  const views = (day: number): Mix =>
    isWeekend(day) ? [0.1, 0.8, 0.05, 0, 0.05] : [0.5, 0.2, 0.25, 0, 0.05];
  let alarms = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const studies = (day: number) => (isWeekend(day) ? 15 : 60);
    const site = { feature: 'view', studies, files: 2, mix: views, days: yearDays } as const;
    if (runSite(seed, site).alarm !== undefined) alarms += 1;
  }
  expect(alarms).toBeLessThanOrEqual(1);
});

/** The mean of what all bets hold after one day of `n` studies of two files each, of which a share abstained. */
function meanHeld(usual: readonly [number, number], truth: number, n: number): number {
  const stakes = firstStakes([usual]);
  let mean = 0;
  let probability = (1 - truth) ** n;
  for (let k = 0; k <= n; k += 1) {
    const day = playDay('abstention', [usual], stakes, [2 * (n - k), 2 * k]);
    const held = day.stakes.map((stake) => Math.exp(stake) - 1 / yearDays);
    mean += (probability * held.reduce((sum, value) => sum + value, 0)) / held.length;
    probability *= ((n - k) / (k + 1)) * (truth / (1 - truth));
  }
  return mean * yearDays;
}

test.each([0.05, 0.1, 0.2])('while a share of %p is usual, no bet wins on average', (truth) => {
  expect(meanHeld([0.05, 0.2], truth, 30)).toBeLessThanOrEqual(1 + 1e-9);
});

test('a share that is not usual wins', () => {
  expect(meanHeld([0.05, 0.2], 0.5, 30)).toBeGreaterThan(100);
});
