import sharp from 'sharp';
import { RefusedError } from '../../domain/errors';
import { colourOfAttributes, colourOfStream, markColour } from './jpegColour';
import { type JpegHeader, readJpegHeader } from './jpegHeader';
import { checkScans } from './jpegScans';
import type { CodecReport, DecodedFrame, FrameCodec, FrameFormat } from './transferSyntax';

const pixelDataTag = '(7FE0,0010)';

/**
 * JPEG Baseline, process 1 (PS3.5 A.4.1), by libjpeg-turbo through sharp. Grey stays as it is. Colour comes out as
 * RGB: the decoder undoes YCbCr where the stream or, when that is silent, the photometric interpretation says so.
 */
export const jpegBaseline: FrameCodec = { decoder: 'libjpeg-turbo (sharp)', lossy: true, decodeFrame };

async function decodeFrame(
  compressed: Uint8Array,
  format: FrameFormat,
  report: CodecReport,
): Promise<DecodedFrame> {
  const header = readJpegHeader(compressed);
  checkHeader(header, format, report);
  checkScans(compressed);
  const stream = format.samplesPerPixel === 3 ? settleColour(compressed, header, format, report) : compressed;
  const pixels = await decode(stream, format);
  return {
    pixels,
    photometricInterpretation: format.samplesPerPixel === 3 ? 'RGB' : format.photometricInterpretation,
  };
}

function checkHeader(header: JpegHeader, format: FrameFormat, report: CodecReport): void {
  if (header.process > 0xc2 || header.precision !== 8) {
    const value = `SOF${header.process - 0xc0}, ${header.precision} bits`;
    throw new RefusedError('unsupported-pixel-format', { tag: pixelDataTag, value });
  }
  if (header.rows !== format.rows || header.columns !== format.columns) {
    const value = `${header.columns} x ${header.rows}`;
    throw new RefusedError('inconsistent-attributes', { tag: '(0028,0010)', value });
  }
  if (header.components.length !== format.samplesPerPixel) {
    throw new RefusedError('inconsistent-attributes', {
      tag: '(0028,0002)',
      value: header.components.length,
    });
  }
  if (format.bitsAllocated !== 8) {
    throw new RefusedError('inconsistent-attributes', { tag: '(0028,0100)', value: format.bitsAllocated });
  }
  if (header.process === 0xc2) report.add('jpeg-not-baseline');
  if (format.bitsStored !== 8) report.add('bits-stored-contradicts');
}

/** Decides what the components are, and makes sure that the decoder decides the same. */
function settleColour(
  compressed: Uint8Array,
  header: JpegHeader,
  format: FrameFormat,
  report: CodecReport,
): Uint8Array {
  const attributes = colourOfAttributes(format.photometricInterpretation, header);
  const stream = colourOfStream(header);
  const claimed = format.photometricInterpretation === 'RGB' ? 'rgb' : 'ybr';
  const colour = stream ?? attributes;
  if (colour !== claimed) report.add('jpeg-colour-contradicts');
  if (colour === 'ybr') report.add('colour-converted');
  return stream === undefined ? markColour(compressed, colour) : compressed;
}

async function decode(stream: Uint8Array, format: FrameFormat): Promise<Uint8Array> {
  const { rows, columns, samplesPerPixel } = format;
  try {
    // A profile in the stream would change the values; every warning means that pixels were made up.
    const picture = sharp(stream, { failOn: 'warning', ignoreIcc: true, limitInputPixels: rows * columns });
    const grey = samplesPerPixel === 1 ? picture.toColourspace('b-w') : picture.toColourspace('srgb');
    const { data, info } = await grey.raw().toBuffer({ resolveWithObject: true });
    if (info.channels === samplesPerPixel && data.length === rows * columns * samplesPerPixel) return data;
  } catch (error) {
    throw new RefusedError('corrupt-pixel-data', { tag: pixelDataTag }, { cause: error });
  }
  throw new RefusedError('corrupt-pixel-data', { tag: pixelDataTag });
}
