/** What a codec has to know of the frame that it decodes. */
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

/** One frame as a codec hands it over. */
export interface DecodedFrame {
  /** Little endian, `bitsAllocated` / 8 bytes a sample, samples interleaved, rows from the top. */
  readonly pixels: Uint8Array;
  /** What the samples are now; a decoder may have converted YBR to RGB. */
  readonly photometricInterpretation: string;
}

/** Decodes one encapsulated frame. */
export interface FrameCodec {
  /** The pixels cannot be the ones that were acquired. */
  readonly lossy: boolean;
  /** @throws RefusedError `corrupt-pixel-data`, `inconsistent-attributes`, `unsupported-pixel-format` */
  decodeFrame(compressed: Uint8Array, format: FrameFormat, report: CodecReport): Promise<DecodedFrame>;
}

/** How a codec says what was unusual about a frame. */
export interface CodecReport {
  add(
    note: 'jpeg-not-baseline' | 'jpeg-colour-contradicts' | 'colour-converted' | 'bits-stored-contradicts',
  ): void;
}

/** A transfer syntax that is read: how the data set is encoded (PS3.5 annex A), and who decodes the pixels. */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicitVr: boolean;
  readonly littleEndian: boolean;
  readonly deflated: boolean;
  readonly pixels: 'native' | FrameCodec;
}
