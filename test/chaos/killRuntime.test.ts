import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { parseVerifierKey } from '../../src/audit/proof/verifierKey';
import { describeFault } from '../../src/audit/verify/fault';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { openLocalSite } from '../../src/cli/site/localSite';
import { createRandom } from '../../src/cli/synthetic/random';
import { Macs } from '../../src/domain/kernel/macs';
import { appFolder } from '../../src/places/places';
import { readSettings, type Settings } from '../../src/settings/settings';
import { AccountTree } from '../../src/storage/blobTree';
import { connectStorage } from '../../src/storage/connect';
import { openStore } from '../../src/storage/store';
import { freePort } from '../cli/support/freePort';
import { startTriage, type TriageProcess } from '../cli/support/triageProcess';
import { storageAccount } from '../support/storageAccount';
import { zipOf } from '../support/zipOf';
import { batch } from './batch';
import { type SlowStorage, slowStorage } from './slowStorage';
import { account, halfDone, isAlive, namesOf, processesOf, sha256 } from './support';

/**
 * The power fails in the middle of a batch: the host is killed without warning, its worker goes with it, and the same
 * folder is started again. No file may be lost, none may have two results; neither may one of an export.
 *
 * Azurite runs beside it and is never killed: it may forget what it acknowledged, which the real storage does not.
 */

const seeds = Number(process.env.CHAOS_SEEDS ?? 2);
const timeoutMs = 300_000;
const requestMilliseconds = 15;
const plain = { good: 95, bad: 5 };
/** Those that come together in one ZIP; no two files of a batch are alike, so they need a seed of their own. */
const zipped = { good: 27, bad: 3, seed: 500 };
const goodFiles = plain.good + zipped.good;
const badFiles = plain.bad + zipped.bad;
const allFiles = goodFiles + badFiles;
const zipFiles = 1;
const allOutcomes = allFiles + zipFiles;

jest.setTimeout(timeoutMs + 60_000);

let folder: string;
let connectionString: string;
let slow: SlowStorage;
let running: TriageProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-chaos-'));
  connectionString = await storageAccount();
  slow = await slowStorage(connectionString, requestMilliseconds);
});

afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  await slow.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const began = Date.now();
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (running?.child.exitCode != null) throw new Error(`the runtime ended by itself:\n${running.stderr()}`);
    if (Date.now() - began > timeoutMs) throw new Error(`waited too long for ${what}:\n${running?.stderr()}`);
    await sleep(50);
  }
}

async function start(dataDirectory: string): Promise<TriageProcess> {
  const port = String(await freePort());
  const options = ['--data', dataDirectory, '--storage', slow.connectionString, '--port', port];
  const started = startTriage(['local', ...options]);
  running = started;
  await started.says('Ctrl-C ends.');
  return started;
}

/** Kills the host as the kernel would, and waits until the worker has noticed. */
async function kill(started: TriageProcess, dataDirectory: string): Promise<void> {
  const { pid, workerPid } = processesOf(dataDirectory);
  expect(pid).toBe(started.child.pid);
  expect(isAlive(workerPid)).toBe(true);
  process.kill(pid, 'SIGKILL');
  expect(await started.ended).toBe('SIGKILL');
  const began = Date.now();
  while (isAlive(workerPid) && Date.now() - began < 20_000) await sleep(20);
  expect(isAlive(workerPid)).toBe(false);
}

/** As an auditor would find it in an hour. */
async function faultsIn(dataDirectory: string, { storage, siteKey }: Settings): Promise<string[]> {
  const key = parseVerifierKey(readFileSync(path.join(dataDirectory, 'audit-key.pub'), 'utf8').trim());
  const tree = new AccountTree(connectStorage(storage).blobs);
  const inAnHour = Date.now() + 3_600_000;
  const { faults } = await verifyAudit(tree, key, [], inAnHour, { macs: new Macs(siteKey) });
  return faults.map(describeFault);
}

test.each(Array.from({ length: seeds }, (_, index) => index + 1))(
  `killed in the middle of ${allFiles} files, some of them in an export, seed %i: every one has its outcome, none twice`,
  async (seed) => {
    const random = createRandom(seed);
    const dataDirectory = path.join(folder, 'data');
    const environment = {
      ...openLocalSite(dataDirectory),
      AzureWebJobsStorage: connectionString,
      TRIAGE_SIGN_IN: '',
    };
    const settings = readSettings(environment, appFolder);
    const store = openStore(settings);
    const containerOf = (name: string) => connectStorage(settings.storage).blobs.getContainerClient(name);
    const [incoming, results, quarantine] = ['incoming', 'results', 'quarantine'].map(containerOf) as [
      ContainerClient,
      ContainerClient,
      ContainerClient,
    ];

    let host = await start(dataDirectory);
    const inZip = await batch(zipped.seed + seed, zipped.good, zipped.bad);
    const zip = await zipOf(
      Object.fromEntries(inZip.map(({ extension, bytes }, index) => [`IM${index}${extension}`, bytes])),
    );
    await incoming.getBlockBlobClient(`${sha256(zip)}.zip`).uploadData(zip);
    for (const { extension, bytes } of await batch(seed, plain.good, plain.bad)) {
      await incoming.getBlockBlobClient(`${sha256(bytes)}${extension}`).uploadData(bytes);
    }
    const kills = 3 + Math.floor(random.next() * 3);
    let done = 0;
    for (let killed = 0; killed < kills; killed += 1) {
      const next = Math.min(allOutcomes - 10, done + Math.floor((allOutcomes - done) * random.next() * 0.4));
      ({ count: done } = await until(`${next} outcomes`, async () => {
        const count = (await namesOf(results, 'arrivals/')).length;
        return count >= next && { count };
      }));
      await sleep(random.next() * 400);
      // Half of the kills are aimed: some file is in its study, and its outcome is not written yet.
      const aimed = random.next() < 0.5 && Date.now() + 3_000;
      while (aimed && Date.now() < aimed && (await halfDone(results, quarantine)) <= 0);
      await kill(host, dataDirectory);
      expect((await namesOf(results, 'arrivals/')).length).toBeLessThan(allOutcomes);
      host = await start(dataDirectory);
    }

    await until('all outcomes', async () => (await namesOf(results, 'arrivals/')).length >= allOutcomes);
    await until('the worklist', async () => {
      const { worklistStudies, worklistRefusals } = await account(store, results);
      return worklistStudies + worklistRefusals >= allFiles;
    });
    await sleep(1_000);
    expect(await account(store, results)).toEqual({
      outcomes: allOutcomes,
      images: goodFiles,
      studies: goodFiles,
      versions: goodFiles,
      worklistStudies: goodFiles,
      worklistImages: goodFiles,
      worklistRefusals: badFiles,
    });
    host.child.kill('SIGTERM');
    expect(await host.ended).toBe(0);
    expect(await faultsIn(dataDirectory, settings)).toEqual([]);
  },
);
