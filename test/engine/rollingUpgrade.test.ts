import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { reviewInstanceOf } from '../../src/domain/kernel/identifiers/ids';
import { batch } from '../chaos/batch';
import { type AppStorage, appStorage } from '../support/appStorage';
import { allInstances, type Instance, stepsOf } from '../support/instances';
import { type Release, releaseFolder } from '../support/releases/releaseFolder';
import { describeWith, dotnet, longForm } from '../support/requirements';
import { accept } from '../support/reviews';
import { fetchAs } from '../support/signIn';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';
import { EngineRuntime } from './engineRuntime';
import { executionsIn } from './histories/turns';

/**
 * Hosts of two releases side by side on one task hub, while files come all the time: first a release that knows
 * version 2 joins one that does not, then one that starts it. Nothing fails, and nothing is lost.
 */

const folder = new TemporaryFolder();
const patience = 240_000;
const millisecondsBetweenFiles = 700;
jest.setTimeout(900_000);
let environment: Record<string, string>;
let connectionString: string;
let storage: AppStorage;

class Host extends EngineRuntime {
  readonly #turns: string;

  constructor(readonly release: Release) {
    const turns = folder.file(`turns-${release}`);
    super({
      appDirectory: releaseFolder(folder, release),
      connectionString,
      instance: release,
      environment: {
        ...environment,
        ENGINE_TURNS: turns,
        ENGINE_FAULTS: folder.file('no-faults.json'),
      },
    });
    this.#turns = turns;
  }

  /** The instances of which it ran a turn. */
  ran(orchestration: 'triageImage' | 'reviewStudy'): Set<string> {
    const own = executionsIn(this.#turns).filter((one) => one.orchestration === orchestration);
    return new Set(own.map(({ instanceId }) => instanceId));
  }

  instances(): Promise<Instance[]> {
    return allInstances(this.url, 'test');
  }
}

/** Files that come one after the other until told otherwise. */
class Feed {
  readonly arrivals: string[] = [];
  #isOpen = true;
  readonly #ended: Promise<void>;

  constructor(private readonly files: readonly { extension: string; bytes: Uint8Array }[]) {
    this.#ended = this.#run();
  }

  async #run(): Promise<void> {
    for (const { extension, bytes } of this.files) {
      if (!this.#isOpen) return;
      this.arrivals.push(await storage.drop(`file-${this.arrivals.length}${extension}`, bytes));
      await setTimeout(millisecondsBetweenFiles);
    }
    throw new Error('there were too few files');
  }

  async end(): Promise<void> {
    this.#isOpen = false;
    await this.#ended;
  }
}

const isOpen = ({ runtimeStatus }: Instance) => /^(Pending|Running)$/.test(runtimeStatus);
const named = (name: string) => (one: Instance) => one.name.toLowerCase() === name.toLowerCase();
const ofVersion = (version: number) => (one: Instance) => one.input.version === version;

describeWith([dotnet(), longForm()], 'a rolling upgrade on the Durable extension', () => {
  const hosts: Host[] = [];

  async function started(release: Release): Promise<Host> {
    const host = new Host(release);
    hosts.push(host);
    await host.start();
    return host;
  }

  /** Both work: each has run turns of files that came since the second is there. */
  async function sideBySide(first: Host, second: Host): Promise<void> {
    const before = first.ran('triageImage').size;
    await waitFor(
      `${first.release} and ${second.release} to work side by side`,
      () => first.ran('triageImage').size > before + 2 && second.ran('triageImage').size > 5,
      patience,
    );
  }

  /** Stops a host while files are on their way. @returns those that were */
  async function stopped(first: Host): Promise<Instance[]> {
    const onTheWay = (await first.instances()).filter(named('triageImage')).filter(isOpen);
    await first.stop();
    return onTheWay;
  }

  /** Studies with a review that waits in its first round. */
  async function waiting(host: Host, version: number): Promise<string[]> {
    const all = (await host.instances()).filter(named('reviewStudy')).filter(ofVersion(version));
    return all.filter(isOpen).map(({ input }) => String(input.studyId));
  }

  beforeAll(async () => {
    writeFileSync(folder.file('no-faults.json'), '[]');
    mkdirSync(folder.file('no-models'));
    environment = {
      TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
      TRIAGE_MODELS: folder.file('no-models'),
      TRIAGE_SIGN_IN: 'development',
      TRIAGE_UNDO_SECONDS: '2',
    };
    connectionString = await storageAccount();
    storage = await appStorage(environment, connectionString);
  });
  afterAll(async () => {
    for (const host of hosts) await host.remove();
    folder.remove();
  });

  test('what began in version 1 ends in it, what begins later has version 2, and none fails', async () => {
    const old = await started('now');
    const feed = new Feed(await batch(7, 400, 20));
    await waitFor('the first files', () => old.ran('reviewStudy').size > 3, patience);
    const between = await started('knows');
    await sideBySide(old, between);
    const [firstWaiting = '', secondWaiting = '', thirdWaiting = ''] = await waiting(old, 1);
    const onTheWay = await stopped(old);
    const last = await started('starts');
    await sideBySide(between, last);
    onTheWay.push(...(await stopped(between)));
    const beforeLast = feed.arrivals.length;
    await waitFor('some more files', () => feed.arrivals.length > beforeLast + 5, patience);
    await feed.end();
    const outcomes = await Promise.all(feed.arrivals.map((id) => storage.outcome(id, patience / 1000)));
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['not-analysed', 'quarantined']));

    const images = await waitFor(
      'the last image to end',
      async () => {
        const all = (await last.instances()).filter(named('triageImage'));
        return all.filter(isOpen).length === 0 && all;
      },
      patience,
    );
    expect(images.map(({ instanceId }) => instanceId).sort()).toEqual([...feed.arrivals].sort());
    expect(images.filter(({ runtimeStatus }) => runtimeStatus !== 'Completed')).toEqual([]);
    expect(onTheWay.map(({ input }) => input.version)).toContain(1);
    for (const id of feed.arrivals.slice(beforeLast))
      expect(images.find(({ instanceId }) => instanceId === id)?.input.version).toBe(2);
    for (const { instanceId, input } of images) {
      const asked = (await stepsOf(last.url, 'test', instanceId)).filter((step) => step === 'triageFile');
      expect({ instanceId, times: asked.length }).toEqual({ instanceId, times: input.version });
    }
    const both = [...between.ran('triageImage')].filter((id) => last.ran('triageImage').has(id));
    process.stdout.write(
      `${images.length} files, ${images.filter(ofVersion(1)).length} in version 1, ${onTheWay.length} on their way when a host stopped, ${both.length} with turns in two releases\n`,
    );

    // Reviews that wait since before the upgrade.
    const fetch = fetchAs(last.url);
    for (const study of [firstWaiting, secondWaiting]) {
      await accept({ ...storage, fetch }, study);
      const id = reviewInstanceOf(study);
      const ended = await waitFor(
        'the review to end',
        async () => (await last.instances()).find((one) => one.instanceId === id && !isOpen(one)),
        patience,
      );
      expect(ended).toMatchObject({ runtimeStatus: 'Completed', input: { version: 2 } });
      expect(await stepsOf(last.url, 'test', id)).toEqual(['advanceReview', 'advanceReview']);
    }
    const reviews = (await last.instances()).filter(named('reviewStudy'));
    const studies = outcomes.filter(({ outcome }) => outcome === 'not-analysed');
    expect(reviews).toHaveLength(studies.length);
    expect(reviews.filter((one) => !isOpen(one))).toHaveLength(2);
    expect(await waiting(last, 2)).not.toEqual([]);

    // The same change in place of version 1 would have failed them.
    await last.stop();
    const edited = await started('edited');
    await accept({ ...storage, fetch: fetchAs(edited.url) }, thirdWaiting);
    const failed = await waitFor(
      'the review to fail',
      async () => (await edited.instances()).find(({ runtimeStatus }) => runtimeStatus === 'Failed'),
      patience,
    );
    expect(failed.instanceId).toBe(reviewInstanceOf(thirdWaiting));
    expect(failed.output).toMatch(/non-deterministic/i);
  });
});
