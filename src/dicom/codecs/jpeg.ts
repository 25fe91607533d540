import { jpegEnd, jpegFilling } from '../../formats/jpeg/jpegEnd';
import { type JpegHeader, readJpegHeader, unreadColour } from '../../formats/jpeg/jpegHeader';
import { type DecodedSamples, settleSamples } from './decodedSamples';
import { settleColour } from './jpegColour';
import { keptInJpeg, withoutText } from './jpegText';
import { checkPadding } from './padding';
import { contradicts, corrupt, unsupported } from './refusals';
import type { CodecReport, DecodedFrame, FrameCodec, FrameFormat } from './transferSyntax';
import { decodeJpegNatively } from './wasm/nativeCodecs';

/** JPEG Baseline, process 1 (PS3.5 A.4.1). */
export const jpegBaseline = codec(true, (header) => header.process === 0xc0);

/** JPEG Extended, process 2 and 4 (PS3.5 A.4.1), of 8 and 12 bits. */
export const jpegExtended = codec(true, (header) => header.process <= 0xc1);

/** JPEG Progressive, processes 6, 8, 10 and 12: retired, but such files still exist. */
export const jpegProgressive = codec(true, (header) => header.process === 0xc2);

/** JPEG Lossless, process 14 (PS3.5 A.4.1), with every selection value. */
export const jpegLossless = codec(false, (header) => header.process === 0xc3);

/**
 * A transfer syntax that promises one kind of stream; other kinds that the decoder can read are accepted with
 * a note.
 */
function codec(lossy: boolean, expected: (header: JpegHeader) => boolean): FrameCodec {
  const open = (compressed: Uint8Array, format: FrameFormat, report: CodecReport) => {
    const header = readJpegHeader(compressed, corrupt);
    checkHeader(header, format);
    checkPadding(compressed, jpegEnd(compressed, corrupt), jpegFilling);
    if (!expected(header)) report.add(lossy ? 'jpeg-not-baseline' : 'other-codestream');
    return header;
  };
  return {
    decoder: 'IJG JPEG as DCMTK has it (dcmjs-codecs)',
    lossy,
    bareStream: (compressed, format, report) => {
      open(compressed, format, report);
      return withoutText(compressed, keptInJpeg);
    },
    decodeFrame: async (compressed, format, report) => {
      const header = open(compressed, format, report);
      return header.process === 0xc3
        ? decodeLossless(compressed, header, format, report)
        : decodeLossy(compressed, header, format, report);
    },
  };
}

/**
 * Sequential, progressive and lossless with Huffman codes; hierarchical and arithmetic coding are not used in
 * practice.
 */
const readProcesses = new Set([0xc0, 0xc1, 0xc2, 0xc3]);

function checkHeader(header: JpegHeader, format: FrameFormat): void {
  const { process, precision, rows, columns, components } = header;
  const lossless = process === 0xc3;
  const readable = lossless ? precision >= 2 && precision <= 16 : precision === 8 || precision === 12;
  if (!readProcesses.has(process) || !readable) throw unsupported(`SOF${process - 0xc0}, ${precision} bits`);
  if (rows !== format.rows) throw contradicts('(0028,0010)', rows);
  if (columns !== format.columns) throw contradicts('(0028,0011)', columns);
  const unread = unreadColour(header);
  if (unread !== undefined) throw unsupported(unread);
  if (components.length !== format.samplesPerPixel) throw contradicts('(0028,0002)', components.length);
  if (lossless && isSubsampled(header)) throw unsupported('subsampled components');
}

function isSubsampled({ components }: JpegHeader): boolean {
  return components.some(({ horizontal, vertical }) => horizontal !== 1 || vertical !== 1);
}

/** Grey stays as it is; colour is returned as red, green and blue. */
async function decodeLossy(
  compressed: Uint8Array,
  header: JpegHeader,
  format: FrameFormat,
  report: CodecReport,
): Promise<DecodedFrame> {
  const colour = format.samplesPerPixel === 3;
  const toRgb = colour && settleColour(header, format, report) === 'ybr';
  const pixels = settle(await decode(compressed, header, toRgb), header, true, format, report);
  return { pixels, photometricInterpretation: colour ? 'RGB' : format.photometricInterpretation };
}

/** Lossless colour is kept as stored, whatever markers the stream has, as in DCMTK and GDCM. */
async function decodeLossless(
  compressed: Uint8Array,
  header: JpegHeader,
  format: FrameFormat,
  report: CodecReport,
): Promise<DecodedFrame> {
  const pixels = settle(await decode(compressed, header, false), header, false, format, report);
  const { photometricInterpretation: photometric } = format;
  return { pixels, photometricInterpretation: photometric === 'YBR_FULL_422' ? 'YBR_FULL' : photometric };
}

function decode(compressed: Uint8Array, header: JpegHeader, toRgb: boolean): Promise<Uint8Array> {
  const { rows, columns, precision } = header;
  return decodeJpegNatively(compressed, {
    rows,
    columns,
    precision,
    components: header.components.length,
    toRgb,
  });
}

function settle(
  decoded: Uint8Array,
  { precision }: JpegHeader,
  lossy: boolean,
  format: FrameFormat,
  report: CodecReport,
): Uint8Array {
  const samples: DecodedSamples =
    precision <= 8 ? decoded : new Uint16Array(decoded.buffer, decoded.byteOffset, decoded.length / 2);
  return settleSamples(samples, { precision, signed: undefined, lossy }, format, report);
}
