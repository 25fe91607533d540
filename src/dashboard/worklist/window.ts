/**
 * Which lines of a long list are rendered: the visible ones and some beyond, so that scrolling shows no gap.
 */
export interface Drawn {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

const beyond = 8;

/**
 * @param top the top of the list on the screen, in pixels; negative once it is scrolled past
 * @param lineHeight pixels
 * @param screenHeight pixels
 */
export function drawnLines(top: number, lineHeight: number, screenHeight: number, total: number): Drawn {
  const first = Math.min(total, Math.max(0, Math.floor(-top / lineHeight) - beyond));
  const end = Math.min(total, Math.ceil((screenHeight - top) / lineHeight) + beyond);
  return { first, end: Math.max(first, end) };
}
