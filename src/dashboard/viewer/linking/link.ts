import type { ViewerChange, ViewerFacts } from '../viewerState';

/** The facts that the other picture needs to follow. */
export type LinkFacts = Pick<ViewerFacts, 'presets' | 'unit' | 'view' | 'size' | 'density'>;

export type Follow = (change: ViewerChange, from: LinkFacts) => void;

/** Viewers side by side: what is done to one is done to the others. */
export class Link {
  readonly #viewers = new Set<Follow>();

  /** @returns how to leave */
  join(viewer: Follow): () => void {
    this.#viewers.add(viewer);
    return () => void this.#viewers.delete(viewer);
  }

  tell(from: Follow, change: ViewerChange, facts: LinkFacts): void {
    for (const viewer of this.#viewers) if (viewer !== from) viewer(change, facts);
  }
}
