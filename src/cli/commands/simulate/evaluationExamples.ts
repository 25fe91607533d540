import type { Examples } from '../../../domain/simulation/population';
import type { Answer } from '../../../inference/evaluation/reportSchema';
import { texts } from '../../language/language';
import { CliError } from '../../terminal/errors';

/**
 * The scores behind the ROC curve of an evaluation: each step of the curve is a score, and how far it goes up
 * or to the right says how many of the diseased or of the others have it.
 *
 * @throws CliError if the list had only one class, or the label has no threshold
 */
export function examplesOfAnswer({ question, roc, operatingPoint }: Answer): Examples {
  const { label, title } = question;
  if (roc.length === 0) throw new CliError(texts.simulate.noCurve(title));
  if (operatingPoint === undefined) throw new CliError(texts.simulate.noThreshold(title));
  const steps = roc.slice(1).map((point, at) => {
    const before = roc[at] as Answer['roc'][number];
    const score = point.threshold ?? 1;
    return {
      scored: { label, score, positive: score >= operatingPoint.threshold },
      diseased: point.sensitivity - before.sensitivity,
      others: point.falsePositiveRate - before.falsePositiveRate,
    };
  });
  const weighed = (of: 'diseased' | 'others') =>
    steps.filter((step) => step[of] > 0).map((step) => ({ weight: step[of], scored: step.scored }));
  return { diseased: weighed('diseased'), others: weighed('others') };
}
