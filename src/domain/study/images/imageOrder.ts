import type { StudyImage } from './imageRecord';

/** What decides an image's place in its study. */
export type Placed = Pick<
  StudyImage,
  'imageId' | 'seriesId' | 'seriesNumber' | 'instanceNumber' | 'position' | 'takenAt'
>;

function compare<T extends number | string>(a: T | undefined, b: T | undefined): number {
  if (a === b) return 0;
  // What does not say comes last.
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
}

/**
 * The order in which the images of a study are shown, listed and stepped through: by series, in a series by
 * Instance Number, else by position along the normal of the slices, else by time, else by id. A total order:
 * it depends on nothing but the two images.
 */
export function imageOrder(a: Placed, b: Placed): number {
  return (
    compare(a.seriesNumber, b.seriesNumber) ||
    compare(a.seriesId, b.seriesId) ||
    compare(a.instanceNumber, b.instanceNumber) ||
    compare(a.position, b.position) ||
    compare(a.takenAt, b.takenAt) ||
    compare(a.imageId, b.imageId)
  );
}
