import sharp from 'sharp';
import type { JpegHeader } from '../../domain/jpegHeader';
import { colourOfAttributes, colourOfStream, markColour } from './jpegColour';
import { corrupt } from './refusals';
import type { CodecReport, FrameFormat } from './transferSyntax';

/**
 * Decodes a lossy JPEG stream of 8 bits by libjpeg-turbo through sharp. Grey stays as it is. Colour comes out as
 * RGB: the decoder undoes YCbCr where the stream or, when that is silent, the photometric interpretation says so.
 *
 * @param compressed whose header fits `format` and whose scans are whole
 * @throws RefusedError `corrupt-pixel-data` also where the decoder only warns
 */
export function decodeJpegBySharp(
  compressed: Uint8Array,
  header: JpegHeader,
  format: FrameFormat,
  report: CodecReport,
): Promise<Uint8Array> {
  if (format.samplesPerPixel === 1) return decode(compressed, format);
  const colour = settleColour(header, format, report);
  return decode(colourOfStream(header) === undefined ? markColour(compressed, colour) : compressed, format);
}

/** Decides what the components are, which makes sure that the decoder decides the same. */
export function settleColour(header: JpegHeader, format: FrameFormat, report: CodecReport): 'rgb' | 'ybr' {
  const colour = colourOfStream(header) ?? colourOfAttributes(format.photometricInterpretation, header);
  const claimed = format.photometricInterpretation === 'RGB' ? 'rgb' : 'ybr';
  if (colour !== claimed) report.add('jpeg-colour-contradicts');
  if (colour === 'ybr') report.add('colour-converted');
  return colour;
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
    throw corrupt(undefined, error);
  }
  throw corrupt();
}
