import type { Reduction } from '../../domain/image/reduction';

/** What a codec needs to know about the frame that it decodes. */
export interface FrameFormat {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly pixelRepresentation: 0 | 1;
  readonly planarConfiguration: 0 | 1;
  readonly photometricInterpretation: string;
}

/** One frame as a codec returns it. */
export interface DecodedFrame {
  /** Little endian, `bitsAllocated` / 8 bytes per sample, samples interleaved, rows from the top. */
  readonly pixels: Uint8Array;
  /** The photometric interpretation of these samples; a decoder may have converted YBR to RGB. */
  readonly photometricInterpretation: string;
}

/** Decodes one encapsulated frame. */
export interface FrameCodec {
  /** The package that does the work, for the conformance table. */
  readonly decoder: string;
  /** The pixels cannot be identical to the acquired ones. */
  readonly lossy: boolean;
  /** @throws RefusedError `corrupt-pixel-data`, `truncated`, `inconsistent-attributes`, `unsupported-pixel-format` */
  decodeFrame(compressed: Uint8Array, format: FrameFormat, report: CodecReport): Promise<DecodedFrame>;
  /**
   * The bare stream, kept so that it can be decoded later; it contains no text. Its headers and its structure
   * are checked as `decodeFrame` checks them.
   */
  bareStream(compressed: Uint8Array, format: FrameFormat, report: CodecReport): Uint8Array;
  /** For streams that contain smaller versions of their picture: wavelets. */
  readonly reduced?: ReducedDecoder;
}

/** Decodes a small picture from the stream of a large one. */
export interface ReducedDecoder {
  /** How often the stream's picture can be halved, and which wavelet it uses. @throws RefusedError */
  reduction(compressed: Uint8Array): { levels: number; wavelet: Reduction['wavelet'] };
  /**
   * The picture after `levels` halvings: `reducedSide(rows) × reducedSide(columns)` samples. The stream's
   * structure has been checked; its finer details have not been decoded.
   */
  decodeFrame(
    compressed: Uint8Array,
    format: FrameFormat,
    levels: number,
    report: CodecReport,
  ): Promise<DecodedFrame>;
}

/** What was unusual about a frame, as codes from `readNotes`. */
export type CodecNote =
  | 'bits-above-stored'
  | 'bits-stored-contradicts'
  | 'colour-converted'
  | 'jpeg-colour-contradicts'
  | 'jpeg-not-baseline'
  | 'jp2-boxes'
  | 'no-end-mark'
  | 'other-codestream'
  | 'sign-contradicts'
  | 'values-clamped'
  | 'ybr-422-is-full';

/** How a codec reports what was unusual about a frame. */
export interface CodecReport {
  add(note: CodecNote): void;
}

/** A supported transfer syntax: how the data set is encoded (PS3.5 annex A), and which codec decodes the pixels. */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicitVr: boolean;
  readonly littleEndian: boolean;
  readonly deflated: boolean;
  /** `video`: a stream of MPEG-2, MPEG-4 or HEVC, which is not decoded. */
  readonly pixels: 'native' | 'video' | FrameCodec;
}
