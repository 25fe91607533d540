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
  decodeSubResolution(levels: number, layer: number): void;
}

export interface OpenJpegModule extends EmscriptenModule {
  readonly J2KDecoder: new () => Decoder;
}

const openJpeg = new LazyModule<Listened<OpenJpegModule>>(
  async () => listen((await import('@cornerstonejs/codec-openjpeg/decodewasmjs')).default),
  ({ module }) => module.HEAPU8.length,
);

/** OpenJPEG's warnings before it invents data, except for a tile-part count that is one too low. */
const complaint = /^\[(?:WARNING|ERROR)\] (?!Non conformant codestream TPsot==TNsot)/;

/**
 * Decodes a codestream with OpenJPEG, in its default strict mode.
 * @param levels how often the picture is halved
 * @throws RefusedError `corrupt-pixel-data`, also if OpenJPEG only warns
 */
export function decodeByOpenJpeg(stream: WaveletStream, levels: number): Promise<WaveletPicture> {
  return openJpeg.use(({ module, takeLines }) => {
    takeLines();
    const picture = withObject(module.J2KDecoder, (decoder) => {
      putStream(decoder, stream);
      decoder.decodeSubResolution(levels, 0);
      return takePicture(decoder);
    });
    const complaints = takeLines().filter((line) => complaint.test(line));
    if (complaints.length > 0) throw new Error(complaints[0]);
    return picture;
  });
}
