/** The name of the picture by which a person recognises an image. */
export const previewName = 'preview';

/** A picture that was made of an image, for the eye: its preview, or where a model looked. */
export interface NamedPicture {
  /** `previewName`, or a `heatMapName`. */
  readonly name: string;
  readonly png: Uint8Array;
}
