import { overrideReasons } from '../../domain/reasons/overrideReason';
import type { ModelFeedback } from '../../domain/study/feedback/feedbackView';
import { texts, words } from '../language/language';
import { Bars } from './bars';
import { DayPlot } from './dayPlot';
import { IntervalPlot } from './intervalPlot';

/** One version of one model, judged by reviews. */
export function ModelCard({ feedback }: { readonly feedback: ModelFeedback }) {
  const { model, reviews, cannotAssess, overrides, revision, byDay } = feedback;
  const says = texts.feedback;
  const reasons = overrideReasons.map((reason) => ({
    title: words.overrideReasons[reason],
    count: overrides[reason] ?? 0,
  }));
  return (
    <section class="card model-feedback" aria-label={`${model.id} ${model.version}`}>
      <h2>
        <bdi>{model.id}</bdi> {model.version}
      </h2>
      <p class="sub">{says.cannotAssess(words.counts.acceptedReviews(reviews), cannotAssess)}</p>
      <div class="plots">
        <figure>
          <figcaption>{says.kept}</figcaption>
          <IntervalPlot
            rows={[
              { title: says.allStudies, share: feedback.agreement },
              { title: says.positive, share: feedback.agreementPositive },
              { title: says.negative, share: feedback.agreementNegative },
            ]}
          />
        </figure>
        <figure>
          <figcaption>{says.reasons}</figcaption>
          <Bars bars={reasons} />
        </figure>
        <figure>
          <figcaption>{says.byDay}</figcaption>
          <DayPlot days={byDay} />
        </figure>
        <figure>
          <figcaption>{says.revised}</figcaption>
          {revision.changed.n === 0 ? (
            <p class="sub">{says.noImpressions}</p>
          ) : (
            <>
              <IntervalPlot rows={[{ title: says.changed, share: revision.changed }]} />
              <p class="sub">
                {says.towards(
                  revision.towardsModel,
                  revision.awayFromModel,
                  words.values.countedShare(revision.changed),
                )}
              </p>
            </>
          )}
        </figure>
      </div>
    </section>
  );
}
