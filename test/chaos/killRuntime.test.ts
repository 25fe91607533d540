import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { parseVerifierKey } from '../../src/audit/proof/verifierKey';
import { describeFault } from '../../src/audit/verify/fault';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { openLocalSite } from '../../src/cli/site/localSite';
import { createRandom, type Random } from '../../src/cli/synthetic/random';
import { Macs } from '../../src/domain/kernel/sealing/macs';
import { appFolder } from '../../src/places/places';
import { readSettings, type Settings } from '../../src/settings/settings';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { connectStorage } from '../../src/storage/connect';
import { openStore, type Store } from '../../src/storage/store';
import { queuedMessages } from '../support/openWork';
import { storageAccount } from '../support/storageAccount';
import { zipOf } from '../support/zipOf';
import { type BatchFile, batch } from './batch';
import { type SlowStorage, slowStorage } from './slowStorage';
import { account, accountsBalance, halfDone, namesOf, sha256 } from './support';
import { Target, type Victim } from './target';

/**
 * Processes die in the middle of a batch, without warning: the host with everything under it, the app's process, one
 * that reads a file. No file may be lost, none may have two results, nothing may be left open; neither may one of an
 * export. CHAOS_FILES and CHAOS_KILLS make it longer, CHAOS_SEED and CHAOS_SEEDS say which seeds.
 *
 * Azurite runs beside it and is never killed: it may forget what it acknowledged, which the real storage does not.
 */

const fileCount = Number(process.env.CHAOS_FILES ?? 130);
const kills = Number(process.env.CHAOS_KILLS ?? 6);
const firstSeed = Number(process.env.CHAOS_SEED ?? 1);
const seeds = Number(process.env.CHAOS_SEEDS ?? 2);
const victims: readonly Victim[] = ['host', 'worker', 'decoder'];
const requestMilliseconds = 15;
/** The share of what is left to come that waits from the start: a backlog, as after a night without service. */
const headStart = 0.4;

/** One file of twenty is refused. */
const split = (count: number) => ({ good: count - Math.round(count / 20), bad: Math.round(count / 20) });
/** Those that come together in one ZIP; no two files of a batch are alike, so they need a seed of their own. */
const zipped = { ...split(Math.round(fileCount / 4)), seed: 500 };
const plain = split(fileCount - Math.round(fileCount / 4));
const goodFiles = plain.good + zipped.good;
const badFiles = plain.bad + zipped.bad;
const allOutcomes = fileCount + 1;

/** Where nothing happens for so long, something was forgotten; and so long after the last outcome nothing is open. */
const quietMs = 60_000;
/** From one kill to the next outcome, and for all of them: generous, for a busy machine. */
const patience = 300_000;

jest.setTimeout(patience + 20_000 * kills);

let folder: string;
let connectionString: string;
let slow: SlowStorage;
let target: Target | undefined;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-chaos-'));
  connectionString = await storageAccount();
  slow = await slowStorage(connectionString, requestMilliseconds);
});

afterEach(async () => {
  await target?.remove();
  await slow.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks less often what takes longer to answer. */
async function until<T>(what: string, limit: number, look: () => Promise<T | false>): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const began = Date.now();
    const seen = await look();
    if (seen !== false) return seen;
    target?.check();
    if (Date.now() > end) throw new Error(`waited ${limit / 1000} s in vain for ${what}`);
    await sleep(Math.max(50, 2 * (Date.now() - began)));
  }
}

/** As an auditor would find it in an hour. */
async function faultsIn(dataDirectory: string, { storage, siteKey }: Settings): Promise<string[]> {
  const key = parseVerifierKey(readFileSync(path.join(dataDirectory, 'audit-key.pub'), 'utf8').trim());
  const tree = new AccountTree(connectStorage(storage).blobs);
  const inAnHour = Date.now() + 3_600_000;
  const { faults } = await verifyAudit(tree, key, [], inAnHour, { macs: new Macs(siteKey) });
  return faults.map(describeFault);
}

/** One export and all other files, one after the other. */
async function filesOf(seed: number): Promise<BatchFile[]> {
  const inZip = await batch(zipped.seed + seed, zipped.good, zipped.bad);
  const entries = inZip.map(({ extension, bytes }, index) => [`IM${index}${extension}`, bytes]);
  const zip = await zipOf(Object.fromEntries(entries));
  return [{ extension: '.zip', bytes: zip }, ...(await batch(seed, plain.good, plain.bad))];
}

/**
 * Each kind equally often, in an order that the seed decides, and never one twice in a row: a file whose decoder is
 * killed again when it is read for the second time is refused.
 */
function* shuffled(random: Random): Generator<Victim> {
  let last: Victim | undefined;
  for (;;) {
    const deck = new Set(victims);
    while (deck.size > 0) {
      const others = [...deck].filter((one) => one !== last);
      last = others[Math.floor(random.next() * others.length)] as Victim;
      deck.delete(last);
      yield last;
    }
  }
}

test.each(Array.from({ length: seeds }, (_, index) => firstSeed + index))(
  `${kills} kills in the middle of ${fileCount} files, some of them in an export, seed %i: every one has its outcome, none twice`,
  async (seed) => {
    const random = createRandom(seed);
    const dataDirectory = path.join(folder, 'data');
    const environment = {
      ...openLocalSite(dataDirectory),
      AzureWebJobsStorage: connectionString,
      TRIAGE_SIGN_IN: '',
    };
    const settings = readSettings(environment, appFolder);
    const store: Store = openStore(settings);
    const containerOf = (name: string) => connectStorage(settings.storage).blobs.getContainerClient(name);
    const [incoming, results, quarantine, images] = ['incoming', 'results', 'quarantine', 'images'].map(
      containerOf,
    ) as [ContainerClient, ContainerClient, ContainerClient, ContainerClient];
    const outcomes = async () => (await namesOf(results, 'arrivals/')).length;
    const runtime = new Target(dataDirectory, slow.connectionString);
    target = runtime;

    const files = await filesOf(seed);
    let dropped = 0;
    let dropping = Promise.resolve();
    /** Many at once at first and a few at the end, so that however quick the work is, it never ends before the kills. */
    const dropFor = (killed: number) => {
      const share = (killed + 1) / kills;
      const count = Math.ceil(files.length * (share + (1 - share) * headStart)) + 10;
      dropping = dropping.then(async () => {
        for (; dropped < Math.min(count, files.length); dropped += 1) {
          const { extension, bytes } = files[dropped] as BatchFile;
          await incoming.getBlockBlobClient(`${sha256(bytes)}${extension}`).uploadData(bytes);
        }
      });
    };

    /** Spread over the batch, so that each comes while files are worked on. */
    const killAll = async () => {
      const order = shuffled(random);
      for (let killed = 0; killed < kills; killed += 1) {
        dropFor(killed);
        const next = Math.floor(((killed + random.next()) / kills) * (allOutcomes - 10));
        await until(`${next} outcomes`, patience, async () => (await outcomes()) >= next);
        await sleep(random.next() * 400);
        // Half of the kills are aimed: some file is in its study, and its outcome is not written yet.
        const aimed = random.next() < 0.5 && Date.now() + 1_500;
        while (aimed && Date.now() < aimed && (await halfDone(results, quarantine)) <= 0);
        expect(await outcomes()).toBeLessThan(allOutcomes);
        await runtime.kill(order.next().value as Victim);
      }
      await dropping;
    };

    /** @returns the longest time without an outcome, in milliseconds */
    const allEnd = async () => {
      let longest = 0;
      for (let known = await outcomes(); known < allOutcomes; ) {
        const began = Date.now();
        known = await until(`an outcome after ${known} of ${allOutcomes}`, quietMs, async () => {
          const count = await outcomes();
          return count > known && count;
        });
        longest = Math.max(longest, Date.now() - began);
      }
      return longest;
    };

    const nothingIsOpen = async () => {
      const counts = await account(store, results, images);
      const instances = await runtime.instances();
      const open = instances.filter(({ runtimeStatus }) => runtimeStatus !== 'Completed');
      const reviews = open.filter(
        ({ name, runtimeStatus }) => name === 'reviewStudy' && runtimeStatus === 'Running',
      );
      const atGate = await store.gate.look(1);
      const queued = Object.values(await queuedMessages(connectionString));
      const left = [
        allOutcomes - counts.outcomes,
        fileCount - counts.worklistStudies - counts.worklistRefusals,
        open.length - reviews.length,
        goodFiles - reviews.length,
        atGate.called.length + atGate.waiting.length,
        ...queued,
      ];
      return left.every((count) => count === 0);
    };

    await runtime.start();
    const began = Date.now();
    await killAll();
    const killed = Date.now();
    const longestPause = await allEnd();
    const ended = Date.now();
    await until('nothing to be open', quietMs, nothingIsOpen);
    expect(await account(store, results, images)).toEqual({
      outcomes: allOutcomes,
      images: goodFiles,
      studies: goodFiles,
      versions: goodFiles,
      worklistStudies: goodFiles,
      worklistImages: goodFiles,
      worklistRefusals: badFiles,
    });
    expect(await runtime.stop()).toBe(0);
    await accountsBalance(connectionString, environment, {
      readable: goodFiles,
      refused: badFiles,
      exports: 1,
    });
    expect(await faultsIn(dataDirectory, settings)).toEqual([]);
    const seconds = (from: number, to: number) => Math.round((to - from) / 1000);
    console.log(
      `seed ${seed}: ${kills} kills in ${seconds(began, killed)} s, the rest of the files in ${seconds(killed, ended)} s, ` +
        `${Math.round(longestPause / 1000)} s at most from one to the next, nothing open ${seconds(ended, Date.now())} s later`,
    );
  },
);
