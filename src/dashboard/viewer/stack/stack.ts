import type { ViewedImage } from '../viewerProps';

/** Images that are scrolled through as one: the slices of a series, or a single image. */
export interface Stack {
  /** The index of its first image among those of the study. */
  readonly first: number;
  readonly length: number;
}

/** What lies in a plane of space, and what is made by cutting, is a slice. A radiograph is looked at by itself. */
const slicing = new Set(['CT', 'MR', 'PT', 'NM']);

function isSlice({ frames, position, modality }: ViewedImage): boolean {
  return frames === 1 && (position !== undefined || slicing.has(modality ?? ''));
}

function belongTogether(a: ViewedImage, b: ViewedImage): boolean {
  return a.seriesId !== undefined && a.seriesId === b.seriesId && isSlice(a) && isSlice(b);
}

/** @param images in the order of the study, in which a series is never split */
export function stacksOf(images: readonly ViewedImage[]): Stack[] {
  const stacks: Stack[] = [];
  for (const [index, image] of images.entries()) {
    const before = images[index - 1];
    const last = stacks.at(-1);
    if (before && last && belongTogether(before, image))
      stacks[stacks.length - 1] = { ...last, length: last.length + 1 };
    else stacks.push({ first: index, length: 1 });
  }
  return stacks;
}

/** The stack of an image; of an index that is none, the first. @throws RangeError without images */
export function stackAt(stacks: readonly Stack[], index: number): Stack {
  const found = stacks.find(({ first, length }) => index >= first && index < first + length) ?? stacks[0];
  if (found === undefined) throw new RangeError('no images');
  return found;
}

/** The index after a step, which stays in the stack. */
export function stepIn({ first, length }: Stack, index: number, by: number): number {
  return Math.min(first + length - 1, Math.max(first, index + by));
}

const ahead = 12;
const behind = 4;

/**
 * The places to load before somebody comes to them, the nearest in the direction of the last step first. Far
 * fewer than are kept, so that none is dropped before it is seen.
 *
 * @param count of slices or frames; places count from 0
 */
export function placesAround(place: number, direction: 1 | -1, count: number): number[] {
  const places = [
    ...Array.from({ length: ahead }, (_, step) => place + direction * (step + 1)),
    ...Array.from({ length: behind }, (_, step) => place - direction * (step + 1)),
  ];
  return places.filter((one) => one >= 0 && one < count);
}
