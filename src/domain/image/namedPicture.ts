/** A picture that was made of an image, for the eye: where a model looked. */
export interface NamedPicture {
  /** See `heatMapName`. */
  readonly name: string;
  readonly png: Uint8Array;
}
