import { reducedSide } from '../../domain/image/reduction';
import { type CodestreamHeader, readCodestreamHeader } from './codestreamHeader';
import { withoutComments } from './comments';
import { type DecodedSamples, settleSamples } from './decodedSamples';
import { findCodestream } from './jp2Boxes';
import { contradicts, corrupt } from './refusals';
import { checkTileParts, type TileParts } from './tileParts';
import type { CodecReport, DecodedFrame, FrameCodec, FrameFormat, ReducedDecoder } from './transferSyntax';
import { decodeByOpenJpeg } from './wasm/openjpeg';
import { decodeByOpenJph } from './wasm/openjph';
import type { WaveletPicture } from './wasm/waveletDecoder';

/** JPEG 2000 (PS3.5 A.4.4) with OpenJPEG. `lossy` is what the transfer syntax allows. */
export function jpeg2000(lossy: boolean): FrameCodec {
  return codec('OpenJPEG (@cornerstonejs/codec-openjpeg)', lossy, false);
}

/** High-throughput JPEG 2000 (PS3.5 8.2.14) with OpenJPH. */
export function highThroughputJpeg2000(lossy: boolean): FrameCodec {
  return codec('OpenJPH (@cornerstonejs/codec-openjph)', lossy, true);
}

function codec(decoder: string, lossy: boolean, highThroughput: boolean): FrameCodec {
  const open = (compressed: Uint8Array, format: FrameFormat, report: CodecReport) => {
    const stream = openCodestream(compressed, (header) => checkHeader(header, format));
    if (stream.header.highThroughput !== highThroughput) report.add('other-codestream');
    if (stream.boxed) report.add('jp2-boxes');
    if (!stream.ended) report.add('no-end-mark');
    return stream;
  };
  const decode = async (compressed: Uint8Array, format: FrameFormat, levels: number, report: CodecReport) =>
    decodeStream(open(compressed, format, report), format, levels, lossy, report);
  return {
    decoder,
    lossy,
    decodeFrame: (compressed, format, report) => decode(compressed, format, 0, report),
    bareStream: (compressed, format, report) => withoutComments(open(compressed, format, report).bytes),
    reduced: { reduction: reductionOf, decodeFrame: decode },
  };
}

interface OpenedStream extends TileParts {
  readonly boxed: boolean;
}

/** @param check runs before the tiles are counted: with a wrong size there may be billions */
function openCodestream(compressed: Uint8Array, check?: (header: CodestreamHeader) => void): OpenedStream {
  const inside = findCodestream(compressed);
  const bytes = inside ?? compressed;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readCodestreamHeader(view);
  check?.(header);
  return { boxed: inside !== undefined, ...checkTileParts(bytes, view, header) };
}

/**
 * If a picture starts elsewhere on its grid, smaller versions would lie between its pixels, so it is read in
 * full.
 */
function reductionOf(compressed: Uint8Array): ReturnType<ReducedDecoder['reduction']> {
  const { header } = openCodestream(compressed);
  return { levels: header.atOrigin ? header.levels : 0, wavelet: header.reversible ? '5/3' : '9/7' };
}

async function decodeStream(
  { bytes, header }: OpenedStream,
  format: FrameFormat,
  levels: number,
  mayBeLossy: boolean,
  report: CodecReport,
): Promise<DecodedFrame> {
  const photometricInterpretation = settleColour(header, format, report);
  const decode = isForOpenJph(header) ? decodeByOpenJph : decodeByOpenJpeg;
  const { precision, signed, signsAt, reversible } = header;
  const picture = await decode({ bytes, signsAt: signed ? signsAt : [] }, levels);
  checkPicture(picture, header, levels);
  // Streams with the reversible wavelet are lossy too if their last layers were left out.
  const lossy = mayBeLossy || !reversible || levels > 0;
  const pixels = settleSamples(samplesOf(picture, header), { precision, signed, lossy }, format, report);
  return { pixels, photometricInterpretation };
}

/**
 * OpenJPEG reads every stream, but high-throughput ones at half of OpenJPH's speed. OpenJPH does not read
 * several quality layers, and its binding mixes up the lines of colours that are stored without a component
 * transform.
 */
function isForOpenJph(header: CodestreamHeader): boolean {
  const { highThroughput, layers, components, multipleComponentTransform } = header;
  return highThroughput && layers === 1 && (components === 1 || multipleComponentTransform);
}

function checkHeader(header: CodestreamHeader, format: FrameFormat): void {
  if (header.rows !== format.rows) throw contradicts('(0028,0010)', header.rows);
  if (header.columns !== format.columns) throw contradicts('(0028,0011)', header.columns);
  if (header.components !== format.samplesPerPixel) throw contradicts('(0028,0002)', header.components);
  // The decoders return at most this many.
  if (header.precision > 16) throw contradicts('(0028,0101)', header.precision);
}

/**
 * The decoders undo a transform that the stream states. Without one, the samples are what the attribute says,
 * unless it names a transform that the stream does not have.
 */
function settleColour(header: CodestreamHeader, format: FrameFormat, report: CodecReport): string {
  const { samplesPerPixel, photometricInterpretation: photometric } = format;
  if (samplesPerPixel === 1) return photometric;
  const expected = header.multipleComponentTransform
    ? [header.reversible ? 'YBR_RCT' : 'YBR_ICT']
    : ['RGB', 'YBR_FULL'];
  if (header.multipleComponentTransform) report.add('colour-converted');
  if (!expected.includes(photometric)) report.add('jpeg-colour-contradicts');
  return photometric.startsWith('YBR_FULL') ? 'YBR_FULL' : 'RGB';
}

function checkPicture(picture: WaveletPicture, header: CodestreamHeader, levels: number): void {
  const samples =
    reducedSide(header.rows, { levels }) * reducedSide(header.columns, { levels }) * header.components;
  const bytes = samples * (header.precision > 8 ? 2 : 1);
  const same = picture.bitsPerSample === header.precision && picture.components === header.components;
  if (!same || picture.bytes.length !== bytes) throw corrupt();
}

/** The samples; signed ones are moved back down to their original range. */
function samplesOf({ bytes }: WaveletPicture, { precision, signed }: CodestreamHeader): DecodedSamples {
  const { buffer, byteOffset, length } = bytes;
  const samples = precision > 8 ? new Uint16Array(buffer, byteOffset, length / 2) : bytes;
  if (!signed) return samples;
  const half = 2 ** (precision - 1);
  for (let index = 0; index < samples.length; index += 1) samples[index] = (samples[index] ?? 0) - half;
  return precision > 8
    ? new Int16Array(buffer, byteOffset, length / 2)
    : new Int8Array(buffer, byteOffset, length);
}
