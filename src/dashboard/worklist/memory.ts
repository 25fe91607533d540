import type { Query } from '../api/worklist';

/** The state of the worklist when it was left for a study, for restoring it. Lives as long as the page. */
interface Memory {
  query: Query | undefined;
  selected: string | undefined;
  scrollY: number;
  /** Studies that were opened, so that "next" moves on instead of going in circles. */
  readonly opened: Set<string>;
}

export const memory: Memory = { query: undefined, selected: undefined, scrollY: 0, opened: new Set() };
