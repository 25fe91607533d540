import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../../src/cli/synthetic/random';
import { reviewInstanceOf } from '../../src/domain/kernel/identifiers/ids';
import { allImagesOf } from '../../src/domain/study/images/arrangement';
import { mergeIntoStudy, versionOf } from '../../src/domain/study/studyRecord';
import { accountsBalance } from '../chaos/support';
import { decoderUnder } from '../support/decoderUnder';
import type { Status } from '../support/durableClient';
import { NoList, openInstances, queuedMessages } from '../support/openWork';
import { kill as killProcess } from '../support/processTree';
import { describeWith, dotnet, longForm } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';
import { callsIn, overlaps } from './scale/calls';
import { type Dropped, files, imagesByStudy } from './scale/files';
import { Fleet } from './scale/fleet';
import { hasHistory } from './scale/history';
import { PartitionWatch } from './scale/partitionWatch';
import { type Site, siteIn } from './scale/site';

/**
 * Several hosts on one task hub, each with a process of the app. They are killed in the middle of their work,
 * again and again, and come back under their own names or as other instances. SCALE_KILLS, SCALE_FILES,
 * SCALE_HOSTS and SCALE_SEED change the run; with SCALE_VICTIMS=host,decoder every other kill hits a process that
 * reads files.
 */

const kills = Number(process.env.SCALE_KILLS ?? 20);
const fileCount = Number(process.env.SCALE_FILES ?? 200);
const seed = Number(process.env.SCALE_SEED ?? 1);
const sizes = (process.env.SCALE_HOSTS ?? '2,3').split(',').map(Number);
const victims = (process.env.SCALE_VICTIMS ?? 'host').split(',');
/** What a killed host had taken comes back after up to ten minutes, and is lost again if that host ends too. */
const patience = 3_600_000;
const timers = ['sealAudit', 'openGate', 'reconcile'];

describeWith([dotnet(), longForm()], 'several hosts on the Durable extension', () => {
  let folder: TemporaryFolder;
  let connectionString: string;
  let site: Site;
  let watch: PartitionWatch;
  let fleet: Fleet;

  jest.setTimeout(2 * patience + 20_000 * kills);

  async function begin(size: number): Promise<void> {
    folder = new TemporaryFolder();
    connectionString = await storageAccount();
    site = await siteIn(folder, connectionString);
    fleet = new Fleet({ size, connectionString, environment: site.environment, folder });
    await fleet.start();
    watch = new PartitionWatch(connectionString);
    watch.start();
  }

  afterEach(async () => {
    await watch.stop();
    await fleet.remove();
    folder.remove();
  });

  const runsOf = (name: string) => callsIn(folder).filter((call) => call.name === name);
  const dropAll = (some: readonly Dropped[]) =>
    Promise.all(some.map(({ name, bytes }) => site.drop(name, bytes)));
  /** Asks once a second, as what is asked makes work for the storage that the hosts have too. */
  const eventually = <T>(what: string, ask: () => Promise<T>) =>
    waitFor(
      what,
      async () => {
        await sleep(1_000);
        await fleet.mend();
        await site.keepCheckpoint();
        return ask();
      },
      patience,
    );
  const allEnded = (arrivals: readonly string[]) =>
    eventually('all outcomes', async () => {
      const ended = await site.store.arrivals.finished();
      return arrivals.every((id) => ended.has(id));
    });

  /** One of the hosts in which a call has begun and not ended. */
  async function oneAtWork(random: Random): Promise<number | undefined> {
    await sleep(100);
    await fleet.mend();
    const open = callsIn(folder).filter(({ until }) => until === undefined);
    const working = fleet.up.filter((at) => open.some(({ life }) => life === fleet.life(at).id));
    return working[Math.floor(random.next() * working.length)];
  }

  /** Kills hosts, one after the other and each in the middle of its work; files come all the while. */
  async function killAndDrop(dropped: readonly Dropped[]): Promise<string[]> {
    const random = createRandom(seed);
    const arrivals: string[] = [];
    const starting: Promise<void>[] = [];
    const each = Math.ceil(dropped.length / kills);
    for (let kill = 0; kill < kills; kill += 1) {
      arrivals.push(...(await dropAll(dropped.slice(kill * each, (kill + 1) * each))));
      await sleep(random.between(1_000, 6_000));
      await site.keepCheckpoint();
      if (victims[kill % victims.length] === 'decoder') {
        killProcess(await decoderUnder(process.pid, patience));
        continue;
      }
      const at = await waitFor('a host at work', () => oneAtWork(random), patience);
      await fleet.kill(at);
      starting.push(fleet.startOne(at, random.next() < 0.5));
    }
    await Promise.all(starting);
    return arrivals;
  }

  /** What is open; undefined if the host that is asked cannot say so now. */
  async function instances(): Promise<Status[] | undefined> {
    try {
      return await openInstances(fleet.url, 'test');
    } catch (error) {
      if (error instanceof NoList) return undefined;
      throw error;
    }
  }

  /**
   * A killed host may have written a review's history and not yet that it runs: it is listed as Pending until its next
   * event.
   */
  const isRunningReview = async ({ name, instanceId, runtimeStatus }: Status) =>
    name === 'reviewStudy' &&
    (runtimeStatus === 'Running' ||
      (runtimeStatus === 'Pending' && (await hasHistory(connectionString, instanceId))));

  /** No step, blob or file at the gate waits any longer; of orchestrations there are the reviews alone. */
  async function nothingIsOpen(studies: readonly string[]): Promise<void> {
    const reviews = studies.map(reviewInstanceOf).sort();
    await eventually('nothing but reviews to be open', async () => {
      const open = await instances();
      const names = open?.map(({ name, runtimeStatus }) => `${name} ${runtimeStatus}`);
      expect(names ?? []).not.toContainEqual(expect.stringMatching(/Failed|Terminated/));
      if (open?.length !== reviews.length) return false;
      return (await Promise.all(open.map(isRunningReview))).every((running) => running);
    });
    await eventually('every message about steps and blobs to be gone', async () => {
      const messages = Object.entries(await queuedMessages(connectionString));
      return messages.every(([queue, count]) => count === 0 || queue.includes('-control-'));
    });
    await eventually('the gate to be empty', async () => (await site.store.gate.ids().next()).done);
    const open = await eventually('the list of what is open', instances);
    expect(open?.map(({ instanceId }) => instanceId).sort()).toEqual(reviews);
  }

  /** Each study has its images, in a record that is the same as if they had come to one writer, one after the other. */
  async function studiesAreRight(dropped: readonly Dropped[], studies: readonly string[]): Promise<void> {
    const { results } = site.store;
    const images: string[][] = [];
    for (const studyId of studies) {
      const study = await results.study(studyId);
      if (study === undefined) throw new Error(`study ${studyId} has no record`);
      const all = allImagesOf(study);
      images.push(all.map(({ imageId }) => imageId).sort());
      expect(study.version).toBeLessThanOrEqual(all.length);
      const { version, supersedes, recordedAt, ...content } = versionOf(study);
      const merged = mergeIntoStudy(undefined, studyId, all, site.settings.policy, recordedAt);
      expect(versionOf(merged)).toEqual({ ...content, version: 1, recordedAt });
    }
    const sorted = (some: string[][]) => some.map((one) => one.join(' ')).sort();
    expect(sorted(images)).toEqual(sorted(imagesByStudy(dropped)));
  }

  /** Each study once, each refused file once, and nothing else. */
  async function worklistIsRight(dropped: readonly Dropped[], studies: readonly string[]): Promise<void> {
    const shown = await site.store.worklistCopy.contents();
    expect(shown.studies.map(({ studyId }) => studyId).sort()).toEqual([...studies].sort());
    expect(shown.processing).toEqual([]);
    expect(shown.refusals).toHaveLength(dropped.filter(({ study }) => study === undefined).length);
  }

  async function logIsSound(dropped: readonly Dropped[]): Promise<void> {
    const readable = dropped.filter(({ study }) => study !== undefined).length;
    await eventually('everything to be sealed', async () => (await site.verified()).waiting === 0);
    const { faults, sound, entries } = await site.verified();
    expect(faults).toEqual([]);
    expect(sound).toBe(true);
    expect(entries).toMatchObject({
      result: readable,
      refusal: dropped.length - readable,
    });
  }

  function timersRanOnOneHost(): void {
    for (const name of timers) expect(overlaps(runsOf(name), fleet.lives)).toEqual([]);
  }

  test.each(sizes)(`%i hosts, ${kills} kills, ${fileCount} files: each has one outcome`, async (size) => {
    await begin(size);
    const dropped = await files(fileCount);
    const began = Date.now();
    const arrivals = await killAndDrop(dropped);
    const killed = Date.now();
    await allEnded(arrivals);
    const ended = Date.now();
    const outcomes = await Promise.all(arrivals.map((id) => site.store.arrivals.outcome(id)));
    const studies = [...new Set(outcomes.flatMap((one) => (one && 'studyId' in one ? [one.studyId] : [])))];
    await nothingIsOpen(studies);
    expect(await site.store.arrivals.finished()).toEqual(new Set(arrivals));
    await studiesAreRight(dropped, studies);
    await worklistIsRight(dropped, studies);
    await logIsSound(dropped);
    const refused = dropped.filter(({ study }) => study === undefined).length;
    const readable = dropped.length - refused;
    await accountsBalance(connectionString, site.environment, { readable, refused });
    timersRanOnOneHost();
    expect(new Set(runsOf('sealAudit').map(({ life }) => life)).size).toBeGreaterThan(1);
    await eventually('every partition to be owned by a host that is up', async () =>
      [...watch.owners.values()].every((owner) => owner !== undefined && fleet.instances.includes(owner)),
    );
    expect(
      watch.moves.filter(({ from, to }) => from !== undefined && to !== undefined).length,
    ).toBeGreaterThan(0);
    tell({ size, began, killed, ended, arrivals: arrivals.length });
  });

  function tell({ size, began, killed, ended, arrivals }: Record<string, number>): void {
    const seconds = (from = 0, to = 0) => Math.round((to - from) / 1_000);
    const calls = callsIn(folder);
    const cut = calls.filter(
      ({ life, until }) => until === undefined && fleet.lives.find(({ id }) => id === life)?.until,
    );
    const times = (name: string) => calls.filter((call) => call.name === name).length;
    const steps = ['ingest', 'triageFile', 'advanceReview', ...timers];
    console.log(
      JSON.stringify({
        hosts: size,
        lives: fleet.lives.length,
        endedThemselves: fleet.ended,
        killing: seconds(began, killed),
        untilAllEnded: seconds(killed, ended),
        untilNothingOpen: seconds(killed, Date.now()),
        arrivals,
        cutOff: Object.entries(Object.groupBy(cut, ({ name }) => name)).map(
          ([name, some]) => `${name} ${some?.length}`,
        ),
        calls: Object.fromEntries(steps.map((name) => [name, times(name)])),
        moves: watch.moves.length,
        checkpoints: site.checkpoints.size,
      }),
    );
  }
});
