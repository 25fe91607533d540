import { BlobServiceClient } from '@azure/storage-blob';
import { modelWatch } from '../../src/app/modelWatch';
import { TotalsKeeper } from '../../src/app/totalsKeeper';
import { driftViewOf } from '../../src/domain/drift/driftView';
import type { Analysis } from '../../src/domain/models/analysis';
import { CountedTotals } from '../../src/storage/site/totals';
import { Counters } from '../../src/telemetry/counters';
import { storageAccount } from '../support/storageAccount';

const sha256 = 'a'.repeat(64);
const ref = (version: string) => ({ id: 'chest', version, sha256 });
const finding = (score: number) => ({ label: 'opacity', title: 'Opacity', score, positive: score >= 0.5 });
const analysed = (version: string, score: number): Analysis => ({
  outcome: 'analysed',
  model: ref(version),
  findings: [finding(score)],
  tensorSha256: sha256,
  preprocessing: '1',
  notes: [],
});
const abstained: Analysis = {
  outcome: 'abstained',
  model: ref('1.0.0'),
  reason: 'blank-picture',
  notes: [],
};
const image = (more: object = {}) => ({ rows: 2000, columns: 1500, view: 'PA', ...more }) as never;
const dayMs = 86_400_000;

/** A site whose clock says what day it is. */
async function site() {
  let day = 100;
  const container = BlobServiceClient.fromConnectionString(await storageAccount()).getContainerClient(
    `watch${Math.random().toString(36).slice(2)}`,
  );
  await container.create();
  const totals = new CountedTotals(container);
  const counters = new Counters();
  const now = () => new Date(day * dayMs + 1000).toISOString();
  const logError = (message: string) => {
    throw new Error(message);
  };
  const keeper = new TotalsKeeper({ counters, totals, now, logError });
  const watch = modelWatch(counters);
  /** One day of 40 studies with two files each. */
  const spend = async (view: string) => {
    for (let file = 0; file < 80; file += 1) watch.analysed(analysed('1.0.0', 0.3), image({ view }), 0.4);
    await keeper.flush();
    day += 1;
  };
  const view = async () => driftViewOf((await totals.read())?.watched ?? [], now()).watched;
  return { totals, watch, spend, view, keeper };
}

test('a change of views raises an alarm on the page, after two weeks of learning, and it stays', async () => {
  const { spend, view } = await site();
  const views = async () => (await view()).find(({ feature }) => feature === 'view');
  for (let day = 0; day < 14; day += 1) await spend(day % 2 === 0 ? 'PA' : 'AP');
  expect(await views()).toMatchObject({ state: 'learning', recent: { counts: [560, 560, 0, 0, 0] } });
  await spend('PA');
  await spend('AP');
  expect(await views()).toMatchObject({
    state: 'watching',
    reference: { counts: [560, 560, 0, 0, 0] },
    needed: { counts: 1000, days: 14 },
  });
  for (let day = 0; day < 4; day += 1) await spend('LL');
  expect(await views()).toMatchObject({ state: 'alarm', alarm: { direction: 'more', at: 2 } });
  for (let day = 0; day < 3; day += 1) await spend('PA');
  expect(await views()).toMatchObject({ state: 'alarm' });
});

test('an alarm is ended with the same reference, or what comes from now on is the reference', async () => {
  const { spend, view, totals } = await site();
  const views = async () => (await view()).find(({ feature }) => feature === 'view');
  const name = { model: 'chest@1.0.0', feature: 'view' } as const;
  for (let day = 0; day < 15; day += 1) await spend('PA');
  for (let day = 0; day < 4; day += 1) await spend('LL');
  expect(await views()).toMatchObject({ state: 'alarm' });
  expect(await totals.restartWatch(name, 'keep')).toBe(true);
  expect(await views()).toMatchObject({ state: 'watching', nearness: 0 });
  for (let day = 0; day < 4; day += 1) await spend('LL');
  expect(await views()).toMatchObject({ state: 'alarm' });
  expect(await totals.restartWatch(name, 'renew')).toBe(true);
  expect(await views()).toMatchObject({ state: 'learning' });
  for (let day = 0; day < 18; day += 1) await spend('LL');
  expect(await views()).toMatchObject({ state: 'watching' });
  expect(await totals.restartWatch({ ...name, model: 'other@1.0.0' }, 'keep')).toBe(false);
});

test('what is watched: scores, brightness, size, view, maker, abstentions; nothing else of an image', async () => {
  const { watch, view, keeper } = await site();
  watch.analysed(analysed('1.0.0', 0.62), image({ manufacturer: 'Agfa', view: undefined }), 0.35);
  watch.analysed(abstained, image({ view: 'LATERAL' }), undefined);
  await keeper.flush();
  const watched = await view();
  const counted = (feature: string) => {
    const {
      groups,
      bounds = [],
      recent,
    } = watched.find((one) => one.feature === feature) as never as {
      groups?: string[];
      bounds?: number[];
      recent: { counts: number[] };
    };
    const titles = groups ?? [...bounds.map((bound) => `≤ ${bound}`), 'more'];
    return titles.filter((_, at) => (recent.counts[at] ?? 0) > 0);
  };
  expect(counted('score')).toEqual(['≤ 0.65']);
  expect(counted('brightness')).toEqual(['≤ 0.4']);
  expect(counted('size')).toEqual(['≤ 2048']);
  expect(counted('view')).toEqual(['lateral', 'unstated']);
  expect(counted('manufacturer')).toEqual(['Agfa', 'unstated']);
  expect(counted('abstention')).toEqual(['answered', 'abstained']);
});

test('a model in shadow is held against the version that speaks, label by label', async () => {
  const { watch, totals, keeper } = await site();
  watch.compared(analysed('2.0.0', 0.7), [analysed('1.0.0', 0.4)]);
  watch.compared(analysed('2.0.0', 0.7), [abstained]);
  await keeper.flush();
  const { samples = [] } = (await totals.read()) ?? {};
  const models = { model: 'chest@2.0.0', against: 'chest@1.0.0', label: 'opacity' };
  const answers = samples.filter(({ metric }) => metric === 'triage.shadow.answers');
  expect(answers.map(({ labels }) => labels)).toEqual([
    { ...models, said: 'positive', promoted: 'negative' },
    { ...models, said: 'positive', promoted: 'abstained' },
  ]);
  const difference = samples.find(({ metric }) => metric === 'triage.shadow.difference');
  expect(difference).toMatchObject({ labels: models, sum: expect.closeTo(0.3) });
});
