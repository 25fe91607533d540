import { type Feature, groupCount } from '../../../src/domain/drift/features';
import { type Mix, runSite } from './site';

const changeDay = 100;

/** Days from the change to the alarm, in 20 sites with 50 files a day. */
function daysToAlarm(feature: Feature, before: Mix, after: Mix): number[] {
  return Array.from({ length: 20 }, (_, at) => {
    const mix = (day: number) => (day < changeDay ? before : after);
    const site = { feature, studies: () => 25, files: 2, mix, days: changeDay + 120 };
    const { alarm } = runSite(at + 1, site);
    expect(alarm).toBeGreaterThanOrEqual(changeDay);
    return (alarm as number) - changeDay + 1;
  }).sort((a, b) => a - b);
}

const bell = (centre: number): Mix => {
  const heights = Array.from({ length: groupCount('brightness') }, (_, bin) =>
    Math.exp(-((bin - centre) ** 2) / 2),
  );
  const all = heights.reduce((sum, height) => sum + height, 0);
  return heights.map((height) => height / all);
};

test.each<[string, Feature, Mix, Mix, number]>([
  ['pictures become brighter by a tenth', 'brightness', bell(4), bell(5), 7],
  ['pictures are inverted', 'brightness', bell(3), bell(7), 2],
  ['a new device makes a third of them', 'view', [0.6, 0.2, 0.2, 0, 0], [0.4, 0.13, 0.13, 0, 0.34], 5],
  ['abstentions rise from 5 % to 30 %', 'abstention', [0.95, 0.05], [0.7, 0.3], 7],
])('%s: an alarm within days', (_, feature, before, after, most) => {
  const days = daysToAlarm(feature, before, after);
  expect(days[18]).toBeLessThanOrEqual(most);
});
