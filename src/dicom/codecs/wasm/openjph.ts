import { type EmscriptenModule, type Listened, listen, withObject } from './emscripten';
import { LazyModule } from './lazyModule';
import {
  putStream,
  takePicture,
  type WaveletDecoder,
  type WaveletPicture,
  type WaveletStream,
} from './waveletDecoder';

interface Decoder extends WaveletDecoder {
  decodeSubResolution(levels: number): void;
}

export interface OpenJphModule extends EmscriptenModule {
  readonly HTJ2KDecoder: new () => Decoder;
}

const openJph = new LazyModule<Listened<OpenJphModule>>(
  async () => listen((await import('@cornerstonejs/codec-openjph/wasmjs')).default),
  ({ module }) => module.HEAPU8.length,
);

/**
 * Decodes a high-throughput codestream with OpenJPH.
 * @param levels how often the picture is halved
 * @throws RefusedError `corrupt-pixel-data`, also if OpenJPH only warns
 */
export function decodeByOpenJph(stream: WaveletStream, levels: number): Promise<WaveletPicture> {
  return openJph.use(({ module, takeLines }) => {
    takeLines();
    const picture = withObject(module.HTJ2KDecoder, (decoder) => {
      putStream(decoder, stream);
      decoder.decodeSubResolution(levels);
      return takePicture(decoder);
    });
    const [complaint] = takeLines();
    if (complaint !== undefined) throw new Error(complaint);
    return picture;
  });
}
