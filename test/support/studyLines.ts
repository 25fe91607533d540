import type { WorklistStudy } from '../../src/domain/worklist/worklist';
import type { Store } from '../../src/storage/store';

type Listed = Pick<Store, 'worklist' | 'reviewedPages'>;

/** The lines of reviewed studies as the table has them, the latest review first. */
export async function reviewedLines({ worklist, reviewedPages }: Listed): Promise<readonly WorklistStudy[]> {
  const query = { tab: 'reviewed', offset: 0, limit: 1000 } as const;
  const counts = await worklist.reviewedCounts();
  return (await reviewedPages.page(counts, query, new Date().toISOString())).studies;
}

/** The lines of all studies as the table has them. */
export async function studyLines(store: Listed): Promise<readonly WorklistStudy[]> {
  return [...(await store.worklist.studies()), ...(await reviewedLines(store))];
}
