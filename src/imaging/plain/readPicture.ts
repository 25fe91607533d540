import type { Metadata } from 'sharp';
import type { ReadImage } from '../../domain/image/imageDescription';
import type { ReadLimits } from '../../domain/kernel/limits';
import type { ReadNote } from '../../domain/reasons/readNotes';
import { RefusedError } from '../../domain/reasons/refusals';
import { sniffFormat } from '../../formats/fileFormat';
import { behindJpeg } from '../../formats/jpeg/behindJpeg';
import { isPicture, type LibraryFormat, pictureFormats } from './pictureFormats';
import { pictureImage } from './pictureImage';
import { isNearlyGrey, keepOneOfEqual, type PictureSamples, removeAlpha } from './pictureSamples';
import { sharp } from './safeSharp';

/**
 * Reads a plain picture of 8 or 16 bits. Values are as stored: no colour profile is applied. The stated
 * orientation is applied, transparency is composited over black, and a grey picture that was stored as colour
 * becomes grey. Of a file with several JPEGs, or with other data behind one, the first picture is read.
 *
 * @throws RefusedError `not-an-image`, `too-large`, `truncated`, `corrupt-pixel-data`,
 *   `unsupported-pixel-format`
 */
export async function readPicture(bytes: Uint8Array, limits: ReadLimits): Promise<ReadImage> {
  if (bytes.length === 0) throw new RefusedError('empty-file');
  if (bytes.length > limits.maxFileBytes) throw new RefusedError('too-large', { value: bytes.length });
  const format = sniffFormat(bytes);
  if (!isPicture(format)) throw new RefusedError('not-an-image');
  const own = pictureFormats[format].check(bytes, limits);
  const behind = behindJpeg(bytes, own.length);

  const notes = new Set<ReadNote>();
  const { decoded, colour } = await decode(own, format, limits, notes);
  const opaque = removeAlpha(decoded);
  const samples = keepOneOfEqual(opaque);
  if (opaque !== decoded) notes.add('alpha-removed');
  if (colour && samples !== opaque) notes.add('grey-as-colour');
  if (isNearlyGrey(samples)) notes.add('nearly-grey');
  if (behind) notes.add(behind.pictures > 0 ? 'further-pictures' : 'data-behind-picture');
  return pictureImage(samples, { format, lossy: pictureFormats[format].lossy(bytes), notes, behind });
}

async function decode(
  bytes: Uint8Array,
  format: LibraryFormat,
  limits: ReadLimits,
  notes: Set<ReadNote>,
): Promise<{ decoded: PictureSamples; colour: boolean }> {
  const picture = sharp(bytes, {
    failOn: pictureFormats[format].failOn,
    ignoreIcc: true,
    limitInputPixels: limits.maxPixels,
    autoOrient: true,
  });
  const metadata = await attempt(bytes, format, () => picture.metadata());
  const bits = checkMetadata(metadata, limits);
  if ((metadata.orientation ?? 1) > 1) notes.add('orientation-applied');
  if (metadata.isPalette === true) notes.add('palette-expanded');
  const colour = metadata.channels > 2;
  const raw = picture
    .toColourspace(colourspace(metadata.channels, bits))
    .raw({ depth: bits === 16 ? 'ushort' : 'uchar' });
  const { data, info } = await attempt(bytes, format, () => raw.toBuffer({ resolveWithObject: true }));
  const { width, height, channels } = info;
  if (data.length !== (width * height * channels * bits) / 8) throw new RefusedError('corrupt-pixel-data');
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.length);
  return { decoded: { pixels, width, height, channels, bits }, colour };
}

/** `b-w` would silently drop the transparency of grey; as colour, its three equal samples keep it. */
function colourspace(channels: number, bits: 8 | 16): string {
  if (bits === 16) return channels <= 2 ? 'grey16' : 'rgb16';
  return channels === 1 ? 'b-w' : 'srgb';
}

function checkMetadata(metadata: Metadata, limits: ReadLimits): 8 | 16 {
  const samples = metadata.width * metadata.height * metadata.channels;
  if (samples > limits.maxPixels) throw new RefusedError('too-large', { value: samples });
  const bits = metadata.depth === 'uchar' ? 8 : metadata.depth === 'ushort' ? 16 : undefined;
  if (bits === undefined || metadata.space === 'cmyk' || metadata.channels > 4) {
    throw new RefusedError('unsupported-pixel-format', { value: metadata.channels });
  }
  return bits;
}

async function attempt<T>(bytes: Uint8Array, format: LibraryFormat, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalFor(error, bytes, format);
  }
}

function refusalFor(error: unknown, bytes: Uint8Array, format: LibraryFormat): RefusedError {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('exceeds pixel limit')) return new RefusedError('too-large', {}, { cause: error });
  const cut = pictureFormats[format].cut?.(bytes) ?? false;
  return new RefusedError(cut ? 'truncated' : 'corrupt-pixel-data', {}, { cause: error });
}
