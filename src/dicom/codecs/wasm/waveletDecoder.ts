import type { EmscriptenObject } from './emscripten';

/** A codestream and where it says that its samples have signs. */
export interface WaveletStream {
  readonly bytes: Uint8Array;
  /** For each component the byte whose highest bit is the sign; empty where the samples have none. */
  readonly signsAt: readonly number[];
}

/**
 * What a decoder found: a byte for each sample of up to 8 bits, else two, little endian. Samples with a sign have been
 * moved up by half of their range.
 */
export interface WaveletPicture {
  readonly bytes: Uint8Array;
  readonly components: number;
  readonly bitsPerSample: number;
}

/** What the bindings of OpenJPEG and of OpenJPH have in common. */
export interface WaveletDecoder extends EmscriptenObject {
  getEncodedBuffer(size: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): { componentCount: number; bitsPerSample: number };
}

/**
 * Copies the codestream into the decoder's memory, without its signs: the binding of OpenJPEG makes zeros of negative
 * values of 8 bits. Without a sign a decoder moves the samples up by half of their range, ITU-T T.800 G.1.2, and none
 * is negative.
 */
export function putStream(decoder: WaveletDecoder, { bytes, signsAt }: WaveletStream): void {
  const memory = decoder.getEncodedBuffer(bytes.length);
  memory.set(bytes);
  for (const at of signsAt) memory[at] = (memory[at] ?? 0) & 0x7f;
}

/** Copies the samples out of the decoder's memory. */
export function takePicture(decoder: WaveletDecoder): WaveletPicture {
  const { componentCount: components, bitsPerSample } = decoder.getFrameInfo();
  const { buffer, byteOffset, byteLength } = decoder.getDecodedBuffer();
  return { bytes: new Uint8Array(buffer, byteOffset, byteLength).slice(), components, bitsPerSample };
}
