import { standsFor } from '../../../domain/study/images/arrangement';
import type { StudyView } from '../../../domain/study/view/studyView';

/** The image with the strongest finding, else the first one with a picture. */
export function keyImageOf(study: StudyView): string {
  const { images } = study;
  const best = images
    .flatMap(({ imageId, analyses }) =>
      analyses.flatMap((one) =>
        one.outcome === 'analysed' ? one.findings.map((finding) => ({ imageId, finding })) : [],
      ),
    )
    .sort(
      (a, b) => Number(b.finding.positive) - Number(a.finding.positive) || b.finding.score - a.finding.score,
    )[0];
  return best?.imageId ?? (images.find(({ frames }) => frames > 0) ?? standsFor(study)).imageId;
}
