import type { Query } from '../api/worklist';

/** What the worklist was like when it was left for a study: it comes back as it was. Lives as long as the page. */
interface Memory {
  query: Query | undefined;
  selected: string | undefined;
  scrollY: number;
  /** Studies that were opened, so that "next" goes on instead of in circles. */
  readonly opened: Set<string>;
}

export const memory: Memory = { query: undefined, selected: undefined, scrollY: 0, opened: new Set() };
