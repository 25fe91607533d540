/** The encoders that come with the packages of the decoders; made for tests, from pictures that lose nothing. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
}

interface Encoder {
  getDecodedBuffer(frame: Frame & { isUsingColorTransform?: boolean }): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  encode(): void;
  delete(): void;
}

interface WaveletEncoder extends Encoder {
  setQuality(reversible: boolean, quantization: number): void;
  setDecompositions(levels: number): void;
}

interface LineEncoder extends Encoder {
  setNearLossless(near: number): void;
  setInterleaveMode(mode: number): void;
}

type Load = (options: object) => Promise<Record<string, new () => Encoder>>;

async function make<T extends Encoder>(source: string, name: string): Promise<T> {
  const load = require(source) as Load;
  const Class = (await load({ print: () => {}, printErr: () => {} }))[name];
  if (Class === undefined) throw new Error(name);
  return new Class() as T;
}

function run(
  encoder: Encoder,
  pixels: Uint8Array,
  frame: Frame & { isUsingColorTransform?: boolean },
): Buffer {
  encoder.getDecodedBuffer(frame).set(pixels);
  encoder.encode();
  const stream = Buffer.from(encoder.getEncodedBuffer());
  encoder.delete();
  return stream;
}

/** A lossless JPEG 2000 codestream by OpenJPEG; colour is transformed. */
export async function encodeJpeg2000(pixels: Uint8Array, frame: Frame): Promise<Buffer> {
  const encoder = await make<WaveletEncoder>('@cornerstonejs/codec-openjpeg/wasmjs', 'J2KEncoder');
  encoder.setQuality(true, 0);
  encoder.setDecompositions(3);
  return run(encoder, pixels, frame);
}

/** A lossless high-throughput codestream by OpenJPH; colour is transformed. */
export async function encodeHtj2k(pixels: Uint8Array, frame: Frame): Promise<Buffer> {
  const encoder = await make<WaveletEncoder>('@cornerstonejs/codec-openjph/wasmjs', 'HTJ2KEncoder');
  encoder.setQuality(true, 0);
  encoder.setDecompositions(3);
  return run(encoder, pixels, { ...frame, isUsingColorTransform: frame.componentCount === 3 });
}

/** A JPEG-LS stream by CharLS. */
export async function encodeJpegLs(
  pixels: Uint8Array,
  frame: Frame,
  { near = 0, interleaveMode = 0 } = {},
): Promise<Buffer> {
  const encoder = await make<LineEncoder>('@cornerstonejs/codec-charls/wasmjs', 'JpegLSEncoder');
  encoder.setNearLossless(near);
  encoder.setInterleaveMode(interleaveMode);
  return run(encoder, pixels, frame);
}
