import fc from 'fast-check';
import { isOutgrown, partialsOf, readTile } from '../../../src/audit/log/partialTiles';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { isPartial, type TileName, tileOf, tilePath, tileWidth } from '../../../src/audit/log/tiles';
import { verifyLog } from '../../../src/audit/verify/log/verifyLog';
import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';
import { MemoryLog, testSigner } from '../memoryLog';

const signer = testSigner();
const sequencer = (store: MemoryLog) =>
  new Sequencer({ store, signer, macs: testMacs, now: () => '2026-05-01T10:00:00.000Z' });

const event = (name: string): AuditEvent => ({
  schemaVersion: 1,
  type: 'identity-access',
  eventId: hexId(name),
  at: '2026-05-01T09:00:00.000Z',
  actor: { subject: 'somebody', kind: 'cli' },
  study: hexId('study'),
  purpose: name.padEnd(1_000),
});

async function sealed(entries: number): Promise<MemoryLog> {
  const log = new MemoryLog();
  const one = sequencer(log);
  for (let entry = 0; entry < entries; entry += 1) {
    log.record(event(`e${entry}`));
    await one.seal();
  }
  return log;
}

const bytesUnder = ({ tree }: MemoryLog, prefix: string) =>
  [...tree.blobs].reduce((sum, [name, bytes]) => sum + (name.startsWith(prefix) ? bytes.length : 0), 0);
const partialsIn = ({ tree }: MemoryLog) =>
  [...tree.blobs.keys()].map((name) => name.slice('audit/'.length)).filter(isPartial);

test('a log that is sealed entry by entry takes less than three times the room of its records', async () => {
  for (const entries of [100, 300]) {
    const log = await sealed(entries);
    expect(bytesUnder(log, 'audit/') / bytesUnder(log, 'audit/records/')).toBeLessThan(3);
    expect(partialsIn(log).sort()).toEqual(partialsOf(entries).map(tilePath).sort());
    expect((await verifyLog(log.tree, signer.key, [], () => {})).faults).toEqual([]);
  }
});

test('every tile of an older tree can still be read, from a wider one', async () => {
  const log = await sealed(40);
  for (let size = 1; size < 40; size += 1) {
    const [bundle, tile] = partialsOf(size) as [TileName, TileName];
    expect((await readTile(log, tile))?.length).toBe(size * 32);
    expect(await readTile(log, bundle)).toBeDefined();
  }
  expect(await readTile(log, { level: 0, index: 0, width: 41 })).toBeUndefined();
});

test('what a killed sequencer left is removed by the next one', async () => {
  const log = await sealed(3);
  const left = ['tile/entries/000.p/2', 'tile/0/000.p/1'];
  for (const path of left) log.tree.blobs.set(`audit/${path}`, Buffer.alloc(1));
  log.record(event('next'));
  await sequencer(log).seal();
  expect(partialsIn(log).sort()).toEqual(['tile/0/000.p/4', 'tile/entries/000.p/4']);
});

test('a path names its tile, and nothing that the current tree needs is outgrown', () => {
  const sizes = fc.integer({ min: 1, max: 2 ** 40 });
  fc.assert(
    fc.property(sizes, sizes, (a, b) => {
      const [small, large] = [Math.min(a, b), Math.max(a, b)];
      for (const name of partialsOf(small)) {
        expect(tileOf(tilePath(name))).toEqual(name);
        expect(isOutgrown(tilePath(name), small)).toBe(false);
      }
      const needed = new Set(partialsOf(large).map(tilePath));
      for (const path of partialsOf(small).map(tilePath))
        expect(isOutgrown(path, large)).toBe(!needed.has(path));
      for (const path of needed) expect(isOutgrown(path, small)).toBe(false);
    }),
  );
  expect(isOutgrown(tilePath({ level: 0, index: 0, width: tileWidth }), 10_000)).toBe(false);
});
