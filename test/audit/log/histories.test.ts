import fc from 'fast-check';
import { beginsWith } from '../../../src/audit/log/histories';
import type { Witness } from '../../../src/audit/log/logStore';
import { tileReader } from '../../../src/audit/log/readBack';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { SealingRefusedError } from '../../../src/audit/log/sequencerOptions';
import { readCheckpoint } from '../../../src/audit/proof/checkpoint';
import { verifyLog } from '../../../src/audit/verify/log/verifyLog';
import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';
import { MemoryLog, testSigner } from '../memoryLog';

/** The operator of a site has its signing key and its storage, and keeps two histories. */
const signer = testSigner();

function event(name: string): AuditEvent {
  return {
    schemaVersion: 1,
    type: 'identity-access',
    eventId: hexId(name),
    at: '2026-05-01T09:00:00.000Z',
    actor: { subject: 'somebody', kind: 'cli' },
    study: hexId('study'),
    purpose: name,
  };
}

/** Out of the operator's reach: what it took, it keeps. */
class MemoryWitness implements Witness {
  readonly notes = new Map<number, string>();

  async keep(size: number, note: string) {
    if (!this.notes.has(size)) this.notes.set(size, note);
    return this.notes.get(size) as string;
  }

  async newest() {
    return this.notes.get(Math.max(...this.notes.keys()));
  }
}

async function seal(log: MemoryLog, names: readonly string[], witness?: Witness): Promise<void> {
  for (const name of names) log.record(event(name));
  const now = () => '2026-05-01T10:00:00.000Z';
  await new Sequencer({ macs: testMacs, store: log, signer, witness, now }).seal();
}

const checkpointOf = (log: MemoryLog) => readCheckpoint(String(log.tree.blobs.get('audit/checkpoint')));
const faultsOf = async (log: MemoryLog, notes: readonly string[]) => {
  const kept = notes.map((note) => ({ from: 'the witness', note }));
  return (await verifyLog(log.tree, signer.key, kept, () => {})).faults.map(({ code }) => code);
};

describe('an app whose witness has seen another history', () => {
  test.each([
    ['as long', ['a', 'b', 'x'], 'are not the first 3 of this log'],
    ['longer', ['a', 'b', 'x', 'y', 'z'], 'are not the first 3 of this log'],
    ['shorter', ['a', 'b'], 'a checkpoint over 3 entries, and the log has 2'],
    ['not begun', [], 'a checkpoint over 3 entries, and the log has 0'],
  ])('seals nothing after its start: its own is %s', async (_, own, said) => {
    const witness = new MemoryWitness();
    await seal(new MemoryLog(), ['a', 'b', 'c'], witness);
    const log = new MemoryLog();
    for (const name of own) await seal(log, [name]);
    const before = new Map(log.tree.blobs);
    const sealing = seal(log, ['next'], witness);
    await expect(sealing).rejects.toThrow(SealingRefusedError);
    await expect(sealing).rejects.toThrow(said);
    expect(log.tree.blobs.get('audit/head.json')).toEqual(before.get('audit/head.json'));
  });

  test('seals nothing once the witness has another checkpoint of the same size', async () => {
    const witness = new MemoryWitness();
    const [one, other] = [new MemoryLog(), new MemoryLog()];
    const sequencers = [one, other].map(
      (store) =>
        new Sequencer({ macs: testMacs, store, signer, witness, now: () => '2026-05-01T10:00:00.000Z' }),
    ) as [Sequencer, Sequencer];
    one.record(event('a'));
    other.record(event('x'));
    // Both ask the witness before either has sealed anything.
    const waiting = await Promise.allSettled(sequencers.map((sequencer) => sequencer.seal()));
    expect(waiting.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const loser = waiting[0].status === 'rejected' ? 0 : 1;
    (loser === 0 ? one : other).record(event('more'));
    await expect(sequencers[loser].seal()).rejects.toThrow('there are two histories');
  });

  test('seals nothing where the witness holds something that is no checkpoint', async () => {
    const witness = { keep: async () => '', newest: async () => 'nonsense' };
    await expect(seal(new MemoryLog(), ['a'], witness)).rejects.toThrow('cannot be read');
  });
});

test('an app that goes on from what its witness saw seals, also after it was cut off within a batch', async () => {
  const witness = new MemoryWitness();
  const log = new MemoryLog();
  await seal(log, ['a', 'b', 'c'], witness);
  const before = log.tree.copy();
  await seal(log, ['d']);
  // As after a kill between the head and what follows from it.
  for (const [name, bytes] of before.blobs) if (!log.tree.blobs.has(name)) log.tree.blobs.set(name, bytes);
  for (const name of log.tree.blobs.keys()) if (/(\/4|0004)$/.test(name)) log.tree.blobs.delete(name);
  log.tree.blobs.set('audit/checkpoint', Buffer.from(witness.notes.get(3) as string));
  await seal(log, ['e'], witness);
  expect(checkpointOf(log).size).toBe(5);
  expect([...witness.notes.keys()].at(-1)).toBe(5);
  expect(await faultsOf(log, [...witness.notes.values()])).toEqual([]);
});

test('of two histories of any length each is sound alone, and neither begins with the other', async () => {
  const lengths = fc.tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 1, max: 300 }),
  );
  await fc.assert(
    fc.asyncProperty(lengths, async ([shared, more, others]) => {
      const [one, other] = [new MemoryLog(), new MemoryLog()];
      const names = (start: string, count: number) =>
        Array.from({ length: count }, (_, at) => `${start}${at}`);
      for (const log of [one, other]) await seal(log, names('s', shared));
      const common = shared === 0 ? undefined : checkpointOf(one);
      await seal(one, names('a', more));
      await seal(other, names('b', others));
      const [mine, theirs] = [checkpointOf(one), checkpointOf(other)];
      const read = tileReader(one);
      expect(await beginsWith(mine, theirs, read)).toBe(false);
      if (common) expect(await beginsWith(mine, common, read)).toBe(true);
      for (const log of [one, other]) expect(await faultsOf(log, [])).toEqual([]);
      const note = String(one.tree.blobs.get('audit/checkpoint'));
      expect(await faultsOf(other, [note])).toEqual([mine.size > theirs.size ? 'rolled-back' : 'forked']);
    }),
    { numRuns: 12 },
  );
});
