import { BlobServiceClient } from '@azure/storage-blob';
import { TotalsKeeper } from '../../src/app/totalsKeeper';
import { CountedTotals } from '../../src/storage/site/totals';
import { Counters } from '../../src/telemetry/counters';
import type { Sample } from '../../src/telemetry/samples';
import { storageAccount } from '../support/storageAccount';

const now = () => '2026-05-01T10:00:00.000Z';
const analysed = { outcome: 'analysed' };

test('several processes add to the same totals at the same time, and nothing is lost or counted twice', async () => {
  const container = BlobServiceClient.fromConnectionString(await storageAccount()).getContainerClient(
    'telemetry',
  );
  await container.createIfNotExists();
  const processes = Array.from({ length: 4 }, () => {
    const counters = new Counters();
    const totals = new CountedTotals(container);
    return { counters, keeper: new TotalsKeeper({ counters, totals, now, logError: fail }) };
  });
  for (let round = 0; round < 3; round += 1) {
    for (const { counters } of processes) {
      counters.count('triage.analyses', analysed);
      counters.observe('triage.score', { model: 'm@1.0.0', label: 'l' }, 0.3);
    }
    await Promise.all(processes.flatMap(({ keeper }) => [keeper.flush(), keeper.flush()]));
  }
  const totals = await new CountedTotals(container).read();
  expect(totals?.samples).toContainEqual({ metric: 'triage.analyses', labels: analysed, value: 12 });
  expect(totals?.weeks[0]?.scores[0]?.counts).toEqual(expect.arrayContaining([12]));
});

test('while the storage fails nothing is forgotten: it is added with what is counted next', async () => {
  const added: Sample[] = [];
  const told: string[] = [];
  let fails = true;
  const counters = new Counters();
  const totals = {
    add: async (counted: readonly Sample[]) => {
      if (fails) throw new RangeError('the storage says MUSTERMANN');
      added.push(...counted);
    },
  };
  const keeper = new TotalsKeeper({ counters, totals, now, logError: (message) => void told.push(message) });
  counters.count('triage.analyses', analysed);
  await keeper.flush();
  fails = false;
  counters.count('triage.analyses', analysed);
  await keeper.flush();
  expect(added).toEqual([{ metric: 'triage.analyses', labels: analysed, value: 2 }]);
  expect(told).toEqual(['what was counted could not be added to the totals: RangeError']);
});

function fail(message: string): void {
  throw new Error(message);
}
