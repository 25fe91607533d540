import { randomUUID } from 'node:crypto';
import { drawChest } from '../../src/cli/synthetic/chest';
import { uidFor } from '../../src/cli/synthetic/uid';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import type { Outcome } from '../../src/domain/intake/arrival';
import type { ExportRecord } from '../../src/domain/intake/exportRecord';
import { buildZip } from '../exports/zipBuilder';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { dicomdir } from '../support/dicomdir';
import { zipOf } from '../support/zipOf';

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime();
});

afterAll(() => running?.stop(), 60_000);

/** A small image that no other test has, each of a study of its own. */
function image(seed: number): Buffer {
  const unique = randomUUID();
  return Buffer.from(
    writeDx(drawChest(seed, { width: 64, height: 80 }), {
      photometric: 'MONOCHROME2',
      studyUid: uidFor(`${unique} study`),
      seriesUid: uidFor(`${unique} series`),
      sopUid: uidFor(`${unique} instance`),
      patientName: 'SYNTHETIC^EXPORT',
      patientId: 'SYN',
      ageYears: 50,
      sex: 'F',
      bodyPart: 'CHEST',
      view: 'PA',
    }),
  );
}

function images(count: number): Record<string, Buffer> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`IMAGES/IM${index}.dcm`, image(index)]),
  );
}

interface Ended {
  readonly arrivalId: string;
  readonly outcome: Outcome;
  readonly record: ExportRecord;
  /** Of its files, by name. */
  readonly members: ReadonlyMap<string, Outcome>;
}

async function drop(zip: Uint8Array): Promise<Ended> {
  const arrivalId = await running.drop(`${randomUUID()}.zip`, zip);
  const outcome = await running.outcome(arrivalId);
  const record = (await running.store.arrivals.export(arrivalId)) as ExportRecord;
  const members = new Map<string, Outcome>();
  const page = await running.store.arrivals.exportPage(arrivalId, 0);
  for (const { name, arrivalId: id } of page?.members ?? []) members.set(name, await running.outcome(id));
  return { arrivalId, outcome, record, members };
}

describe('an export', () => {
  test('of twelve images with one that is bad: eleven results, one in quarantine', async () => {
    const files = images(12);
    const names = Object.keys(files);
    const bad = names[5] as string;
    files[bad] = (files[bad] as Buffer).subarray(0, 3000);
    const { arrivalId, outcome, members } = await drop(await zipOf(files));

    expect(outcome).toMatchObject({ outcome: 'unpacked', files: 12, members: 12, skipped: {}, missing: 0 });
    expect([...members.keys()]).toEqual(names);
    for (const [name, member] of members) {
      expect([name, member.outcome]).toEqual([name, name === bad ? 'quarantined' : 'not-analysed']);
    }
    const studies = new Set([...members.values()].flatMap((one) => ('studyId' in one ? [one.studyId] : [])));
    expect(studies.size).toBe(11);

    const refusal = members.get(bad) as Outcome;
    const arrival = await running.store.arrivals.read(refusal.arrivalId);
    expect(arrival?.member).toMatchObject({ name: bad, index: 5, exportId: arrivalId });
    const kept = running.blobs.getContainerClient('quarantine').getBlobClient(`${refusal.arrivalId}/file`);
    expect(await kept.downloadToBuffer()).toEqual(files[bad]);
  });

  test('from a disc: the DICOMDIR is no study, the viewer is left out, what is missing is counted', async () => {
    const { outcome, members, record } = await drop(
      await zipOf({
        'CD/DICOMDIR': dicomdir('IMAGES\\IM1', 'IMAGES\\IM2', 'IMAGES\\LOST'),
        'CD/IMAGES/IM1': image(1),
        'CD/IMAGES/IM2': image(2),
        'CD/IMAGES/NOTLISTED': image(3),
        'CD/AUTORUN.INF': Buffer.from('[autorun]'),
        'CD/VIEWER/VIEWER.EXE': Buffer.from('MZ'),
        '__MACOSX/CD/._IM1': Buffer.from('x'),
      }),
    );
    expect(outcome).toMatchObject({
      outcome: 'unpacked',
      files: 7,
      members: 3,
      skipped: { index: 1, 'system-file': 1, 'not-in-index': 2 },
      missing: 1,
    });
    expect(record.missing).toEqual(['CD/IMAGES/LOST']);
    expect([...members].map(([name, { outcome: how }]) => [name, how])).toEqual([
      ['CD/IMAGES/IM1', 'not-analysed'],
      ['CD/IMAGES/IM2', 'not-analysed'],
      ['CD/IMAGES/NOTLISTED', 'not-analysed'],
    ]);
  });

  test('one bad file of every kind beside a good one: each has its own reason', async () => {
    const inner = await zipOf({ a: image(4) });
    const { members } = await drop(
      buildZip([
        { name: 'good', content: image(5) },
        { name: 'inner.zip', content: inner },
        { name: 'locked', content: image(6), flags: 1 },
        { name: 'damaged', content: image(7), crc: 1 },
        { name: 'bomb', content: Buffer.alloc(1 << 20), size: 100 },
        { name: 'bzip2', content: image(8), method: 12 },
        { name: 'empty' },
        { name: 'notes', content: Buffer.from('only text') },
        { name: 'wrong.png', content: image(9) },
        { name: 'index', content: dicomdir('X') },
      ]),
    );
    const how = [...members].map(([name, one]) => [name, 'reason' in one ? one.reason : one.outcome]);
    expect(Object.fromEntries(how)).toEqual({
      good: 'no-model',
      'inner.zip': 'nested-archive',
      locked: 'encrypted-archive',
      damaged: 'corrupt-archive',
      bomb: 'bomb',
      bzip2: 'unsupported-compression',
      empty: 'empty-file',
      notes: 'not-an-image',
      'wrong.png': 'extension-mismatch',
      index: 'index',
    });
  });

  test('that comes again under another name: the same images, no new version of a study', async () => {
    const zip = await zipOf(images(2));
    const first = await drop(zip);
    const second = await drop(zip);
    expect(second.arrivalId).not.toBe(first.arrivalId);
    for (const [name, outcome] of first.members) {
      const again = second.members.get(name) as Outcome;
      if (!('imageId' in outcome && 'imageId' in again)) throw new Error(again.outcome);
      expect(again.imageId).toBe(outcome.imageId);
      expect(await running.store.results.study(outcome.studyId)).toMatchObject({
        version: 1,
        images: { length: 1 },
      });
    }
  });

  test.each<[string, string, () => Promise<Uint8Array> | Uint8Array]>([
    ['unsafe-member-name', 'x.zip', () => zipOfUnsafe()],
    ['truncated', 'x.zip', async () => (await zipOf(images(1))).subarray(0, 5000)],
    ['empty-archive', 'x.zip', () => zipOf({})],
    ['empty-archive', 'x', () => zipOf({ '__MACOSX/x': Buffer.from('x') })],
    ['extension-mismatch', 'x.dcm', () => zipOf(images(1))],
    ['encrypted-archive', 'x.zip', () => buildZip([{ name: 'a', content: image(1), flags: 1 }])],
  ])('%s: it is quarantined as a whole, and none of its files starts', async (reason, name, make) => {
    const arrivalId = await running.drop(`${randomUUID()}${name}`, await make());
    expect(await running.outcome(arrivalId)).toMatchObject({ outcome: 'quarantined', reason });
    expect(await running.store.arrivals.export(arrivalId)).toBeUndefined();
    const refusals = await running.store.worklist.refusals();
    expect(refusals).toContainEqual(expect.objectContaining({ arrivalId, reason }));
  });
});

function zipOfUnsafe(): Buffer {
  return buildZip([
    { name: 'good', content: image(1) },
    { name: '../../evil', content: image(2) },
  ]);
}

test('a DICOMDIR by itself is an index, and no study', async () => {
  const before = (await running.store.worklist.studies()).length;
  const arrivalId = await running.drop('DICOMDIR', dicomdir('IM1'));
  expect(await running.outcome(arrivalId)).toMatchObject({ outcome: 'index' });
  expect((await running.store.worklist.studies()).length).toBe(before);
});
