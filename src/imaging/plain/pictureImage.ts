import type { ImageDescription, ReadImage } from '../../domain/image/imageDescription';
import type { PictureFormat } from '../../domain/kernel/imageFormats';
import type { ReadNote } from '../../domain/reasons/readNotes';
import type { PictureSamples } from './pictureSamples';

/** What is known of a picture besides its samples. */
export interface PictureOrigin {
  readonly format: PictureFormat;
  readonly lossy: boolean;
  readonly notes: Iterable<ReadNote>;
  /** Absent: all bits of a sample. */
  readonly bitsStored?: number;
  /** Absent: grey or RGB, by the number of samples. */
  readonly photometricInterpretation?: string;
  /** What follows it in its file. */
  readonly behind?: ImageDescription['behind'];
}

/** A plain picture as an image: of nobody, with nothing but its values. */
export function pictureImage(
  { pixels, width, height, channels, bits }: PictureSamples,
  origin: PictureOrigin,
): ReadImage {
  const { format, lossy, notes, bitsStored = bits } = origin;
  const { behind, photometricInterpretation = channels === 1 ? 'MONOCHROME2' : 'RGB' } = origin;
  return {
    description: {
      schemaVersion: 1,
      format,
      rows: height,
      columns: width,
      frames: 1,
      samplesPerPixel: channels,
      bitsAllocated: bits,
      bitsStored,
      pixelRepresentation: 0,
      photometricInterpretation,
      modalityTransform: { kind: 'identity' },
      windows: [],
      voiTables: [],
      lossy,
      ...(behind && { behind }),
      notes: [...notes].sort(),
    },
    pixels,
    identity: {},
  };
}
