import type { Store } from '../../src/storage/store';
import { until } from './appRuntime';
import type { RoleFetch } from './signIn';

/** An app that runs, by its storage and its HTTP routes. */
interface Site {
  readonly store: Store;
  readonly fetch: RoleFetch;
}

/** Reviews a study as it is now. @returns the review's id */
export async function review({ store, fetch }: Site, studyId: string, decision: object): Promise<string> {
  const { version, revision } = await until('the study', () => store.results.study(studyId));
  const answer = await fetch(`/api/studies/${studyId}/review`, {
    method: 'POST',
    body: JSON.stringify({ studyVersion: version, ...decision }),
    headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` },
  });
  if (answer.status !== 200) throw new Error(`the review: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { review: { reviewId: string } }).review.reviewId;
}

export const accept = (site: Site, studyId: string) => review(site, studyId, { decision: 'accept' });

/** Takes a review back. */
export async function undo({ fetch }: Site, studyId: string, reviewId: string): Promise<void> {
  const answer = await fetch(`/api/studies/${studyId}/reviews/${reviewId}`, { method: 'DELETE' });
  if (answer.status !== 200) throw new Error(`the undo: ${answer.status} ${await answer.text()}`);
}
