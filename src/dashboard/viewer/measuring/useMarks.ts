import { useState } from 'preact/hooks';
import type { Mark } from './marks';

/** What was drawn, by image and frame: as long as the page lives, and nowhere else. */
const drawn = new Map<string, readonly Mark[]>();
const none: readonly Mark[] = [];

/** @param key undefined as long as no picture is shown */
export function useMarks(key: string | undefined) {
  const [, redraw] = useState(0);
  const marks = (key !== undefined && drawn.get(key)) || none;
  const setMarks = (next: readonly Mark[]) => {
    if (key === undefined) return;
    drawn.set(key, next);
    redraw((count) => count + 1);
  };
  return { marks, setMarks };
}
