import { crc32 } from 'node:zlib';
import { readFile } from '../../../src/decoder/child/readFile';
import type { ReadImage } from '../../../src/domain/image/imageDescription';
import type { Arrival } from '../../../src/domain/intake/arrival';
import { asSiteKey, imageIdOf, studyIdOf } from '../../../src/domain/kernel/identifiers/ids';
import { defaultExportLimits, defaultReadLimits } from '../../../src/domain/kernel/limits';
import { RefusedError } from '../../../src/domain/reasons/refusals';
import {
  type Admission,
  type AdmitFileDeps,
  createAdmitFile,
} from '../../../src/operations/intake/admitFile';
import type { FileReader } from '../../../src/operations/ports';
import { memoryStore } from '../../activities/memoryStore';
import { hexId } from '../../domain/arbitraries';
import { buildZip } from '../../exports/zipBuilder';
import { greyDescription } from '../../support/greyDescription';

const arrivalId = hexId('arrival');
const siteKey = asSiteKey(new Uint8Array(32).fill(1));
const patient = 'CANARY^PATIENT';

const readable: ReadImage = {
  description: { ...greyDescription(1, 1), format: 'dicom', modality: 'DX' },
  pixels: Uint8Array.of(7),
  identity: { studyInstanceUid: '1.2.3', sopInstanceUid: '1.2.3.4', patientName: patient },
  orderUrgency: ['STAT'],
};

function arrange(file: Uint8Array, name = 'a.dcm', more: Partial<AdmitFileDeps & Arrival> = {}) {
  const store = memoryStore();
  const errors: string[] = [];
  store.files.set(name, file);
  const arrival: Arrival = {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name,
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
    lane: 'routine',
    salt: '5a'.repeat(32),
    ...(more.member === undefined ? {} : { member: more.member }),
  };
  const admit = (read: FileReader) =>
    createAdmitFile({
      ...store,
      siteKey,
      limits: more.limits ?? defaultReadLimits,
      exportLimits: defaultExportLimits,
      readFile: read,
      readMediaDirectory: async () => [],
      logError: (message) => errors.push(message),
    })(arrival);
  return { store, errors, admit };
}

const file = Uint8Array.of(1, 2, 3);

async function storeAll(admission: Admission): Promise<void> {
  if (admission.outcome !== 'admitted') throw new Error(admission.outcome);
  await admission.identity.store();
  await (await admission.prepared.withPictures(undefined, [])).store();
}

describe('admitting an image', () => {
  test('names it by its bytes and its study by a keyed hash; the patient goes to identity alone', async () => {
    const { store, admit } = arrange(file);
    const admission = await admit(async () => readable);
    const studyId = studyIdOf(siteKey, '1.2.3');
    expect(admission).toMatchObject({ outcome: 'admitted', stored: { imageId: imageIdOf(file), studyId } });
    expect(store.log).toEqual([]);
    await storeAll(admission);
    expect(store.identities.get(`${studyId}/${imageIdOf(file)}`)).toMatchObject({ patientName: patient });
    expect(JSON.stringify([...store.stored.values()])).not.toMatch(/CANARY|1\.2\.3/);
    expect(store.stored.get(imageIdOf(file))).toMatchObject({ orderUrgency: ['STAT'], studyId });
  });

  test('an urgency that is no single word is not kept, for it could be anything, but is not forgotten', async () => {
    const { store, admit } = arrange(file);
    await storeAll(await admit(async () => ({ ...readable, orderUrgency: ['DOE^JOHN'] })));
    expect(store.stored.get(imageIdOf(file))).toMatchObject({ orderUrgency: ['?'] });
  });

  test('a refused file is kept, then listed, then accounted for, in this order', async () => {
    const { store, admit } = arrange(file);
    const admission = await admit(async () => {
      throw new RefusedError('truncated', { offset: 12 });
    });
    expect(admission).toEqual({ outcome: 'quarantined', reason: 'truncated' });
    expect(store.log).toEqual(['file kept', 'audit: refusal', 'quarantine', 'worklist', 'outcome']);
    expect(store.refusals.get(arrivalId)).toMatchObject({ reason: 'truncated', detail: { offset: 12 } });
    expect(store.outcomes.get(arrivalId)).toMatchObject({ outcome: 'quarantined', reason: 'truncated' });
  });

  test('a failure of the storage is no refusal: it is thrown, and tried again', async () => {
    const { store, admit } = arrange(file);
    store.incoming.peek = async () => Promise.reject(new Error('storage is down'));
    await expect(admit(async () => readable)).rejects.toThrow('storage is down');
    expect(store.outcomes.size).toBe(0);
  });

  test('a failure of our own refuses the file as internal-error and logs where, not what', async () => {
    const { store, errors, admit } = arrange(file);
    const read = () => {
      throw new RefusedError('internal-error', {}, { cause: new TypeError(patient) });
    };
    expect(await admit(read)).toEqual({ outcome: 'quarantined', reason: 'internal-error' });
    expect(errors[0]).toMatch(/TypeError at /);
    expect(JSON.stringify([errors, ...store.refusals.values()])).not.toContain('CANARY');
  });
});

test('a file over the limit is refused by its size, and only its beginning is read', async () => {
  const { store, admit } = arrange(new Uint8Array(2000), 'a.dcm', {
    limits: { ...defaultReadLimits, maxFileBytes: 1999 },
  });
  store.incoming.range = async () => {
    throw new Error('it was read');
  };
  expect(await admit(async () => readable)).toEqual({ outcome: 'quarantined', reason: 'too-large' });
  expect(store.refusals.get(arrivalId)).toMatchObject({ detail: { value: 2000 } });
});

describe('a file of an export', () => {
  const content = Buffer.from('the content of a file');
  const zip = buildZip([{ name: 'DICOM/IM1.png', content, method: 0 }]);
  const member = {
    exportId: hexId('export'),
    index: 0,
    name: 'DICOM/IM1.png',
    offset: 0,
    end: zip.length,
    compressedSize: content.length,
    size: content.length,
    crc32: crc32(content),
    method: 0,
    encrypted: false,
  };

  test('is named by its own bytes, and read under its own name', async () => {
    const { admit } = arrange(zip, 'export.zip', { member });
    const names: string[] = [];
    const admission = await admit(async (bytes, name) => {
      names.push(name);
      expect(Buffer.from(bytes)).toEqual(content);
      return readable;
    });
    expect(admission).toMatchObject({ outcome: 'admitted', stored: { imageId: imageIdOf(content) } });
    expect(names).toEqual(['DICOM/IM1.png']);
  });

  test('that is refused is kept by itself', async () => {
    const { store, admit } = arrange(zip, 'export.zip', { member });
    await admit(async () => {
      throw new RefusedError('truncated');
    });
    expect(Buffer.from(store.kept.get(arrivalId) as Uint8Array)).toEqual(content);
  });

  test('that cannot be taken out is refused without it', async () => {
    const { store, admit } = arrange(zip, 'export.zip', { member: { ...member, crc32: 1 } });
    const admission = await admit(async () => readable);
    expect(admission).toEqual({ outcome: 'quarantined', reason: 'corrupt-archive' });
    expect(store.kept.size).toBe(0);
  });
});

describe('reading a file', () => {
  const png = Buffer.from('iVBORw0KGgo=', 'base64');

  test.each([
    ['empty-file', 'a.dcm', new Uint8Array()],
    ['not-an-image', 'a.dcm', Buffer.from('just some text in a file')],
    ['extension-mismatch', 'a.dcm', png],
    ['extension-mismatch', 'a.txt', png],
  ])('%s: %s', async (code, name, bytes) => {
    await expect(readFile(bytes, name, defaultReadLimits)).rejects.toMatchObject({ code });
  });

  test('a file that ends too early is refused, whatever it is', async () => {
    await expect(readFile(png, 'a.png', defaultReadLimits)).rejects.toBeInstanceOf(RefusedError);
  });
});
