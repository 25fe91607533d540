import fc from 'fast-check';
import { parseEntry } from '../../../src/audit/log/entry';
import { LogReader } from '../../../src/audit/log/logReader';
import type { LogStore, Witness } from '../../../src/audit/log/logStore';
import { keyChangeOf } from '../../../src/audit/log/rotation';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { SealingRefusedError } from '../../../src/audit/log/sequencerOptions';
import { readCheckpoint } from '../../../src/audit/proof/checkpoint';
import type { Signer } from '../../../src/audit/proof/signer';
import { describeFault } from '../../../src/audit/verify/fault';
import { KeyTimeline } from '../../../src/audit/verify/log/keyTimeline';
import { verifyLog } from '../../../src/audit/verify/log/verifyLog';
import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';
import { MemoryLog, testSigner } from '../memoryLog';

const signer = testSigner();
const now = () => '2026-05-01T10:00:00.000Z';
const actor = { subject: 'somebody', kind: 'cli' as const };

function event(name: string): AuditEvent {
  return {
    schemaVersion: 1,
    type: 'identity-access',
    eventId: hexId(name),
    at: '2026-05-01T09:00:00.000Z',
    actor,
    study: hexId('study'),
    purpose: name,
  };
}

function sequencer(store: LogStore, by: Signer = signer, witness?: Witness): Sequencer {
  return new Sequencer({ macs: testMacs, store, signer: by, witness, now });
}

/** What is wrong with the log, and the purposes of its entries in their order. */
async function contents(log: MemoryLog, pinned: Signer = signer) {
  const purposes: string[] = [];
  const { faults, size } = await verifyLog(log.tree, pinned.key, [], ({ event: entered }) => {
    purposes.push('purpose' in entered ? entered.purpose : entered.type);
  });
  return { faults: faults.map(describeFault), size, purposes };
}

const names = (count: number, start = 0) => Array.from({ length: count }, (_, at) => `e${start + at}`);

test('everything that waits is sealed once, in batches that end with a tile, however many they are', async () => {
  const log = new MemoryLog();
  for (const name of names(300)) log.record(event(name));
  expect(await sequencer(log).seal()).toEqual({ entries: 300, busy: false });
  for (const name of names(400, 300)) log.record(event(name));
  expect(await sequencer(log).seal()).toEqual({ entries: 400, busy: false });
  expect(await sequencer(log).seal()).toEqual({ entries: 0, busy: false });
  const { faults, purposes } = await contents(log);
  expect(faults).toEqual([]);
  expect([...purposes].sort()).toEqual(names(700).sort());
  const sizes: number[] = [];
  for await (const name of log.tree.list('audit', 'checkpoints/'))
    sizes.push(Number(name.slice('checkpoints/'.length)));
  expect(sizes).toEqual([256, 300, 512, 700]);
});

test('a record that is announced again after it was sealed is not sealed again, by this or another sequencer', async () => {
  const log = new MemoryLog();
  for (const name of names(10)) log.record(event(name));
  const same = sequencer(log);
  await same.seal();
  log.record(event('later'));
  await same.seal();
  for (const by of [same, sequencer(log)]) {
    log.tree.blobs.set(`audit/waiting/${hexId('e3')}`, Buffer.alloc(0));
    await by.seal();
    expect(await contents(log)).toMatchObject({ faults: [], size: 11 });
  }
});

test('a record that was sealed long before it is announced again is found in the log, however far back', async () => {
  // Sealed at times that are an hour apart, by the clock by which the memory counts: one write, one millisecond.
  const log = new MemoryLog();
  let hour = 0;
  const at = () => new Date(3_600_000 * hour).toISOString();
  for (; hour < 4; hour += 1) {
    for (const name of names(200, hour * 200)) log.record(event(name));
    await new Sequencer({ macs: testMacs, store: log, signer, now: at }).seal();
    for (const id of [...log.tree.blobs.keys()].filter((blob) => blob.startsWith('audit/waiting/')))
      log.tree.blobs.delete(id);
  }
  log.since = 3_600_000 * 4;
  log.record(event('new'));
  for (const name of ['e3', 'e250', 'e700'])
    log.tree.blobs.set(`audit/waiting/${hexId(name)}`, Buffer.alloc(0));
  await new Sequencer({ macs: testMacs, store: log, signer, now: at }).seal();
  const { faults, purposes } = await contents(log);
  expect(faults).toEqual([]);
  expect([...purposes].sort()).toEqual([...names(800), 'new'].sort());
});

test('what is announced and not there yet waits, and what is no event is told of and left alone', async () => {
  const log = new MemoryLog();
  log.tree.blobs.set(`audit/waiting/${hexId('to come')}`, Buffer.alloc(0));
  log.tree.blobs.set(`audit/waiting/${hexId('poison')}`, Buffer.alloc(0));
  log.tree.blobs.set(`audit/records/${hexId('poison')}.json`, Buffer.from('{"type":"nonsense"}'));
  log.record(event('good'));
  const warnings: string[] = [];
  const warning = new Sequencer({
    macs: testMacs,
    store: log,
    signer,
    now,
    warn: (message) => warnings.push(message),
  });
  expect(await warning.seal()).toEqual({ entries: 1, busy: false });
  expect(warnings.join()).toContain(`audit/records/${hexId('poison')}.json was not written by this app`);
  log.record(event('to come'));
  await warning.seal();
  expect((await contents(log)).purposes).toEqual(['good', 'to come']);
});

class Killed extends Error {}

/** A storage whose process is killed before, or right after, its n-th change. */
function dying(log: MemoryLog, at: number, after: boolean): LogStore {
  let changes = 0;
  const changing = <A extends unknown[], R>(change: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      changes += 1;
      if (changes > at || (changes === at && !after)) throw new Killed();
      const result = await change(...args);
      if (changes === at) throw new Killed();
      return result;
    };
  };
  return {
    lease: async () => ({ renew: async () => true, release: async () => {} }),
    head: () => log.head(),
    waiting: () => log.waiting(),
    settled: async () => {},
    records: (ids) => log.records(ids),
    read: (path) => log.read(path),
    list: (prefix) => log.list(prefix),
    partials: () => log.partials(),
    forget: changing((path) => log.forget(path)),
    checkpoint: () => log.checkpoint(),
    swapHead: changing((next, tag) => log.swapHead(next, tag)),
    create: changing((path, bytes) => log.create(path, bytes)),
    publish: changing((note, tag) => log.publish(note, tag)),
  };
}

test('killed at any moment, any number of times, it loses nothing and seals nothing twice', async () => {
  const kills = fc.array(
    fc.record({ at: fc.integer({ min: 1, max: 9 }), after: fc.boolean(), more: fc.nat(40) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  await fc.assert(
    fc.asyncProperty(kills, async (plan) => {
      const log = new MemoryLog();
      let recorded = 0;
      for (const { at, after, more } of plan) {
        for (const name of names(more, recorded)) log.record(event(name));
        recorded += more;
        await sequencer(dying(log, at, after))
          .seal()
          .catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
      }
      log.record(event(`e${recorded}`));
      await sequencer(log).seal();
      const { faults, purposes } = await contents(log);
      expect(faults).toEqual([]);
      expect([...purposes].sort()).toEqual(names(recorded + 1).sort());
    }),
    { numRuns: 150 },
  );
});

test('two that both believe they hold the lease end in one log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 40 }), async (scheduler, count) => {
      const log = new MemoryLog();
      for (const name of names(count)) log.record(event(name));
      const slow = <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
        scheduler.scheduleFunction(async (...args: A) => call(...args)) as (...args: A) => Promise<R>;
      const both = [0, 1].map(
        (): LogStore => ({
          lease: async () => ({ renew: async () => true, release: async () => {} }),
          head: slow(() => log.head()),
          waiting: slow(() => log.waiting()),
          settled: async () => {},
          records: slow((ids) => log.records(ids)),
          read: slow((path) => log.read(path)),
          list: (prefix) => log.list(prefix),
          partials: () => log.partials(),
          forget: slow((path) => log.forget(path)),
          checkpoint: slow(() => log.checkpoint()),
          swapHead: slow((next, tag) => log.swapHead(next, tag)),
          create: slow((path, bytes) => log.create(path, bytes)),
          publish: slow((note, tag) => log.publish(note, tag)),
        }),
      );
      const running = Promise.all(both.map((store) => sequencer(store).seal()));
      await scheduler.waitFor(running);
      await sequencer(log).seal();
      const { faults, purposes } = await contents(log);
      expect(faults).toEqual([]);
      expect([...purposes].sort()).toEqual(names(count).sort());
    }),
    { numRuns: 30 },
  );
});

test('while another one holds the lease, it does nothing', async () => {
  const log = new MemoryLog();
  log.record(event('one'));
  await log.lease();
  expect(await sequencer(log).seal()).toEqual({ entries: 0, busy: true });
});

describe('what must not be signed', () => {
  test('a log whose turn it is for another key', async () => {
    const log = new MemoryLog();
    log.record(event('one'));
    await sequencer(log).seal();
    log.record(event('two'));
    await expect(sequencer(log, testSigner()).seal()).rejects.toThrow(SealingRefusedError);
    expect((await contents(log)).size).toBe(1);
  });

  test('tiles that are not those of the entries', async () => {
    const log = new MemoryLog();
    log.record(event('one'));
    await sequencer(log).seal();
    log.tree.blobs.set('audit/tile/0/000.p/1', Buffer.alloc(32));
    log.record(event('two'));
    await expect(sequencer(log).seal()).rejects.toThrow('tiles of the audit log are not those');
  });

  test('records that were changed after their batch was decided', async () => {
    const log = new MemoryLog();
    log.record(event('one'));
    await expect(sequencer(dying(log, 1, true)).seal()).rejects.toThrow(Killed);
    const forged = { ...event('one'), purpose: 'another' };
    log.tree.putJson('audit', `records/${hexId('one')}.json`, forged);
    await expect(sequencer(log).seal()).rejects.toThrow('was changed after it was to be sealed');
    expect((await contents(log)).size).toBe(0);
  });

  test('a log whose head was taken away', async () => {
    const log = new MemoryLog();
    log.record(event('one'));
    await sequencer(log).seal();
    log.tree.blobs.delete('audit/head.json');
    log.record(event('two'));
    await expect(sequencer(log).seal()).rejects.toThrow('tampered');
  });
});

test('a witness is handed each checkpoint, and the newest again where it did not take it', async () => {
  const log = new MemoryLog();
  const kept: [number, string][] = [];
  let down = true;
  const witness: Witness = {
    newest: async () => undefined,
    keep: async (size, note) => {
      if (down) throw new Error('not reachable');
      kept.push([size, note]);
      return note;
    },
  };
  const sealing = sequencer(log, signer, witness);
  for (const name of ['one', 'two']) {
    log.record(event(name));
    await sealing.seal();
  }
  expect(kept).toEqual([]);
  down = false;
  await sealing.seal();
  expect(kept.map(([size, note]) => [size, readCheckpoint(note).size])).toEqual([[2, 2]]);
});

describe('another key', () => {
  async function rotated() {
    const log = new MemoryLog();
    const next = testSigner();
    log.record(event('before'));
    await sequencer(log).seal();
    const change = await keyChangeOf(signer, next, {
      actor,
      at: '2026-05-01T09:30:00.000Z',
      reason: 'once a year',
    });
    log.record(change);
    await sequencer(log).seal();
    log.record(event('after'));
    return { log, next, change };
  }

  test('signs after the change, and not before; whoever pins either key can verify', async () => {
    const { log, next } = await rotated();
    await expect(sequencer(log).seal()).rejects.toThrow(SealingRefusedError);
    await sequencer(log, next).seal();
    for (const pinned of [signer, next]) {
      const { faults, purposes } = await contents(log, pinned);
      expect(faults).toEqual([]);
      expect(purposes).toEqual(['before', 'key-change', 'after']);
    }
    expect((await contents(log, testSigner())).faults.join()).toContain('[bad-checkpoint]');
  });

  test('to whoever pins the next key before it has signed anything, it is said that the key before is to be used', async () => {
    const log = new MemoryLog();
    const next = testSigner();
    log.record(await keyChangeOf(signer, next, { actor, at: now(), reason: 'once a year' }));
    await sequencer(log).seal();
    expect((await contents(log)).faults).toEqual([]);
    expect((await contents(log, next)).faults.join()).toContain('until then, verify with the key before');
  });

  test('is not taken up where not both keys agreed, or where it starts from a key that is not in use', async () => {
    const { change } = await rotated();
    const nobody = Buffer.alloc(64).toString('base64');
    const who = { actor, at: change.at, reason: 'forged' };
    for (const [forged, said] of [
      // Whoever can write records signs for a key of his own; that of the log he has not.
      [{ ...change, signatures: { ...change.signatures, previous: nobody } }, 'was not signed by both keys'],
      [{ ...change, signatures: { ...change.signatures, next: nobody } }, 'was not signed by both keys'],
      [{ ...change, next: 'nonsense' }, 'was not signed by both keys'],
      [await keyChangeOf(testSigner(), testSigner(), who), 'does not start from the key in use'],
    ] as const) {
      const log = new MemoryLog();
      const warnings: string[] = [];
      const warning = new Sequencer({
        macs: testMacs,
        store: log,
        signer,
        now,
        warn: (message) => warnings.push(message),
      });
      log.record(event('before'));
      log.record(forged);
      await warning.seal();
      log.record(event('after'));
      await warning.seal();
      expect(warnings.join()).toContain(said);
      expect(await contents(log)).toMatchObject({ faults: [], purposes: ['before', 'after'] });
    }
  });

  test('is a fault where the log holds one that not both keys agreed to', () => {
    const timeline = new KeyTimeline(signer.key);
    return rotated().then(({ change, next }) => {
      const nobody = Buffer.alloc(64).toString('base64');
      const forged = { ...change, signatures: { ...change.signatures, previous: nobody } };
      expect(timeline.add(3, forged)).toEqual({ code: 'bad-key-change', where: 'entry 3' });
      expect(timeline.keyAfter(9).text).toBe(signer.key.text);
      expect(timeline.add(4, change)).toBeUndefined();
      expect(timeline.keyAfter(9).text).toBe(next.key.text);
      expect(timeline.add(5, change)).toEqual({ code: 'bad-key-change', where: 'entry 5' });
    });
  });

  test('killed at any moment of the change, the key before finishes it, and only then it is the turn of the next', async () => {
    for (let at = 1; at <= 6; at += 1) {
      for (const after of [false, true]) {
        const log = new MemoryLog();
        const next = testSigner();
        log.record(event('before'));
        await sequencer(log).seal();
        log.record(await keyChangeOf(signer, next, { actor, at: now(), reason: 'once a year' }));
        const killed = await sequencer(dying(log, at, after))
          .seal()
          .then(() => false)
          .catch((error: unknown) => error instanceof Killed);
        log.record(event('after'));
        const turned = await sequencer(log)
          .seal()
          .then(() => false)
          .catch((error: unknown) => error instanceof SealingRefusedError);
        // Where the change was decided by then, the key before finds that its turn is over.
        if (!turned)
          await sequencer(log)
            .seal()
            .catch(() => {});
        await sequencer(log, next).seal();
        const { faults, purposes } = await contents(log);
        expect([at, after, killed, faults]).toEqual([at, after, expect.any(Boolean), []]);
        expect(purposes).toEqual(['before', 'key-change', 'after']);
      }
    }
  });
});

test('a reader finds entries by event and subject, and goes on where the log does', async () => {
  const log = new MemoryLog();
  const reader = new LogReader(log);
  expect([await reader.size(), await reader.placeOf(hexId('e1'))]).toEqual([0, undefined]);
  for (const [start, count] of [
    [0, 260],
    [260, 300],
  ] as const) {
    for (const name of names(count, start)) log.record(event(name));
    await sequencer(log).seal();
    expect(await reader.about([hexId('study')])).toHaveLength(start + count);
    const place = (await reader.placeOf(hexId(`e${start + 7}`))) as number;
    expect(parseEntry(await reader.entry(place)).event).toEqual(event(`e${start + 7}`));
  }
});
