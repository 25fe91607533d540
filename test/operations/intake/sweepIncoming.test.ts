import fc from 'fast-check';
import type { Starter } from '../../../src/contract/orchestrations';
import type { Arrival, Outcome } from '../../../src/domain/intake/arrival';
import { isLookedFor, newSweep, nextPass } from '../../../src/domain/intake/sweepState';
import { createReceiveFile, type ReceivedFile } from '../../../src/operations/intake/receiveFile';
import { createRestartOpen } from '../../../src/operations/intake/restartOpen';
import { createSweepIncoming, KnownFinished } from '../../../src/operations/intake/sweepIncoming';
import { openGate } from '../../support/memoryGate';
import { nothingChanged, testSiteKey } from '../../support/siteSecret';
import { unlimited } from '../../support/unlimited';

const start = Date.parse('2026-05-01T10:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

/** A site as intake sees it: its files, and a durable runtime that may lose what was started. */
class Site {
  readonly arrived = new Map<string, Arrival>();
  readonly outcomes = new Map<string, Outcome>();
  readonly running = new Set<string>();
  readonly starts: string[] = [];
  readonly asked: string[] = [];
  readonly finished = new KnownFinished();
  #incoming = newSweep(at(0)).incoming;
  now = at(0);

  constructor(
    readonly files: ReceivedFile[],
    readonly pageSize = 5_000,
  ) {}

  readonly #starter: Starter = {
    isRunning: async (id) => this.running.has(id),
    start: async (_, id) => {
      this.starts.push(id);
      this.running.add(id);
    },
    raise: async () => {},
  };

  get #deps() {
    return {
      arrivals: {
        record: async (arrival: Arrival) => {
          const isNew = !this.arrived.has(arrival.arrivalId);
          if (isNew) this.arrived.set(arrival.arrivalId, arrival);
          return isNew;
        },
        read: async (id: string) => this.arrived.get(id),
        outcome: async (id: string) => {
          this.asked.push(id);
          return this.outcomes.get(id);
        },
      },
      incoming: {
        page: async (marker = '0') => {
          const end = Number(marker) + this.pageSize;
          const files = this.files.slice(Number(marker), end);
          return { files, ...(end < this.files.length ? { next: String(end) } : {}) };
        },
        peek: async () => ({ size: 0, start: new Uint8Array() }),
      },
      worklist: { removeProcessing: async () => {} },
      starter: this.#starter,
      gate: openGate(this.#starter),
      chooseLane: async () => 'routine' as const,
      receiving: unlimited,
      siteKey: testSiteKey,
      incomingContainer: 'incoming',
      noteChangedOutside: nothingChanged,
      finished: this.finished,
      now: () => this.now,
    };
  }

  async event(file: ReceivedFile): Promise<void> {
    await createReceiveFile(this.#deps)(file);
  }

  /** What runs ends, or is lost. */
  end(isLost: (id: string) => boolean = () => false): void {
    for (const arrivalId of this.running)
      if (!isLost(arrivalId))
        this.outcomes.set(arrivalId, { schemaVersion: 1, arrivalId, outcome: 'index', finishedAt: this.now });
    this.running.clear();
  }

  async reconcile(now: string): Promise<void> {
    this.now = now;
    const open = [...this.arrived.values()].filter(({ arrivalId }) => !this.outcomes.has(arrivalId));
    const listed = new Map(open.map(({ arrivalId, receivedAt }) => [arrivalId, Date.parse(receivedAt)]));
    await createRestartOpen(this.#deps)(listed, this.running);
    const inProgress = new Set([...listed.keys(), ...this.running]);
    this.#incoming = (await createSweepIncoming(this.#deps)(this.#incoming, inProgress)).sweep;
  }
}

const file = (index: number, createdAt = at(0)): ReceivedFile => ({
  name: `${index}.dcm`,
  etag: String(index),
  createdAt,
});

test('events that come up to five times, shuffled, a fifth of them lost: all is recovered in two runs', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ times: fc.nat(5), isEventLost: fc.nat(4), isInstanceLost: fc.boolean() }), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.infiniteStream(fc.nat()),
      async (plans, chance) => {
        const site = new Site(plans.map((_, index) => file(index)));
        const events = plans.flatMap(({ times, isEventLost }, index) =>
          Array.from({ length: isEventLost === 0 ? 0 : times }, () => file(index)),
        );
        const shuffled = events
          .map((event) => ({ event, order: chance.next().value }))
          .sort((a, b) => a.order - b.order);
        for (const { event } of shuffled) await site.event(event);
        expect(site.starts).toHaveLength(new Set(events.map(({ name }) => name)).size);
        const lost = new Set(site.starts.filter((_, index) => plans[index]?.isInstanceLost));
        site.end((id) => lost.has(id));

        await site.reconcile(at(300));
        site.end();
        await site.reconcile(at(600));
        site.end();
        expect(site.outcomes.size).toBe(plans.length);
        expect(site.arrived.size).toBe(plans.length);
        expect(site.starts).toHaveLength(plans.length + lost.size);
      },
    ),
    { numRuns: 100 },
  ));

test('a file that just came is left to its event', async () => {
  const site = new Site([file(0, at(250)), file(1, at(100))]);
  await site.reconcile(at(300));
  expect(site.starts).toHaveLength(1);
  expect(site.arrived.get(site.starts[0] as string)?.name).toBe('1.dcm');
});

test('a run goes through one page, the next one goes on, and what was dealt with is hardly asked for again', async () => {
  const day = 86_400;
  const site = new Site(
    Array.from({ length: 500 }, (_, index) => file(index, at(index % 7))),
    30,
  );
  let runs = 0;
  for (; site.outcomes.size < 500 && runs < 100; runs += 1) {
    await site.reconcile(at(300 * (runs + 1)));
    site.end();
  }
  expect([runs, site.starts.length]).toEqual([17, 500]);
  // Another pass, in another process, two days later.
  const other = new Site(site.files, 30);
  Object.assign(other, { outcomes: site.outcomes, arrived: site.arrived });
  for (let run = 0; run < 2 * runs; run += 1) await other.reconcile(at(2 * day + 300 * run));
  const asked = other.asked.length;
  expect(asked).toBe(500);
  other.files.push(file(500, at(3 * day)));
  for (let run = 0; run < 2 * runs; run += 1) await other.reconcile(at(4 * day + 300 * run));
  expect(other.starts).toHaveLength(1);
  expect(other.asked.length - asked).toBeLessThan(10);
});

test('of what was dealt with each pass looks for a part, and after all turns for all', () => {
  const dealtWith = { began: at(0), checkedBefore: at(0), pass: 0 };
  const old = new Date(start - 5_000).toISOString();
  const looked = Array.from({ length: 1024 }, (_, pass) => isLookedFor(old, { ...dealtWith, pass }));
  expect(looked.filter(Boolean)).toHaveLength(1);
  expect(isLookedFor(at(1), dealtWith)).toBe(true);
});

test('what was written a day before a pass began is looked for again: a rename keeps the time of the writing', () => {
  const first = nextPass(newSweep(at(0)).incoming, at(900));
  expect(first).toEqual({ began: at(900), checkedBefore: at(-86_400), pass: 1 });
  expect(nextPass({ ...first, began: at(-900) }, at(1_800))).toMatchObject({ checkedBefore: at(-86_400) });
});
