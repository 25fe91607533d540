import { corrupt } from '../refusals';
import {
  type EmscriptenModule,
  type EmscriptenObject,
  type Listened,
  listen,
  withObject,
} from './emscripten';
import { LazyModule } from './lazyModule';

interface Decoder extends EmscriptenObject {
  getEncodedBuffer(size: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  /** 0: plane by plane, 1: line by line, 2: sample by sample. */
  getInterleaveMode(): number;
}

export interface CharLsModule extends EmscriptenModule {
  readonly JpegLSDecoder: new () => Decoder;
}

/** What the header states; the decoder must return this many samples. */
interface Expected {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
}

const charLs = new LazyModule<Listened<CharLsModule>>(
  async () => listen((await import('@cornerstonejs/codec-charls/decodewasmjs')).default),
  ({ module }) => module.HEAPU8.length,
);

/**
 * Decodes a JPEG-LS stream with CharLS, which throws on damage.
 * @returns one byte per sample of up to 8 bits, else two, little endian; `planar` if the planes follow each
 *   other
 * @throws RefusedError `corrupt-pixel-data`
 */
export function decodeByCharLs(
  stream: Uint8Array,
  { rows, columns, components, precision }: Expected,
): Promise<{ bytes: Uint8Array; planar: boolean }> {
  return charLs.use(({ module }) =>
    withObject(module.JpegLSDecoder, (decoder) => {
      decoder.getEncodedBuffer(stream.length).set(stream);
      decoder.decode();
      const bytes = decoder.getDecodedBuffer().slice();
      if (bytes.length !== rows * columns * components * (precision > 8 ? 2 : 1)) throw corrupt();
      return { bytes, planar: components > 1 && decoder.getInterleaveMode() === 0 };
    }),
  );
}
