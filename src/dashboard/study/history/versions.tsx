import { useState } from 'preact/hooks';
import type { DecisionReason } from '../../../domain/study/policy/policy';
import type { Review } from '../../../domain/study/review/review';
import { effectiveReview, isRead } from '../../../domain/study/review/standingReview';
import type { StudyView } from '../../../domain/study/view/studyView';
import { getVersion } from '../../api/calls';
import { useLoad } from '../../api/useLoad';
import { phrases, texts, words } from '../../language/language';
import { Failed } from '../../parts/states';
import { When } from '../../parts/time';
import { ReviewLine } from '../decision/reviewLine';

function OldVersion({ studyId, version }: { readonly studyId: string; readonly version: number }) {
  const { load, reload } = useLoad(`${studyId}/${version}`, () => getVersion(studyId, version));
  if (load.state === 'error')
    return <Failed what={texts.parts.what.versions} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <p class="sub">{texts.parts.loading}</p>;
  const { images, decision, recordedAt } = load.value;
  const says = texts.study.versions;
  return (
    <>
      <p>
        <When at={recordedAt} />
        {says.facts(words.counts.images(images.length), words.prioritiesInText[decision.priority])}
        {decision.priority === 'unclassified' && says.readAs(words.worklist.readAs(decision.place))}
      </p>
      <ul class="notes">
        {decision.reasons.map((reason, at) => (
          <li key={`${reason.kind}-${at}`}>
            {reason.kind === 'baseline' && orderWords(reason)}
            {reason.kind === 'finding' && (
              <bdi>
                {says.finding(
                  reason.title,
                  words.values.percent(reason.score),
                  words.prioritiesInText[reason.place],
                )}
              </bdi>
            )}
            {reason.kind === 'due-nearer' && dueWords(reason)}
            {reason.kind === 'not-analysed' && phrases.notAnalysedWords(reason.reason)}
          </li>
        ))}
      </ul>
    </>
  );
}

function orderWords({ place, unknownUrgency }: Extract<DecisionReason, { kind: 'baseline' }>): string {
  const unknown = unknownUrgency === undefined ? [] : [words.rank.unknownUrgency(unknownUrgency)];
  return [texts.study.versions.orderAsks(words.prioritiesInText[place]), ...unknown].join(
    words.sentenceSpace,
  );
}

function dueWords(reason: Extract<DecisionReason, { kind: 'due-nearer' }>): string {
  const { title, score, dueMinutes, otherwiseMinutes } = reason;
  return words.why.dueNearer(title, score, dueMinutes * 60_000, otherwiseMinutes * 60_000);
}

interface VersionProps {
  readonly study: StudyView;
  readonly version: number;
  readonly reviews: readonly Review[];
}

function Version({ study, version, reviews }: VersionProps) {
  const [open, setOpen] = useState(false);
  const says = texts.study.versions;
  const newest = version === study.version;
  const reviewed = reviews.some((review) => review.outcome === 'accepted' && isRead(review));
  const standing = newest ? effectiveReview(version, reviews) : undefined;
  // The current one is shown with the decision.
  const shown = reviews.filter((review) => review !== standing);
  return (
    <li>
      <p>
        <b>{says.version(version)}</b>
        {newest ? ` ${says.now}` : says.superseded(version + 1)}
        {!newest && reviewed && says.reviewMade(study.version)}
      </p>
      {shown.map((review) => (
        <ReviewLine key={review.reviewId} review={review} />
      ))}
      {!study.awaitsImpression && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{says.show}</summary>
          {open && <OldVersion studyId={study.studyId} version={version} />}
        </details>
      )}
    </li>
  );
}

/** The study at each version, and the reviews made on it. */
export function Versions({ study }: { readonly study: StudyView }) {
  const numbers = Array.from({ length: study.version }, (_, at) => study.version - at);
  return (
    <section class="card versions" aria-label={texts.study.versions.title}>
      <h2>{texts.study.versions.title}</h2>
      <ol class="plain">
        {numbers.map((version) => (
          <Version
            key={version}
            study={study}
            version={version}
            reviews={study.reviews.filter((review) => review.studyVersion === version)}
          />
        ))}
      </ol>
    </section>
  );
}
