/**
 * One grey picture, row-major, `data.length === width * height`.
 *
 * A *display* picture holds 0 (black) … 1 (white), after modality LUT, VOI LUT and MONOCHROME1 inversion.
 * A *modality* picture holds the values after the modality LUT alone, in their own unit (HU for CT).
 */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}
