import type { ReadLimits } from '../../domain/kernel/limits';
import type { ReadNote } from '../../domain/reasons/readNotes';
import { RefusedError } from '../../domain/reasons/refusals';
import { type CodestreamHeader, readCodestreamHeader } from './codestreamHeader';
import { findCodestream, readJp2Facts } from './jp2Boxes';
import { unsupported } from './refusals';
import { jpeg2000 } from './wavelets';

/** A JPEG 2000 picture outside DICOM. */
export interface Jpeg2000Picture {
  /** Little endian, `bits` / 8 bytes per sample, samples interleaved. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly bits: 8 | 16;
  readonly bitsStored: number;
  readonly photometricInterpretation: string;
  readonly lossy: boolean;
  readonly notes: readonly ReadNote[];
}

const sRgb = 16;
const grey = 17;
const sYcc = 18;

/**
 * Decodes a JP2 file or a codestream by itself, ITU-T T.800: unsigned samples of up to 16 bits, grey or in three
 * colours. What DICOM says in attributes, here the stream and its boxes say.
 *
 * @throws RefusedError `unsupported-pixel-format`, `too-large`, `truncated`, `corrupt-pixel-data`
 */
export async function decodeJpeg2000File(bytes: Uint8Array, limits: ReadLimits): Promise<Jpeg2000Picture> {
  const inside = findCodestream(bytes);
  const stream = inside ?? bytes;
  const { codestreams, colourSpace } = inside === undefined ? { codestreams: 1 } : readJp2Facts(bytes);
  if (codestreams > 1) throw unsupported('several pictures');
  const header = readCodestreamHeader(new DataView(stream.buffer, stream.byteOffset, stream.byteLength));
  const format = formatOf(header, colourSpace);
  const samples = header.rows * header.columns * header.components;
  if (samples > limits.maxPixels) throw new RefusedError('too-large', { value: samples });
  const notes = new Set<ReadNote>();
  const codec = jpeg2000(!header.reversible);
  const { pixels } = await codec.decodeFrame(stream, format, { add: (note) => notes.add(note) });
  return {
    pixels,
    width: header.columns,
    height: header.rows,
    channels: format.samplesPerPixel,
    bits: format.bitsAllocated,
    bitsStored: header.precision,
    photometricInterpretation: format.photometricInterpretation,
    lossy: !header.reversible,
    // What the others say is said of attributes.
    notes: notes.has('no-end-mark') ? ['no-end-mark'] : [],
  };
}

function formatOf(header: CodestreamHeader, colourSpace: number | undefined) {
  const { rows, columns, components, precision, signed } = header;
  if (components !== 1 && components !== 3) throw unsupported(`${components} components`);
  if (signed) throw unsupported('signed samples');
  if (precision > 16) throw unsupported(`${precision} bits`);
  const possible = components === 1 ? [grey] : [sRgb, sYcc];
  if (colourSpace !== undefined && !possible.includes(colourSpace))
    throw unsupported(`${components} components in colour space ${colourSpace}`);
  return {
    rows,
    columns,
    samplesPerPixel: components as 1 | 3,
    bitsAllocated: precision > 8 ? (16 as const) : (8 as const),
    bitsStored: precision,
    highBit: precision - 1,
    pixelRepresentation: 0 as const,
    planarConfiguration: 0 as const,
    photometricInterpretation: components === 1 ? 'MONOCHROME2' : colourSpace === sYcc ? 'YBR_FULL' : 'RGB',
  };
}
