import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { readTiffDirectory, type TiffDirectory } from './tiffDirectory';

/** Tags of TIFF 6.0. */
const tags = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  sampleFormat: 339,
} as const;

/** None, LZW, deflate under its two numbers, PackBits: the lossless ones whose decoder reports damage. */
const compressions = [1, 5, 8, 32946, 32773];
/** White is zero, black is zero, RGB; and the number of samples of each. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3 };
const horizontalDifferences = 2;

/**
 * Checks a TIFF before it is decoded: one page of 8 or 16 bits, grey or RGB, lossless, with every strip or
 * tile inside the file. Anything else is refused by name.
 *
 * @throws RefusedError `unsupported-pixel-format`, `too-large`, `truncated`, `corrupt-pixel-data`
 */
export function checkTiff(bytes: Uint8Array, limits: ReadLimits): void {
  const directory = readTiffDirectory(bytes);
  if (directory.hasNext) throw unsupported('several pages');
  const one = (tag: number, whenAbsent?: number) => single(directory, tag, whenAbsent);
  const photometric = one(tags.photometric);
  const samples = one(tags.samplesPerPixel, 1);
  if (samplesOf[photometric] !== samples) throw unsupported(`photometric ${photometric}, ${samples} samples`);
  const compression = one(tags.compression, 1);
  if (!compressions.includes(compression)) throw unsupported(`compression ${compression}`);
  if (one(tags.predictor, 1) > horizontalDifferences) throw unsupported('predictor of floats');
  checkSamples(directory);
  checkPieces(directory, bytes.length, limits);
}

function checkSamples(directory: TiffDirectory): void {
  const bits = new Set(directory.numbers(tags.bitsPerSample));
  const [width = 1] = bits;
  if (bits.size > 1 || (width !== 8 && width !== 16)) throw unsupported(`${[...bits].join(', ') || 1} bits`);
  const formats = directory.numbers(tags.sampleFormat);
  if (formats.some((format) => format !== 1)) throw unsupported(`sample format ${formats[0]}`);
}

/** There must be as many strips or tiles as the picture needs, all inside the file. */
function checkPieces(directory: TiffDirectory, fileBytes: number, limits: ReadLimits): void {
  const tiled = directory.numbers(tags.tileOffsets).length > 0;
  const [width, height] = [single(directory, tags.width), single(directory, tags.height)];
  const samples = single(directory, tags.samplesPerPixel, 1);
  const pieceWidth = tiled ? single(directory, tags.tileWidth) : width;
  const pieceHeight = tiled
    ? single(directory, tags.tileHeight)
    : Math.min(height, single(directory, tags.rowsPerStrip, height));
  for (const area of [width * height * samples, pieceWidth * pieceHeight * samples]) {
    if (area === 0) throw corrupt(tags.width);
    if (area > limits.maxPixels) throw new RefusedError('too-large', { value: area });
  }
  const planes = single(directory, tags.planar, 1) === 2 ? samples : 1;
  const needed = Math.ceil(width / pieceWidth) * Math.ceil(height / pieceHeight) * planes;
  const offsets = directory.numbers(tiled ? tags.tileOffsets : tags.stripOffsets);
  const lengths = directory.numbers(tiled ? tags.tileByteCounts : tags.stripByteCounts);
  if (offsets.length !== needed || lengths.length !== needed) throw corrupt(tags.stripOffsets);
  offsets.forEach((offset, index) => {
    const end = offset + (lengths[index] ?? 0);
    if (end > fileBytes) throw new RefusedError('truncated', { value: end, offset });
  });
}

function single(directory: TiffDirectory, tag: number, whenAbsent?: number): number {
  const [value = whenAbsent, ...more] = directory.numbers(tag);
  if (value === undefined || more.length > 0) throw corrupt(tag);
  return value;
}

/** @param tag whose value is invalid */
function corrupt(tag: number): RefusedError {
  return new RefusedError('corrupt-pixel-data', { value: `TIFF tag ${tag}` });
}

function unsupported(value: string): RefusedError {
  return new RefusedError('unsupported-pixel-format', { value });
}
