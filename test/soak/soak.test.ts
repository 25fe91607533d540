import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { openLocalSite } from '../../src/cli/site/localSite';
import { appFolder } from '../../src/places/places';
import { readSettings } from '../../src/settings/settings';
import { connectStorage } from '../../src/storage/connect';
import { openStore } from '../../src/storage/store';
import { batch } from '../chaos/batch';
import { freePort } from '../cli/support/freePort';
import { startTriage, type TriageProcess } from '../cli/support/triageProcess';
import { describeWith } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';
import { type Point, slopeOf } from '../support/trend';
import { waitFor } from '../support/waitFor';
import { type Held, heldBy, type Kind, kinds } from './siteProcesses';

/**
 * Files come at a steady rate, and somebody looks now and then, for half an hour: no kind of process may need more and
 * more memory, or open more and more files and connections. SOAK_MINUTES and SOAK_FILES_A_MINUTE change the run.
 */

const minutes = Number(process.env.SOAK_MINUTES ?? 30);
const filesAMinute = Number(process.env.SOAK_FILES_A_MINUTE ?? 10);
const fileCount = Math.floor(minutes * filesAMinute);
/** While caches fill and pools grow. */
const warmUp = minutes / 3;
const samples = 60;
const megabytesAMinute = 1;
const handlesAMinute = 0.25;
/**
 * Azurite has the index of everything that is stored in memory, so it grows with each file for as long as it runs: some
 * twenty blobs, rows and messages. More than this would be a leak beside it.
 */
const azuriteMegabytesAFile = 0.25;

const linux = () => ({ met: existsSync('/proc/self/fd'), missing: 'Linux (/proc)' });

describeWith([linux()], 'a local runtime over a long time', () => {
  const folder = new TemporaryFolder();
  const dataDirectory = folder.file('data');
  const collected = folder.file('collected');
  const history: { minute: number; held: Readonly<Record<Kind, Held>> }[] = [];
  let running: TriageProcess | undefined;

  jest.setTimeout((minutes + 10) * 60_000);

  afterAll(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
    folder.remove();
  });

  const warm = () => history.filter(({ minute }) => minute > warmUp);

  /** Memory and handles, a minute, after the time to warm up. */
  function slope(kind: Kind, what: keyof Held): number {
    return slopeOf(warm().map(({ minute, held }): Point => [minute, held[kind][what]]));
  }

  function tell(): void {
    const between = (kind: Kind, what: keyof Held) =>
      [0, -1].map((index) => Math.round(warm().at(index)?.held[kind][what] ?? 0)).join(' to ');
    const table = new Table({
      head: ['', 'processes', 'memory, MB', 'MB a minute', 'handles', 'a minute', 'sockets', 'a minute'],
      style: { head: [], border: [] },
    });
    for (const kind of kinds)
      table.push([
        kind,
        ...(['processes'] as const).map((what) => between(kind, what)),
        ...(['megabytes', 'handles', 'sockets'] as const).flatMap((what) => [
          between(kind, what),
          slope(kind, what).toFixed(2),
        ]),
      ]);
    process.stdout.write(
      `${minutes} minutes, ${filesAMinute} files a minute; from the end of the first third:\n${table}\n`,
    );
  }

  beforeAll(async () => {
    const port = await freePort();
    mkdirSync(collected);
    // With a small young generation, since V8 keeps what it once took for that.
    running = startTriage(['local', '--data', dataDirectory, '--port', String(port)], {
      NODE_OPTIONS: `--max-semi-space-size=2 --require ${path.join(__dirname, 'collectOnSignal.cjs')}`,
      SOAK_COLLECTED: collected,
    });
    await running.says('Ctrl-C ends.');
    const connectionString = (await readFile(path.join(dataDirectory, 'storage-connection'), 'utf8')).trim();
    const environment = {
      ...openLocalSite(dataDirectory),
      AzureWebJobsStorage: connectionString,
      TRIAGE_SIGN_IN: '',
    };
    const settings = readSettings(environment, appFolder);
    const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);
    const store = openStore(settings);
    const bad = Math.floor(fileCount / 20);
    const files = await batch(1, fileCount - bad, bad);

    const began = Date.now();
    const minute = () => (Date.now() - began) / 60_000;
    const drop = async () => {
      for (const [index, { extension, bytes }] of files.entries()) {
        await sleep(Math.max(0, (index / filesAMinute - minute()) * 60_000));
        await incoming.getBlockBlobClient(`${index}${extension}`).uploadData(bytes);
      }
    };
    const look = async () => {
      while (minute() < minutes) {
        const response = await fetch(`http://127.0.0.1:${port}/api/health`, {
          headers: { connection: 'close' },
        });
        await response.arrayBuffer();
        history.push({ minute: minute(), held: await heldBy(dataDirectory, collected) });
        await sleep((minutes * 60_000) / samples);
      }
    };
    await Promise.all([drop(), look()]);
    await waitFor('all outcomes', async () => (await store.arrivals.finished()).size === fileCount, 120_000);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    tell();
  });

  test.each(kinds.filter((kind) => kind !== 'Azurite'))(
    `%s: memory grows by less than ${megabytesAMinute} MB a minute`,
    (kind) => {
      expect(slope(kind, 'megabytes')).toBeLessThan(megabytesAMinute);
    },
  );

  test('Azurite: memory grows with what is stored, and no faster', () => {
    expect(slope('Azurite', 'megabytes') / filesAMinute).toBeLessThan(azuriteMegabytesAFile);
  });

  test.each(kinds)('%s: not more and more files and connections are open', (kind) => {
    expect(slope(kind, 'handles')).toBeLessThan(handlesAMinute);
  });
});
