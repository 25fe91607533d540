/** The address of the second window; it names no study. */
export const secondPath = '/pictures';

export function isSecond(): boolean {
  return location.pathname === secondPath;
}

/** What the first window says. Ids and numbers alone: nothing about a patient goes from window to window. */
export type FirstSays =
  | { readonly says: 'shows'; readonly studyId: string; readonly version: number }
  | { readonly says: 'shows-none' }
  /** Its page is going away. */
  | { readonly says: 'gone' };

/** What the second window asks, again and again. */
export interface SecondAsks {
  readonly asks: 'what';
}

/** Whether a message comes from a window, and from a page of this app in it. */
export function isFrom(window: unknown, { source, origin }: MessageEvent): boolean {
  return source === window && origin === location.origin;
}
