import { videoSyntaxes } from '../../src/dicom/codecs/videoSyntaxes';
import { deidentifyFile } from '../../src/dicom/deidentification/deidentifyFile';
import { readDicom } from '../../src/dicom/readDicom';
import { asSiteKey } from '../../src/domain/kernel/identifiers/ids';
import { pseudonymsOf } from '../../src/domain/kernel/identifiers/pseudonyms';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { imageViewOf } from '../../src/operations/images/imageViewOf';
import { storedImageOf } from '../../src/operations/intake/storedImageOf';
import { type ElementSpec, imageFile } from './dicomBuilder';
import { video } from './video';

const read = (bytes: Uint8Array) => readDicom(bytes, defaultReadLimits);

test.each(videoSyntaxes)('%s, %s: the attributes are read, and no picture is made', async (uid) => {
  const { description, pixels, identity } = await read(video({ transferSyntax: uid }));
  expect(description).toMatchObject({
    transferSyntax: uid,
    modality: 'ES',
    frames: 0,
    rows: 1080,
    columns: 1920,
    video: { frames: 300 },
    photometricInterpretation: 'YBR_PARTIAL_420',
    lossy: true,
  });
  expect(pixels).toHaveLength(0);
  expect(identity.sopInstanceUid).toBe('2.25.1');
});

test('a video that does not say how many frames it has is read too', async () => {
  const { description } = await read(video({ more: [[0x00280008, 'IS', '']] }));
  expect(description).toMatchObject({ frames: 0, video: {} });
});

test('what has a picture to show, and what has none at all, is no video', async () => {
  const { description } = await read(imageFile({ pixels: [1, 2, 3, 4] }));
  expect(description.video).toBeUndefined();
});

const offsetTable = Buffer.alloc(0);

test.each([
  ['without a stream', { pixels: { fragments: [offsetTable] } }],
  ['with an empty one', { pixels: { fragments: [offsetTable, Buffer.alloc(0)] } }],
])('a video %s was cut off', async (_, spec) => {
  await expect(read(video(spec))).rejects.toMatchObject({ code: 'truncated' });
});

test('a video that is cut anywhere in its stream is truncated', async () => {
  const bytes = video();
  await expect(read(bytes.subarray(0, -20))).rejects.toMatchObject({ code: 'truncated' });
});

test('uncompressed pixels under the transfer syntax of a video contradict it', async () => {
  await expect(read(video({ pixels: [1, 2, 3, 4] }))).rejects.toMatchObject({
    code: 'inconsistent-attributes',
    detail: { tag: '(7FE0,0010)' },
  });
});

test('the viewer is told that it is a video, and gets no samples', async () => {
  const key = asSiteKey(new Uint8Array(32).fill(3));
  const image = storedImageOf(key, await read(video()), 'a'.repeat(64));
  const view = imageViewOf(image);
  expect(view).toMatchObject({ frames: 0, flat: { reason: 'video', words: expect.stringMatching(/video/) } });
  expect(view.grey).toBeUndefined();
});

test('a video is not de-identified: nobody looks into its stream', async () => {
  const text: ElementSpec = [0x00100010, 'PN', 'SYNTHETIC^SECRET'];
  const key = asSiteKey(new Uint8Array(32).fill(3));
  const options = { pseudonyms: pseudonymsOf(key), shiftDates: false, keepCharacteristics: false };
  await expect(deidentifyFile(video({ more: [text] }), defaultReadLimits, options)).rejects.toMatchObject({
    code: 'unsupported-transfer-syntax',
  });
});
