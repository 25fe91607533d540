import type { Review } from '../../domain/study/review';
import { words } from '../../domain/words/words';
import { When } from '../parts/time';

/** What was decided, in words. */
export function decisionWords({
  decision,
  priority,
  reason,
}: Pick<Review, 'decision' | 'priority' | 'reason'>): string {
  return words.decisions[decision](priority, reason);
}

/** One review as it was signed: what, by whom, when, and what the signature means. */
export function ReviewLine({ review }: { readonly review: Review }) {
  const { signature } = review;
  const outcome = words.reviewOutcomes[review.raised ? 'raised' : review.outcome];
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
        Signed by <bdi>{signature.name}</bdi>, <When at={signature.at} />: {signature.meaning}.
      </p>
      {outcome && <p class="sub">{outcome}</p>}
    </div>
  );
}
