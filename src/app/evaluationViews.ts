import type { EvaluationView, Measured } from '../contract/routes/modelDetail';
import { ListProblem } from '../inference/evaluation/lists/listProblem';
import { type Answer, parseReport, type ReportedAuc } from '../inference/evaluation/reportSchema';
import { modelFiles, readModelFile } from '../inference/repository/modelFolder';

/** A curve on a screen needs no more. */
const mostPoints = 101;
const bins = 20;

/** Every so many, the first and the last included. */
function thinned<T>(list: readonly T[]): T[] {
  if (list.length <= mostPoints) return [...list];
  const step = (list.length - 1) / (mostPoints - 1);
  return Array.from({ length: mostPoints }, (_, at) => list[Math.round(at * step)] as T);
}

function fewerBins(counts: readonly number[]): number[] {
  const width = counts.length / bins;
  if (!Number.isInteger(width)) return [...counts];
  const sum = (of: readonly number[]) => of.reduce((all, count) => all + count, 0);
  return Array.from({ length: bins }, (_, bin) => sum(counts.slice(bin * width, (bin + 1) * width)));
}

const interval = ({ value, low, high }: Pick<ReportedAuc, 'value' | 'low' | 'high'>) => ({
  value,
  low,
  high,
});

function measuredOf(answer: Answer): Measured {
  const { question, labelTitle, n, positives, negatives, auc, operatingPoint, calibration } = answer;
  return {
    label: question.label,
    labelTitle,
    question: question.title,
    n,
    positives,
    negatives,
    ...(auc && { auc: interval(auc) }),
    ...(operatingPoint && {
      operatingPoint: {
        threshold: operatingPoint.threshold,
        ...(operatingPoint.sensitivity && { sensitivity: interval(operatingPoint.sensitivity) }),
        ...(operatingPoint.specificity && { specificity: interval(operatingPoint.specificity) }),
      },
    }),
    roc: thinned(answer.roc).map(({ falsePositiveRate, sensitivity }) => ({
      falsePositiveRate,
      sensitivity,
    })),
    ...(calibration && {
      calibration: {
        expectedError: calibration.expectedError,
        bins: calibration.bins.map(({ meanScore, observed }) => ({
          meanScore,
          observed: observed.value,
          n: observed.n,
        })),
      },
    }),
    histogram: {
      positives: fewerBins(answer.histogram.positives),
      negatives: fewerBins(answer.histogram.negatives),
    },
  };
}

async function readEvaluation(directory: string, name: string): Promise<EvaluationView> {
  const { list, made, files, answers } = parseReport((await readModelFile(directory, name)).toString('utf8'));
  const about = list.about === undefined ? {} : { about: list.about };
  return { list: list.title, ...about, made, files, measured: answers.map(measuredOf) };
}

/** What was measured of a version, from `evaluation/*.json` in its folder, and which of these files cannot be read. */
export async function evaluationsOf(
  directory: string,
): Promise<{ evaluations: EvaluationView[]; unreadable: string[] }> {
  const names = (await modelFiles(directory)).map(({ name }) => name);
  const evaluations: EvaluationView[] = [];
  const unreadable: string[] = [];
  for (const name of names.filter((one) => one.startsWith('evaluation/'))) {
    try {
      evaluations.push(await readEvaluation(directory, name));
    } catch (error) {
      if (!(error instanceof ListProblem)) throw error;
      unreadable.push(name);
    }
  }
  return { evaluations, unreadable };
}
