import type { PictureFormat } from '../../domain/kernel/imageFormats';
import type { ReadLimits } from '../../domain/kernel/limits';
import { checkGif } from './checkGif';
import { checkJpeg, hasJpegEnd } from './checkJpeg';
import { checkPng } from './checkPng';
import { checkTiff } from './checkTiff';
import { checkWebp, isLossyWebp } from './checkWebp';

/** How plain pictures of one format are read. */
export interface PictureReading {
  /** The libvips operation that may load it; every other is blocked. */
  readonly loader: string;
  /**
   * Checks what the loader would not report, or what it reads and we do not accept.
   *
   * @returns the bytes of the picture, without what may follow it in the file
   * @throws RefusedError
   */
  check(bytes: Uint8Array, limits: ReadLimits): Uint8Array;
  /** The severity of loader messages from which a picture is refused. */
  readonly failOn: 'warning' | 'error';
  /** Whether the picture cannot be what it was before it was compressed. */
  lossy(bytes: Uint8Array): boolean;
  /** Whether a file that cannot be decoded was truncated, if that can be seen. */
  cut?(bytes: Uint8Array): boolean;
}

/** The library has no loader for bitmaps, and none for JPEG 2000, which DICOM has a decoder for. */
export type LibraryFormat = Exclude<PictureFormat, 'bmp' | 'jpeg2000'>;

export const pictureFormats: Readonly<Record<LibraryFormat, PictureReading>> = {
  jpeg: {
    loader: 'VipsForeignLoadJpegBuffer',
    check: (bytes) => bytes.subarray(0, checkJpeg(bytes)),
    // libjpeg only warns when it had to invent pixels.
    failOn: 'warning',
    lossy: () => true,
    cut: (bytes) => !hasJpegEnd(bytes),
  },
  // A PNG has checksums; warnings about PNG and TIFF concern side matters.
  png: { loader: 'VipsForeignLoadPngBuffer', check: all(checkPng), failOn: 'error', lossy: () => false },
  tiff: { loader: 'VipsForeignLoadTiffBuffer', check: all(checkTiff), failOn: 'error', lossy: () => false },
  gif: { loader: 'VipsForeignLoadNsgifBuffer', check: all(checkGif), failOn: 'warning', lossy: () => false },
  webp: { loader: 'VipsForeignLoadWebpBuffer', check: all(checkWebp), failOn: 'warning', lossy: isLossyWebp },
};

/** Of a format in which nothing may follow the picture. */
function all(check: (bytes: Uint8Array, limits: ReadLimits) => void): PictureReading['check'] {
  return (bytes, limits) => {
    check(bytes, limits);
    return bytes;
  };
}

export function isPicture(format: string | undefined): format is LibraryFormat {
  return format !== undefined && Object.hasOwn(pictureFormats, format);
}
