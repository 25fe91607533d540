import type { Review } from '../../../domain/study/review/review';
import { filled } from '../../language/filled';
import { texts, words } from '../../language/language';
import { When } from '../../parts/time';

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
        {review.comment && <> {filled(texts.study.comment, { comment: <bdi>{review.comment}</bdi> })}</>}
      </p>
      <p class="signature">
        {filled(texts.study.signedBy, {
          name: <bdi>{signature.name}</bdi>,
          time: <When at={signature.at} />,
        })}{' '}
        {words.meaning(review.decision, signature.meaning)}.
      </p>
      {outcome && <p class="sub">{outcome}</p>}
    </div>
  );
}
