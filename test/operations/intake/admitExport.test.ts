import { readMediaDirectory } from '../../../src/dicom/mediaDirectory';
import type { ExportPage, ExportRecord } from '../../../src/domain/intake/exportRecord';
import { asSiteKey, memberArrivalIdOf } from '../../../src/domain/kernel/identifiers/ids';
import { defaultExportLimits, defaultReadLimits, type ReadLimits } from '../../../src/domain/kernel/limits';
import { RefusedError } from '../../../src/domain/reasons/refusals';
import { createAdmitExport } from '../../../src/operations/intake/admitExport';
import { memoryStore } from '../../activities/memoryStore';
import { imageFile } from '../../dicom/dicomBuilder';
import { hexId } from '../../domain/arbitraries';
import { buildZip, type EntrySpec, sourceOf } from '../../exports/zipBuilder';
import { dicomdir } from '../../support/dicomdir';

const arrivalId = hexId('export');
const siteKey = asSiteKey(new Uint8Array(32).fill(1));
const arrival = {
  schemaVersion: 1,
  arrivalId,
  container: 'incoming',
  name: 'export.zip',
  etag: 'e',
  receivedAt: '2026-05-01T10:00:00.000Z',
  lane: 'routine',
  salt: '5a'.repeat(32),
} as const;
const content = imageFile({ pixels: [1, 2, 3, 4] });

const ports = {
  siteKey,
  limits: defaultReadLimits,
  readMediaDirectory: async (bytes: Uint8Array, limits: ReadLimits) => readMediaDirectory(bytes, limits),
};

/** The record of an export, with the files of all its pages. */
type Admitted = Omit<ExportRecord, 'members'> & Pick<ExportPage, 'members'>;

async function admit(entries: readonly EntrySpec[], limits = defaultExportLimits): Promise<Admitted> {
  const store = memoryStore();
  const deps = { ...ports, arrivals: store.arrivals, exportLimits: limits };
  const pages = await createAdmitExport(deps)(arrival, sourceOf(buildZip(entries)));
  const record = store.exports.get(arrivalId) as ExportRecord;
  const listed = [...store.exportPages.values()].flatMap(({ members }) => members);
  expect([record.pages, store.exportPages.size]).toEqual([pages, pages]);
  expect(record.members).toBe(listed.length);
  return { ...record, members: listed };
}

const names = ({ members }: Admitted) => members.map(({ name }) => name);

test('each file has an id of its own that follows from the export and its place', async () => {
  const { members } = await admit([
    { name: 'a', content },
    { name: 'a', content },
    { name: 'folder/', method: 0 },
    { name: 'b', content },
  ]);
  expect(members.map(({ index, arrivalId: id }) => [index, id])).toEqual(
    [0, 1, 3].map((index) => [index, memberArrivalIdOf(siteKey, arrivalId, index)]),
  );
  expect(new Set(members.map((member) => member.arrivalId)).size).toBe(3);
});

test('beside a DICOMDIR the content decides what it does not name, in whatever way it is packed', async () => {
  const record = await admit([
    { name: 'DICOMDIR', content: dicomdir('IM1') },
    { name: 'IM1', content },
    { name: 'STORED', content, method: 0 },
    { name: 'DEFLATED', content, descriptor: true },
    { name: 'logo.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) },
  ]);
  expect(names(record)).toEqual(['IM1', 'STORED', 'DEFLATED']);
  expect(record.skipped).toEqual([
    { name: 'DICOMDIR', reason: 'index' },
    { name: 'logo.jpg', reason: 'not-in-index' },
  ]);
});

test.each<[string, EntrySpec]>([
  ['not-an-image', { name: 'DICOMDIR', content: Buffer.from('no index at all') }],
  ['truncated', { name: 'DICOMDIR', content: dicomdir('IM1').subarray(0, -3) }],
  ['too-large', { name: 'DICOMDIR', content: Buffer.alloc(2000) }],
  ['corrupt-archive', { name: 'DICOMDIR', content: dicomdir('IM1'), crc: 1 }],
  ['encrypted-archive', { name: 'DICOMDIR', content: dicomdir('IM1'), flags: 1 }],
])('%s: a DICOMDIR that cannot be read decides nothing, and the record says so', async (code, index) => {
  const limits = { ...defaultExportLimits, maxIndexBytes: 1000 };
  const record = await admit(
    [index, { name: 'IM1', content }, { name: 'viewer.exe', content: Buffer.from('MZ') }],
    limits,
  );
  expect(record.indexProblem).toBe(code);
  expect(names(record)).toEqual(['IM1', 'viewer.exe']);
});

test.each<[string, EntrySpec[]]>([
  ['empty-archive', [{ name: 'folder/', method: 0 }]],
  ['empty-archive', [{ name: 'DICOMDIR', content: dicomdir('IM1') }]],
  ['encrypted-archive', [1, 2, 3].map((index) => ({ name: `${index}`, content, flags: 1 }))],
  ['unsupported-compression', [9, 12, 93].map((method) => ({ name: `${method}`, content, method }))],
])('%s: nothing of it can be read', async (code, entries) => {
  await expect(admit(entries)).rejects.toMatchObject({ code });
});

test('where some of it can be read, that is', async () => {
  expect(
    names(
      await admit([
        { name: 'locked', content, flags: 1 },
        { name: 'open', content },
      ]),
    ),
  ).toEqual(['locked', 'open']);
});

test('an export that changes meanwhile is no damaged DICOMDIR', async () => {
  const whole = sourceOf(
    buildZip([
      { name: 'DICOMDIR', content: dicomdir('IM1') },
      { name: 'IM1', content },
    ]),
  );
  let reads = 0;
  const changing = {
    size: whole.size,
    read: (offset: number, length: number) => {
      reads += 1;
      // The first read finds the end, the second one the directory; then comes the DICOMDIR.
      if (offset === 0 && length < whole.size) return Promise.reject(new RefusedError('changed-during-read'));
      return whole.read(offset, length);
    },
  };
  const deps = { ...ports, arrivals: memoryStore().arrivals, exportLimits: defaultExportLimits };
  await expect(createAdmitExport(deps)(arrival, changing)).rejects.toMatchObject({
    code: 'changed-during-read',
  });
  expect(reads).toBeGreaterThan(1);
});

test('a DICOMDIR that names more than an export may hold decides nothing, and so does one too many', async () => {
  const many = dicomdir(...Array.from({ length: 5 }, (_, index) => `IM${index}`));
  const limited = { ...defaultExportLimits, maxMembers: 4, maxIndexes: 1 };
  const record = await admit(
    [
      { name: 'A/DICOMDIR', content: many },
      { name: 'B/DICOMDIR', content: dicomdir('IM1') },
      { name: 'B/viewer.exe', content: Buffer.from('MZ') },
    ],
    limited,
  );
  expect(record.indexProblem).toBe('too-many-members');
  expect(names(record)).toEqual(['B/DICOMDIR', 'B/viewer.exe']);
});

test('a large export is written down in pages of 500 files', async () => {
  const { members, pages } = await admit(
    Array.from({ length: 1001 }, (_, index) => ({ name: `IM${index}`, content })),
  );
  expect(pages).toBe(3);
  expect(members.map(({ index }) => index)).toEqual(Array.from({ length: 1001 }, (_, index) => index));
});
