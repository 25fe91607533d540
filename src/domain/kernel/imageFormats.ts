/**
 * Plain picture formats with their names, which are the same in every language. They carry no patient data.
 */
const pictureNames = {
  jpeg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  bmp: 'BMP',
  gif: 'GIF',
  webp: 'WebP',
  jpeg2000: 'JPEG 2000',
} as const;

/** Every supported image format, with its name. */
export const imageFormatNames = { dicom: 'DICOM', ...pictureNames } as const;

export type PictureFormat = keyof typeof pictureNames;
export type ImageFormat = keyof typeof imageFormatNames;

export const imageFormats = Object.keys(imageFormatNames) as readonly ImageFormat[];
