import path from 'node:path';
import { createApp } from '../../src/app/app';
import { createReconcileRun } from '../../src/app/reconcileRun';
import { arrivalIdOf } from '../../src/domain/kernel/identifiers/ids';
import { readSettings } from '../../src/settings/settings';
import { connectStorage } from '../../src/storage/connect';
import { storageAccount } from '../support/storageAccount';

/** One run as the timer makes it, which hands over the whole app. */
test('a file of which nobody was told is brought to the gate, and the next run goes on from there', async () => {
  const AzureWebJobsStorage = await storageAccount();
  const settings = readSettings(
    {
      AzureWebJobsStorage,
      WEBSITE_HOSTNAME: '127.0.0.1:1',
      TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
    },
    path.resolve(__dirname, '../..'),
  );
  const app = createApp(settings);
  await app.prepare();
  const { blobs } = connectStorage(settings.storage);
  const incoming = blobs.getContainerClient(settings.incomingContainer);
  const { etag = '' } = await incoming.getBlockBlobClient('lost.dcm').uploadData(Buffer.from('any'));
  const { siteKey, incomingContainer } = settings;
  const entered: string[] = [];
  const run = createReconcileRun({
    ...app,
    now: () => new Date(Date.now() + 120_000).toISOString(),
    starter: { isRunning: async () => false, start: async () => {}, raise: async () => {} },
    gate: { enter: async ({ arrivalId }) => void entered.push(arrivalId) },
    siteKey,
    incomingContainer,
    logWarning: () => {},
    logError: () => {},
  });
  expect(await run([], 0)).toEqual({ arrivals: 1, reviews: 0, outputs: 0 });
  expect(entered).toEqual([arrivalIdOf(siteKey, incomingContainer, 'lost.dcm', etag)]);
  expect(await app.store.sweeps.read()).toMatchObject({ incoming: { pass: 1 } });
});
