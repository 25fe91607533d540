import type { EmscriptenObject } from './emscripten';

/** A codestream, and where it states that its samples are signed. */
export interface WaveletStream {
  readonly bytes: Uint8Array;
  /** For each component, the byte whose highest bit is the sign flag; empty if the samples are unsigned. */
  readonly signsAt: readonly number[];
}

/**
 * What a decoder returns: one byte per sample of up to 8 bits, else two, little endian. Signed samples have
 * been moved up by half of their range.
 */
export interface WaveletPicture {
  readonly bytes: Uint8Array;
  readonly components: number;
  readonly bitsPerSample: number;
}

/** What the bindings of OpenJPEG and OpenJPH have in common. */
export interface WaveletDecoder extends EmscriptenObject {
  getEncodedBuffer(size: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): { componentCount: number; bitsPerSample: number };
}

/**
 * Copies the codestream into the decoder's memory with its sign flags cleared: the OpenJPEG binding turns
 * negative 8-bit values into zeros. For unsigned samples, a decoder adds half of the range, ITU-T T.800
 * G.1.2, so that none is negative.
 */
export function putStream(decoder: WaveletDecoder, { bytes, signsAt }: WaveletStream): void {
  const memory = decoder.getEncodedBuffer(bytes.length);
  memory.set(bytes);
  for (const at of signsAt) memory[at] = (memory[at] ?? 0) & 0x7f;
}

/** Copies the samples from the decoder's memory. */
export function takePicture(decoder: WaveletDecoder): WaveletPicture {
  const { componentCount: components, bitsPerSample } = decoder.getFrameInfo();
  const { buffer, byteOffset, byteLength } = decoder.getDecodedBuffer();
  return { bytes: new Uint8Array(buffer, byteOffset, byteLength).slice(), components, bitsPerSample };
}
