import type { OpenPicture, PictureValues } from '../../imaging/openPicture';
import type { GreyPicture } from '../../imaging/picture';
import { type Box, resizeGrey } from '../../imaging/resizing/resize';
import { erode, type Mask, maskAbove, squareAroundMask } from './mask';

/** A region as its model sees it: probabilities over `frame`, a rectangle in pixels of the picture. */
export interface RegionField {
  readonly frame: Box;
  /** Probability (0 … 1) that a sample belongs to the region. */
  readonly field: GreyPicture;
  /** The parts that are kept, on the same grid. */
  readonly kept: Mask;
}

/** What a classifier sees of a picture: a square, and the region inside it. */
export interface RegionCrop {
  /** In pixels of the picture; it may extend past its edge. */
  readonly box: Box;
  readonly picture: GreyPicture;
  readonly region: Mask;
}

/**
 * Crops a picture to the square around its region and resamples it to the size of an input.
 *
 * The mask is cut from the field at sub-sample precision and then loses its rim, where the region's edge and
 * its surroundings share a pixel. The arithmetic matches models/training/lung_crop.py.
 */
export async function cropToRegion(
  picture: OpenPicture,
  region: RegionField,
  settings: { threshold: number; margin: number },
  input: { source: PictureValues; width: number; height: number },
): Promise<RegionCrop> {
  const { source, width, height } = input;
  const { frame, field, kept } = region;
  const square = squareAroundMask(kept, settings.margin);
  const step = frame.width / field.width;
  const box = {
    x: frame.x + square.x * step,
    y: frame.y + square.y * step,
    width: square.side * step,
    height: square.side * step,
  };
  const values = await picture.resample({ values: source, box, width, height });
  const inField = { x: square.x, y: square.y, width: square.side, height: square.side };
  const probability = resizeGrey(
    withoutOtherParts(region, settings.threshold),
    inField,
    width,
    height,
  ).picture;
  const mask = erode(maskAbove(probability, settings.threshold));
  const data = mask.data.map((value, at) => value & (values.covered[at] as number));
  return { box, picture: values.picture, region: { width, height, data } };
}

/** The field with the discarded parts set to 0. */
function withoutOtherParts({ field, kept }: RegionField, threshold: number): GreyPicture {
  return { ...field, data: field.data.map((p, at) => (p > threshold && kept.data[at] !== 1 ? 0 : p)) };
}
