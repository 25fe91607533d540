import { useEffect, useMemo, useRef } from 'preact/hooks';
import { AheadQueue } from '../loading/aheadQueue';
import { loadAhead } from '../loading/keptFrames';
import type { ViewerProps } from '../viewerProps';
import { placesAround, type Stack, stackAt, stacksOf, stepIn } from './stack';

/** The stack on screen, and the ways through it and to the others. */
export interface StackPlace {
  readonly stack: Stack;
  /** Which stack of how many, from 0. */
  readonly at: number;
  readonly stacks: readonly Stack[];
  /** Goes through the stack. */
  readonly step: (by: number) => void;
}

/** The steps of several keys before the page is drawn again add up. */
export function useStack({
  images,
  index,
  onIndex,
}: Pick<ViewerProps, 'images' | 'index' | 'onIndex'>): StackPlace {
  const stacks = useMemo(() => stacksOf(images), [images]);
  const stack = stackAt(stacks, index);
  const latest = useRef(index);
  latest.current = index;
  const step = (by: number) => {
    const next = stepIn(stack, latest.current, by);
    if (next === latest.current) return;
    latest.current = next;
    onIndex(next);
  };
  return { stack, stacks, at: stacks.indexOf(stack), step };
}

/**
 * While somebody looks at a slice, those around it are loaded, first in the direction of the last step.
 *
 * @param index of the slice on screen; undefined as long as none is: the first comes first
 */
export function useSlicesAhead(images: ViewerProps['images'], stack: Stack, index: number | undefined): void {
  const queue = useRef<AheadQueue<string> | undefined>(undefined);
  queue.current ??= new AheadQueue((imageId) => loadAhead({ imageId, frame: 0 }));
  const last = useRef(0);
  useEffect(() => {
    if (index === undefined || stack.length < 2) return;
    const place = index - stack.first;
    const direction = place < last.current ? -1 : 1;
    last.current = place;
    const places = placesAround(place, direction, stack.length);
    queue.current?.want(places.flatMap((one) => images[stack.first + one]?.imageId ?? []));
  }, [images, stack, index]);
  useEffect(() => () => queue.current?.want([]), []);
}
