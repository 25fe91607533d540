const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { createReconcileRun } = require('../../../dist/app/reconcileRun');
const { reviewInstanceOf } = require('../../../dist/domain/kernel/identifiers/ids');
const { KnownFinished } = require('../../../dist/operations/intake/sweepIncoming');
const { openStore } = require('../../../dist/storage/store');
const { siteKey } = require('./manyStudies');

/** Files, studies and refusals that are open at such a site. */
const open = 20;
/** Of the one reviewed study that a run compares there is no record: that takes a few requests more than if there is. */
const lineMadeAnew = /^a line of reviewed-\d{4}-\d\d was extra/;

/** A site whose storage makes up its content, of any size, in a process of its own; and what work there costs. */
class GrownSite {
  static async start() {
    const storage = fork(join(__dirname, 'syntheticStorage.js'));
    const [{ port }] = await once(storage, 'message');
    return new GrownSite(storage, port);
  }

  constructor(storage, port) {
    this.storage = storage;
    this.port = port;
  }

  stop() {
    this.storage.kill();
  }

  /** From now on it holds so much. @returns the ids of what is open */
  grow({ files, studies }) {
    return this.#ask({ files, studies, open });
  }

  openStore() {
    const key = Buffer.alloc(64).toString('base64');
    const at = (what) => `http://127.0.0.1:${this.port}/${what}`;
    const connectionString = `DefaultEndpointsProtocol=http;AccountName=blobs;AccountKey=${key};BlobEndpoint=${at('blobs')};TableEndpoint=${at('tables')};QueueEndpoint=${at('queues')};`;
    const storage = { kind: 'connection-string', connectionString };
    return openStore({ storage, incomingContainer: 'incoming', siteKey });
  }

  /** @returns what `action` cost: requests, bytes of answers, milliseconds of this process' processor time and of time */
  async costOf(action) {
    const before = await this.#ask('counts');
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await action();
    const { user, system } = process.cpuUsage(cpu);
    const took = performance.now() - began;
    const after = await this.#ask('counts');
    return {
      requests: after.requests - before.requests,
      bytes: after.bytes - before.bytes,
      cpu: (user + system) / 1000,
      took,
    };
  }

  /** What runs of `reconcile` cost, one after another, once so many files have finished. */
  async reconcile(files, runs) {
    const ids = await this.grow({ files, studies: files / 2 });
    const store = this.openStore();
    const running = [...ids.arrivals, ...ids.studies.map(reviewInstanceOf)];
    const reconcileOnce = createReconcileRun({
      store,
      studies: { finish: unexpected, change: unexpected },
      noteChangedOutside: async (error) => unexpected(error.message),
      finishedArrivals: new KnownFinished(),
      gate: { enter: unexpected },
      chooseLane: unexpected,
      receiving: { look: unexpected, record: unexpected, urgent: undefined },
      siteKey,
      incomingContainer: 'incoming',
      starter: { isRunning: async () => true, start: unexpected, raise: unexpected },
      now: () => new Date().toISOString(),
      logWarning: (message) => lineMadeAnew.test(message) || unexpected(message),
      logError: unexpected,
    });
    // A site that has been at work for a while.
    const now = new Date().toISOString();
    const incoming = { began: now, checkedBefore: now, pass: 5 };
    await store.sweeps.write({ schemaVersion: 1, range: '', reviewed: '', refusal: '', incoming });
    const costs = [];
    for (let at = 0; at < runs; at += 1) {
      costs.push(await this.costOf(() => reconcileOnce(running, 0)));
    }
    return costs;
  }

  async #ask(message) {
    this.storage.send(message);
    return (await once(this.storage, 'message'))[0];
  }
}

function unexpected(what) {
  throw new Error(`nothing of this site asks for that: ${what}`);
}

module.exports = { GrownSite, open };
