import { overrideReasons } from '../../domain/reasons/overrideReason';
import type { ModelFeedback } from '../../domain/study/feedbackView';
import { words } from '../../domain/words/words';
import { Bars } from './bars';
import { DayPlot } from './dayPlot';
import { IntervalPlot } from './intervalPlot';

/** One version of one model, judged by reviews. */
export function ModelCard({ feedback }: { readonly feedback: ModelFeedback }) {
  const { model, reviews, cannotAssess, overrides, revision, byDay } = feedback;
  const reasons = overrideReasons.map((reason) => ({
    title: words.overrideReasons[reason],
    count: overrides[reason] ?? 0,
  }));
  return (
    <section class="card model-feedback" aria-label={`${model.id} ${model.version}`}>
      <h2>
        <bdi>{model.id}</bdi> {model.version}
      </h2>
      <p class="sub">
        {words.counts.acceptedReviews(reviews)}, {cannotAssess} of them "cannot assess"
      </p>
      <div class="plots">
        <figure>
          <figcaption>Reviewer kept the place that the study was given</figcaption>
          <IntervalPlot
            rows={[
              { title: 'all studies', share: feedback.agreement },
              { title: 'model called positive', share: feedback.agreementPositive },
              { title: 'model called negative', share: feedback.agreementNegative },
            ]}
          />
        </figure>
        <figure>
          <figcaption>Reasons of overrides</figcaption>
          <Bars bars={reasons} />
        </figure>
        <figure>
          <figcaption>Reviews by day, and how many agreed</figcaption>
          <DayPlot days={byDay} />
        </figure>
        <figure>
          <figcaption>First impression changed after the score was shown</figcaption>
          {revision.changed.n === 0 ? (
            <p class="sub">No first impressions in this time.</p>
          ) : (
            <>
              <IntervalPlot rows={[{ title: 'changed', share: revision.changed }]} />
              <p class="sub">
                {revision.towardsModel} towards the model, {revision.awayFromModel} away from it;{' '}
                {words.values.countedShare(revision.changed)}
              </p>
            </>
          )}
        </figure>
      </div>
    </section>
  );
}
