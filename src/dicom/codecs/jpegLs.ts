import { interleavePlanes } from '../pixels/colourLayout';
import { type DecodedSamples, settleSamples } from './decodedSamples';
import { type JpegLsHeader, readJpegLs } from './jpegLsHeader';
import { keptInJpegLs, withoutText } from './jpegText';
import { contradicts } from './refusals';
import type { CodecReport, DecodedFrame, FrameCodec, FrameFormat } from './transferSyntax';
import { decodeByCharLs } from './wasm/charls';

/** JPEG-LS (PS3.5 A.4.3) with CharLS: lossless and near-lossless, every interleave mode. */
export function jpegLs(lossy: boolean): FrameCodec {
  return {
    decoder: 'CharLS (@cornerstonejs/codec-charls)',
    lossy,
    bareStream: (compressed, format, report) => {
      open(compressed, format, lossy, report);
      return withoutText(compressed, keptInJpegLs);
    },
    decodeFrame: async (compressed, format, report) => {
      const header = open(compressed, format, lossy, report);
      const stream = header.ended ? compressed : Buffer.concat([compressed, endOfImage]);
      return decode(stream, header, format, report);
    },
  };
}

function open(
  compressed: Uint8Array,
  format: FrameFormat,
  lossy: boolean,
  report: CodecReport,
): JpegLsHeader {
  const header = readJpegLs(compressed);
  checkHeader(header, format);
  if (!header.ended) report.add('no-end-mark');
  if (header.near > 0 && !lossy) report.add('other-codestream');
  return header;
}

/** If a stream ends before its picture, CharLS searches for more bits for ten seconds unless this stops it. */
const endOfImage = Uint8Array.of(0xff, 0xd9);

function checkHeader(header: JpegLsHeader, format: FrameFormat): void {
  if (header.rows !== format.rows) throw contradicts('(0028,0010)', header.rows);
  if (header.columns !== format.columns) throw contradicts('(0028,0011)', header.columns);
  if (header.components !== format.samplesPerPixel) throw contradicts('(0028,0002)', header.components);
}

async function decode(
  compressed: Uint8Array,
  header: JpegLsHeader,
  format: FrameFormat,
  report: CodecReport,
): Promise<DecodedFrame> {
  const { precision, near, components } = header;
  const { bytes, planar } = await decodeByCharLs(compressed, header);
  const layout = { rows: header.rows, columns: header.columns, samplesPerPixel: components, frames: 1 };
  const interleaved = planar
    ? interleavePlanes(bytes, { ...layout, bitsAllocated: precision > 8 ? 16 : 8 })
    : bytes;
  const samples: DecodedSamples =
    precision > 8
      ? new Uint16Array(interleaved.buffer, interleaved.byteOffset, interleaved.length / 2)
      : interleaved;
  const pixels = settleSamples(samples, { precision, signed: undefined, lossy: near > 0 }, format, report);
  const { photometricInterpretation: photometric } = format;
  return { pixels, photometricInterpretation: photometric === 'YBR_FULL_422' ? 'YBR_FULL' : photometric };
}
