import type { Review } from '../../domain/study/review';
import { When } from '../parts/time';
import { overrideWords, priorityWords } from '../words/words';

const outcomes: Readonly<Record<string, string>> = {
  conflict: 'Came too late: kept, but changed nothing.',
  withdrawn: 'Taken back.',
};

/** What was decided, in words. */
export function decisionWords({
  decision,
  priority,
  reason,
}: Pick<Review, 'decision' | 'priority' | 'reason'>): string {
  if (decision === 'accept') return 'Accepted';
  if (decision === 'cannot-assess') return 'Cannot assess';
  const why = reason ? `: ${overrideWords[reason]}` : '';
  return `Overridden to ${priority ? priorityWords[priority].toLowerCase() : '?'}${why}`;
}

/** One review as it was signed: what, by whom, when, and what the signature means. */
export function ReviewLine({ review }: { readonly review: Review }) {
  const { signature } = review;
  return (
    <div class={`review ${review.outcome}`}>
      <p>
        <b>{decisionWords(review)}</b>
        {review.comment && (
          <>
            {' '}
            “<bdi>{review.comment}</bdi>”
          </>
        )}
      </p>
      <p class="signature">
        Signed by <bdi>{signature?.name ?? review.reviewer}</bdi>,{' '}
        <When at={signature?.at ?? review.submittedAt} />
        {signature && `: ${signature.meaning}`}.
      </p>
      {outcomes[review.outcome] && <p class="sub">{outcomes[review.outcome]}</p>}
    </div>
  );
}
