import { createHash, randomUUID } from 'node:crypto';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { Arrival } from '../../src/domain/intake/arrival';
import type { ExportRecord } from '../../src/domain/intake/exportRecord';
import { defaultExportLimits } from '../../src/domain/kernel/limits';
import { listArchive } from '../../src/formats/archive/listArchive';
import { readMember } from '../../src/formats/archive/readMember';
import { openStore, type Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { storeNow } from '../support/storeNow';
import { zipOf } from '../support/zipOf';

const now = '2026-05-01T10:00:00.000Z';

let store: Store;
let service: BlobServiceClient;
let incoming: ContainerClient;

beforeAll(async () => {
  const connectionString = await storageAccount();
  store = openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
  await store.prepare();
  service = BlobServiceClient.fromConnectionString(connectionString);
  incoming = service.getContainerClient('incoming');
});

async function put(name: string, bytes: Uint8Array): Promise<string> {
  const { etag } = await incoming.getBlockBlobClient(name).uploadData(bytes);
  return etag as string;
}

function arrivalOf(name: string, more: Partial<Arrival> = {}): Arrival {
  const arrivalId = hexId(randomUUID());
  return {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name,
    etag: 'e',
    receivedAt: now,
    lane: 'routine',
    salt: '5a'.repeat(32),
    ...more,
  };
}

const member = {
  exportId: hexId('export'),
  index: 0,
  name: 'IM1',
  offset: 0,
  end: 10,
  compressedSize: 1,
  size: 1,
  crc32: 0,
  method: 0,
  encrypted: false,
};

describe('pieces of incoming files', () => {
  test('the beginning and the size, the piece that is asked for, and nothing at all of an empty one', async () => {
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 251));
    const etag = await put('pieces', bytes);
    expect(await store.incoming.peek('pieces', etag, 512)).toEqual({
      size: 3000,
      start: bytes.subarray(0, 512),
    });
    expect(await store.incoming.range('pieces', etag, 1000, 17)).toEqual(bytes.subarray(1000, 1017));
    const short = await put('short', Buffer.from('ab'));
    expect(await store.incoming.peek('short', short, 512)).toEqual({ size: 2, start: Buffer.from('ab') });
    const empty = await put('empty', Buffer.alloc(0));
    expect(await store.incoming.peek('empty', empty, 512)).toEqual({ size: 0, start: Buffer.alloc(0) });
  });

  test('only of the version that arrived', async () => {
    const etag = await put('changing', Buffer.from('one'));
    await put('changing', Buffer.from('two'));
    const changed = { code: 'changed-during-read' };
    await expect(store.incoming.peek('changing', etag, 512)).rejects.toMatchObject(changed);
    await expect(store.incoming.range('changing', etag, 0, 1)).rejects.toMatchObject(changed);
    await expect(store.incoming.range('never-there', etag, 0, 1)).rejects.toMatchObject(changed);
  });

  test('an export is read out of them, one file at a time', async () => {
    const contents = [1, 2, 3].map((fill) => Buffer.alloc(100_000 * fill, fill));
    const zip = await zipOf({ a: contents[0] as Buffer, b: contents[1] as Buffer, c: contents[2] as Buffer });
    const etag = await put('export.zip', zip);
    const source = {
      size: zip.length,
      read: (offset: number, length: number) => store.incoming.range('export.zip', etag, offset, length),
    };
    const entries = await listArchive(source, defaultExportLimits);
    for (const [index, entry] of entries.entries()) {
      expect(Buffer.from(await readMember(source, entry, 1 << 20))).toEqual(contents[index]);
    }
  });
});

describe('arrivals', () => {
  test('a second record of one changes nothing, and says so', async () => {
    const arrival = arrivalOf('a', { member });
    expect(await store.arrivals.record(arrival)).toBe(true);
    expect(await store.arrivals.record({ ...arrival, name: 'b' })).toBe(false);
    expect(await store.arrivals.read(arrival.arrivalId)).toEqual(arrival);
  });

  test('those that are open are those without an outcome, and old enough; the record of an export is none', async () => {
    const [open, done] = [arrivalOf('open'), arrivalOf('done')];
    for (const arrival of [open, done]) await store.arrivals.record(arrival);
    const outcome = {
      schemaVersion: 1,
      arrivalId: done.arrivalId,
      outcome: 'index',
      finishedAt: now,
    } as const;
    await storeNow(store.arrivals.prepareOutcome(outcome));
    const record: ExportRecord = {
      schemaVersion: 1,
      arrivalId: hexId(randomUUID()),
      members: 1,
      pages: 1,
      skipped: [{ name: 'x', reason: 'link' }],
      missing: [],
    };
    await store.arrivals.recordExport(record);
    await store.arrivals.recordExport({ ...record, skipped: [] });
    expect(await store.arrivals.export(record.arrivalId)).toEqual(record);
    const { exportId: _, ...listed } = member;
    const page = { schemaVersion: 1, arrivalId: record.arrivalId, page: 0 } as const;
    await store.arrivals.recordExportPage({ ...page, members: [{ ...listed, arrivalId: hexId('listed') }] });
    await store.arrivals.recordExportPage({ ...page, members: [] });
    expect(await store.arrivals.exportPage(record.arrivalId, 0)).toMatchObject({ members: [listed] });
    expect(await store.arrivals.exportPage(record.arrivalId, 1)).toBeUndefined();

    const openIds = async (before: number) => {
      const ids: string[] = [];
      for await (const id of store.arrivals.open(before, await store.arrivals.finished())) ids.push(id);
      return ids;
    };
    const ids = await openIds(Date.now() + 60_000);
    expect(ids).toContain(open.arrivalId);
    expect(ids).not.toContain(done.arrivalId);
    expect(ids).not.toContain(record.arrivalId);
    expect(await openIds(Date.now() - 60_000)).toEqual([]);
  });
});

describe('quarantine', () => {
  const refusalOf = ({ arrivalId }: Arrival) =>
    ({
      schemaVersion: 1,
      arrivalId,
      reason: 'truncated',
      detail: {},
      receivedAt: now,
      quarantinedAt: now,
    }) as const;

  test('of a file of an export the file is kept, and never the whole export', async () => {
    const etag = await put('whole.zip', Buffer.alloc(1000));
    const arrival = arrivalOf('whole.zip', { etag, member });
    const [content] = await store.quarantine.keep(arrival, Buffer.from('the file'));
    expect(content?.sha256).toBe(createHash('sha256').update('the file').digest('hex'));
    const kept = service.getContainerClient('quarantine').getBlobClient(`${arrival.arrivalId}/file`);
    expect((await kept.downloadToBuffer()).toString()).toBe('the file');
  });

  test('one that could not be taken out has a refusal and no file', async () => {
    const etag = await put('whole.zip', Buffer.alloc(1000));
    const arrival = arrivalOf('whole.zip', { etag, member });
    expect(await store.quarantine.keep(arrival)).toEqual([]);
    await storeNow(store.quarantine.prepare(refusalOf(arrival)));
    expect(await store.quarantine.read(arrival.arrivalId)).toMatchObject({ reason: 'truncated' });
    const kept = service.getContainerClient('quarantine').getBlobClient(`${arrival.arrivalId}/file`);
    expect(await kept.exists()).toBe(false);
  });
});
