import sharp from 'sharp';
import { codestreamDecoder } from '../../src/decoder/codestreamJob';
import { pngRenderer } from '../../src/decoder/pngJob';
import { decodeCodestream } from '../../src/dicom/pixels/decodeCodestream';
import type { ImageDescription } from '../../src/domain/image/imageDescription';
import { singleFrame } from '../../src/domain/image/singleFrame';
import { encodeGreyPng } from '../../src/imaging/encoding/encodeGreyPng';
import { displayPicture } from '../../src/imaging/transforms/displayPicture';
import { syntaxes } from '../dicom/dicomBuilder';
import { greyDescription } from '../support/greyDescription';
import { testPool } from './support';

const pool = testPool();
const decode = codestreamDecoder(pool);
const render = pngRenderer(pool);

const twoFrames: ImageDescription = {
  ...greyDescription(300, 200),
  frames: 2,
  windows: [{ centre: 100, width: 200, function: 'LINEAR' }],
  perFrame: [
    { modalityTransform: { kind: 'identity' }, windows: [{ centre: 60, width: 100, function: 'LINEAR' }] },
    {
      modalityTransform: { kind: 'linear', slope: 2, intercept: -10 },
      windows: [{ centre: 200, width: 300, function: 'SIGMOID' }],
    },
  ],
};
const pixels = Uint8Array.from({ length: 2 * 300 * 200 }, (_, index) => (index * 7) % 251);

test.each([0, 1])('the picture of frame %s is the same as when it is made in this process', async (frame) => {
  const here = await encodeGreyPng(displayPicture(twoFrames, pixels, frame));
  const single = singleFrame(twoFrames, pixels, frame);
  expect(Buffer.compare(await render(single.description, single.pixels), here)).toBe(0);
});

test('so are the pixels of a codestream', async () => {
  const jpeg = await sharp(pixels.subarray(0, 300 * 200), { raw: { width: 200, height: 300, channels: 1 } })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();
  const description = { ...greyDescription(300, 200), transferSyntax: syntaxes.jpegBaseline };
  const here = await decodeCodestream(description, jpeg);
  expect(here).toHaveLength(300 * 200);
  expect(Buffer.compare(await decode(description, jpeg), here)).toBe(0);
});

test('and the refusal of a damaged one', async () => {
  const description = { ...greyDescription(300, 200), transferSyntax: syntaxes.jpegBaseline };
  const bytes = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
  const here = await decodeCodestream(description, bytes).catch(({ code, detail }) => ({ code, detail }));
  expect(here).toHaveProperty('code');
  await expect(decode(description, bytes)).rejects.toMatchObject(here);
});
