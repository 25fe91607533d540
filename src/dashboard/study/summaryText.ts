import { stanceOf } from '../../domain/models/findings';
import { kindOf } from '../../domain/study/studyKind';
import type { StudyView } from '../../domain/study/studyView';
import { notAnalysedWords, studyName, words } from '../../domain/words/words';

/** As on top of every page. */
const disclaimer = 'Triage aid. Not a diagnosis. Not cleared for clinical use.';

/**
 * What the study is and what was said of it, as lines of text for another system. It names nobody.
 *
 * @param clock how a time is told
 */
export function summaryText(study: StudyView, clock: (at: string) => string): string {
  const { standing, reviews, version } = study;
  const decided = reviews.find(
    ({ outcome, studyVersion }) => outcome === 'accepted' && studyVersion === version,
  );
  return [
    disclaimer,
    `${studyName({ ...study, ...kindOf(study) }, clock)}, ${words.counts.images(study.images.length)}, ${words.worklist.version(version)}`,
    `Priority: ${words.priorities[standing.priority]}`,
    ...(study.awaitsImpression ? [] : findingLines(study)),
    decided === undefined
      ? 'Not reviewed.'
      : `Signed by ${decided.signature.name}, ${clock(decided.signature.at)}: ${decided.signature.meaning}.`,
  ].join('\n');
}

function findingLines({ images }: StudyView): string[] {
  return images.flatMap(({ analyses, unrouted }, at) => {
    const image = `Image ${at + 1}`;
    if (analyses.length === 0)
      return [`${image}: not analysed. ${unrouted ? notAnalysedWords(unrouted) : ''}`.trim()];
    return analyses.flatMap((analysis) => {
      const by = `${analysis.model.id} ${analysis.model.version}`;
      if (analysis.outcome === 'abstained')
        return [`${image}: ${by} abstained. ${notAnalysedWords(analysis.reason)}`];
      return [
        ...analysis.findings.map(
          (finding) =>
            `${image}: ${finding.title} ${words.values.percent(finding.score)}, ${words.stances[stanceOf(finding)]} (${by})`,
        ),
        ...(analysis.notLookedFor
          ? [`${image}: ${by} does not look for ${analysis.notLookedFor.join(', ')}.`]
          : []),
      ];
    });
  });
}
