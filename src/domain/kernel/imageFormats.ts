/** Plain pictures, each with its name, which is the same in every language. They say nothing of a patient. */
const pictureNames = { jpeg: 'JPEG', png: 'PNG', tiff: 'TIFF' } as const;

/** Every format that an image may come in, by its name. */
export const imageFormatNames = { dicom: 'DICOM', ...pictureNames } as const;

export type PictureFormat = keyof typeof pictureNames;
export type ImageFormat = keyof typeof imageFormatNames;

export const imageFormats = Object.keys(imageFormatNames) as readonly ImageFormat[];
