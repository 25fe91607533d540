import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { arrivalIdOf, reviewInstanceOf } from '../../../src/domain/kernel/identifiers/ids';
import type { Runtime } from '../../../src/local/runtimeTypes';
import { startRuntime } from '../../../src/local/startRuntime';
import { readSettings } from '../../../src/settings/settings';
import { connectStorage } from '../../../src/storage/connect';
import { openStore } from '../../../src/storage/store';
import { storageAccount } from '../../support/storageAccount';
import { TemporaryFolder } from '../../support/temporaryFolder';
import { waitFor } from '../../support/waitFor';

/** The whole app on the local runtime: what has ended is forgotten, of Durable Functions and of the blob trigger. */

const appDirectory = path.resolve(__dirname, '../../..');
const folder = new TemporaryFolder();
const day = 24 * 3_600_000;

afterAll(() => folder.remove());

function start(connectionString: string): Promise<Runtime> {
  return startRuntime({
    appDirectory,
    dataDirectory: folder.file('data'),
    connectionString,
    log: () => {},
    environment: {
      TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
      TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
      TRIAGE_MODELS: folder.file('no-models'),
      TRIAGE_HISTORY_DAYS: '1',
    },
  });
}

function rowsOf(file: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(folder.file(`data/${file}`));
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

const instances = () => rowsOf('hub.sqlite', 'SELECT id FROM instances ORDER BY id').map(({ id }) => id);

test('a finished orchestration is forgotten after its days, an open review is not, and the receipt goes with its file', async () => {
  mkdirSync(folder.file('no-models'));
  const connectionString = await storageAccount();
  const first = await start(connectionString);
  const settings = readSettings(
    { ...first.environment, AzureWebJobsStorage: connectionString },
    appDirectory,
  );
  const store = openStore(settings);
  const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);
  const drop = async (name: string) => {
    const grey = { r: name.length, g: 0, b: 0 };
    const bytes = await sharp({ create: { width: 300, height: 300, channels: 3, background: grey } })
      .png()
      .toBuffer();
    const { etag = '' } = await incoming.getBlockBlobClient(name).uploadData(bytes);
    const id = arrivalIdOf(settings.siteKey, settings.incomingContainer, name, etag);
    const outcome = await waitFor('an outcome', () => store.arrivals.outcome(id));
    return { id, review: reviewInstanceOf('studyId' in outcome ? outcome.studyId : '') };
  };
  const [old, fresh] = await Promise.all([drop('old.png'), drop('fresh1.png')]);
  const all = [old, fresh].flatMap(({ id, review }) => [id, review]).sort();
  await waitFor('all to be known', () => instances().length === all.length);
  expect(instances()).toEqual(all);
  await waitFor('both to be finished', () => {
    const sql = `SELECT id FROM instances WHERE status = 'Completed'`;
    const finished = rowsOf('hub.sqlite', sql).map(({ id }) => id);
    return finished.includes(old.id) && finished.includes(fresh.id);
  });
  await first.stop();

  // The file and its review came two days ago, and the timer has not run for two hours.
  const before = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
  const hub = new DatabaseSync(folder.file('data/hub.sqlite'));
  for (const id of [old.id, old.review])
    hub.prepare('UPDATE instances SET created = ? WHERE id = ?').run(before(2 * day), id);
  hub.prepare('INSERT OR REPLACE INTO timers VALUES (?, ?)').run('purgeHistory', before(day / 12));
  hub.close();
  await incoming.deleteBlob('old.png');

  const second = await start(connectionString);
  await waitFor('the old one to be forgotten', () => !instances().includes(old.id));
  expect(instances()).toEqual(all.filter((id) => id !== old.id));
  for (const table of ['history', 'inbox', 'work'])
    expect(rowsOf('hub.sqlite', `SELECT id FROM ${table}`).map(({ id }) => id)).not.toContain(old.id);
  await waitFor(
    'its receipt to be forgotten',
    () => rowsOf('receipts.sqlite', 'SELECT id FROM receipts').length === 1,
  );
  expect(await store.arrivals.outcome(old.id)).toBeDefined();
  await second.stop();
});
