import { getPage, type Page, type Query } from '../../api/worklist';
import { memory } from '../../worklist/memory';

/** Where a study stands in the list that somebody came from, and what stands beside it. */
export interface PlaceInList {
  /** From 1. */
  readonly number: number;
  readonly total: number;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}

const pageLines = 200;
/** Nobody steps through more, and the list of a large site is not loaded for each study. */
const maxPages = 5;

type GetPage = (query: Query, offset: number, limit: number, known: Page | undefined) => Promise<Page>;

/** @returns undefined if the list does not have the study, or only further down than anybody steps */
export async function placeInList(
  studyId: string,
  query: Query,
  page: GetPage = getPage,
): Promise<PlaceInList | undefined> {
  const ids: string[] = [];
  for (let count = 0; count < maxPages; count += 1) {
    const { view } = await page(query, ids.length, pageLines, undefined);
    ids.push(...view.studies.map((line) => line.studyId));
    const at = ids.indexOf(studyId);
    const isLast = view.studies.length === 0 || ids.length >= view.total;
    // What stands behind it may be on the next page.
    if (at >= 0 && (isLast || at < ids.length - 1))
      return { number: at + 1, total: view.total, previous: ids[at - 1], next: ids[at + 1] };
    if (isLast) return undefined;
  }
  return undefined;
}

/** The list that somebody came from; for whoever came by an address, all studies that await review. */
export function listOfReader(): Query {
  const { query } = memory;
  const hasStudies = query !== undefined && query.tab !== 'quarantined' && query.tab !== 'processing';
  return hasStudies ? query : { tab: 'awaiting' };
}
