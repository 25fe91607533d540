import { stanceOf } from '../../../domain/models/findings';
import { effectiveReview } from '../../../domain/study/review/standingReview';
import { kindOf } from '../../../domain/study/view/studyKind';
import type { StudyView } from '../../../domain/study/view/studyView';
import { phrases, texts, words } from '../../language/language';

/**
 * What the study is and what was said of it, as lines of text for another system. It names nobody.
 *
 * @param clock how a time is told
 */
export function summaryText(study: StudyView, clock: (at: string) => string): string {
  const { standing, reviews, version } = study;
  const says = texts.study.summary;
  const decided = effectiveReview(version, reviews);
  return [
    texts.parts.disclaimer,
    [
      phrases.studyName({ ...study, ...kindOf(study) }, clock),
      words.counts.images(study.images.length),
      words.worklist.version(version),
    ].join(words.listSeparator),
    says.priority(words.priorities[standing.priority]),
    ...(study.awaitsImpression ? [] : findingLines(study)),
    decided === undefined
      ? says.notReviewed
      : says.signedBy(
          decided.signature.name,
          clock(decided.signature.at),
          words.meaning(decided.decision, decided.signature.meaning),
        ),
  ].join('\n');
}

function findingLines({ images }: StudyView): string[] {
  const says = texts.study.summary;
  return images.flatMap(({ analyses, unrouted }, at) => {
    const image = at + 1;
    if (analyses.length === 0)
      return [says.notAnalysed(image, unrouted ? phrases.notAnalysedWords(unrouted) : '')];
    return analyses.flatMap((analysis) => {
      const by = `${analysis.model.id} ${analysis.model.version}`;
      if (analysis.outcome === 'abstained')
        return [says.abstained(image, by, phrases.notAnalysedWords(analysis.reason))];
      const { findings, notLookedFor } = analysis;
      return [
        ...findings.map((finding) => {
          const score = words.values.percent(finding.score);
          return says.finding(image, finding.title, score, words.stances[stanceOf(finding)], by);
        }),
        ...(notLookedFor ? [says.notLookedFor(image, by, notLookedFor.join(words.listSeparator))] : []),
      ];
    });
  });
}
