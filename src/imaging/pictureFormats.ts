import type { PictureFormat } from '../domain/kernel/imageFormats';
import type { ReadLimits } from '../domain/kernel/limits';
import { checkJpeg, hasJpegEnd } from './checkJpeg';
import { checkPng } from './checkPng';
import { checkTiff } from './checkTiff';

/** How plain pictures of one format are read. */
export interface PictureReading {
  /** The operation of libvips that may load it; every other is blocked. */
  readonly loader: string;
  /** What the loader would not tell, or what it reads and we do not. @throws RefusedError */
  check(bytes: Uint8Array, limits: ReadLimits): void;
  /** From which complaint of the loader on a picture is refused. */
  readonly failOn: 'warning' | 'error';
  readonly lossy: boolean;
  /** Whether a file that cannot be decoded was cut off, where that can be seen. */
  cut?(bytes: Uint8Array): boolean;
}

export const pictureFormats: Readonly<Record<PictureFormat, PictureReading>> = {
  jpeg: {
    loader: 'VipsForeignLoadJpegBuffer',
    check: checkJpeg,
    // libjpeg only warns where it had to make pixels up.
    failOn: 'warning',
    lossy: true,
    cut: (bytes) => !hasJpegEnd(bytes),
  },
  // A PNG has checksums; the warnings about it and about a TIFF are of side matters.
  png: { loader: 'VipsForeignLoadPngBuffer', check: checkPng, failOn: 'error', lossy: false },
  tiff: { loader: 'VipsForeignLoadTiffBuffer', check: checkTiff, failOn: 'error', lossy: false },
};

export function isPicture(format: string | undefined): format is PictureFormat {
  return format !== undefined && Object.hasOwn(pictureFormats, format);
}
