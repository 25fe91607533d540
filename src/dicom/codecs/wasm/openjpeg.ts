import {
  type EmscriptenModule,
  type EmscriptenObject,
  type Listened,
  listen,
  withObject,
} from './emscripten';
import { LazyModule } from './lazyModule';

/** What the decoders of JPEG 2000 found in a stream: their samples are copies, nobody else's memory. */
export interface WaveletPicture {
  readonly bytes: Uint8Array;
  readonly components: number;
  readonly bitsPerSample: number;
  readonly signed: boolean;
}

interface Decoder extends EmscriptenObject {
  getEncodedBuffer(size: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decodeSubResolution(reduction: number, layer: number): void;
  getFrameInfo(): { componentCount: number; bitsPerSample: number; isSigned: boolean };
}

export interface OpenJpegModule extends EmscriptenModule {
  readonly J2KDecoder: new () => Decoder;
}

const openJpeg = new LazyModule<Listened<OpenJpegModule>>(
  async () => listen((await import('@cornerstonejs/codec-openjpeg/decodewasmjs')).default),
  ({ module }) => module.HEAPU8.length,
);

/** OpenJPEG says with these what it then makes up; two of them it says of streams that are whole. */
const complaint =
  /^\[(?:WARNING|ERROR)\] (?!Stream does not end with EOC|Non conformant codestream TPsot==TNsot)/;

/**
 * Decodes a codestream by OpenJPEG, in the strict mode that is its default.
 * @param reduction how often the picture is halved
 * @throws RefusedError `corrupt-pixel-data` also where OpenJPEG only warns
 */
export function decodeByOpenJpeg(codestream: Uint8Array, reduction: number): Promise<WaveletPicture> {
  return openJpeg.use(({ module, takeLines }) => {
    takeLines();
    const picture = withObject(module.J2KDecoder, (decoder) => {
      decoder.getEncodedBuffer(codestream.length).set(codestream);
      decoder.decodeSubResolution(reduction, 0);
      const { componentCount: components, bitsPerSample, isSigned: signed } = decoder.getFrameInfo();
      return { bytes: decoder.getDecodedBuffer().slice(), components, bitsPerSample, signed };
    });
    const complaints = takeLines().filter((line) => complaint.test(line));
    if (complaints.length > 0) throw new Error(complaints[0]);
    return picture;
  });
}
