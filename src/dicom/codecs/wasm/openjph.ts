import {
  type EmscriptenModule,
  type EmscriptenObject,
  type Listened,
  listen,
  withObject,
} from './emscripten';
import { LazyModule } from './lazyModule';
import type { WaveletPicture } from './openjpeg';

interface Decoder extends EmscriptenObject {
  getEncodedBuffer(size: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decodeSubResolution(reduction: number): void;
  getFrameInfo(): { componentCount: number; bitsPerSample: number; isSigned: boolean };
  getLastErrorMessage(): string;
}

export interface OpenJphModule extends EmscriptenModule {
  readonly HTJ2KDecoder: new () => Decoder;
}

const openJph = new LazyModule<Listened<OpenJphModule>>(
  async () => listen((await import('@cornerstonejs/codec-openjph/wasmjs')).default),
  ({ module }) => module.HEAPU8.length,
);

/**
 * Decodes a high-throughput codestream by OpenJPH.
 * @param reduction how often the picture is halved
 * @throws RefusedError `corrupt-pixel-data` also where OpenJPH only warns
 */
export function decodeByOpenJph(codestream: Uint8Array, reduction: number): Promise<WaveletPicture> {
  return openJph.use(({ module, takeLines }) => {
    takeLines();
    const picture = withObject(module.HTJ2KDecoder, (decoder) => {
      decoder.getEncodedBuffer(codestream.length).set(codestream);
      decoder.decodeSubResolution(reduction);
      const { componentCount: components, bitsPerSample, isSigned: signed } = decoder.getFrameInfo();
      return { bytes: decoder.getDecodedBuffer().slice(), components, bitsPerSample, signed };
    });
    const [complaint] = takeLines();
    if (complaint !== undefined) throw new Error(complaint);
    return picture;
  });
}
