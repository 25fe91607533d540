import type { ModelRef } from '../../domain/models/analysis';
import { type EvaluatedFile, findingOf } from './lists/evaluatedFile';
import { millisecondsOf } from './milliseconds';
import { type Question, truthOf } from './question';
import type { Answer, Comparison } from './reportSchema';
import { aucDifference, type ScoredTwice } from './statistics/pairedAuc';
import { wilson } from './statistics/share';

interface Pair {
  readonly first: EvaluatedFile;
  readonly second: EvaluatedFile;
}

/**
 * What changes when the second model replaces the first on these files.
 *
 * @param files by the first model, and by the second in the same order
 */
export function comparisonOf(
  model: ModelRef & { readonly title: string },
  answers: readonly Answer[],
  files: { readonly first: readonly EvaluatedFile[]; readonly second: readonly EvaluatedFile[] },
): Comparison | undefined {
  const pairs = files.first.map((first, index) => ({ first, second: files.second[index] as EvaluatedFile }));
  const both = pairs.filter(({ first, second }) => analysed(first) && analysed(second));
  if (both.length === 0) return undefined;
  return {
    model,
    models: {
      first: millisecondsOf(both.map(({ first }) => first.modelsMs ?? 0)),
      second: millisecondsOf(both.map(({ second }) => second.modelsMs ?? 0)),
    },
    onlyFirst: pairs.filter(({ first, second }) => analysed(first) && !analysed(second)).length,
    onlySecond: pairs.filter(({ first, second }) => !analysed(first) && analysed(second)).length,
    answers: answers.map(({ question }) => comparedAnswer(question, both)),
  };
}

function analysed({ outcome }: EvaluatedFile): boolean {
  return outcome.outcome === 'analysed';
}

function comparedAnswer(question: Answer['question'], pairs: readonly Pair[]): Comparison['answers'][number] {
  const scored = pairs.flatMap((pair) => scoredTwice(question, pair));
  const difference = aucDifference(scored);
  const toPositive = scored.filter(({ was, is }) => !was && is).length;
  const toNegative = scored.filter(({ was, is }) => was && !is).length;
  const flipped = wilson(toPositive + toNegative, scored.length);
  return {
    label: question.label,
    title: question.title,
    n: scored.length,
    ...(difference && { aucDifference: difference }),
    ...(flipped && { flipped: { ...flipped, method: 'wilson' as const } }),
    toPositive,
    toNegative,
  };
}

function scoredTwice(
  question: Question,
  { first, second }: Pair,
): (ScoredTwice & { was: boolean; is: boolean })[] {
  const positive = truthOf(question, first.listed.cells.get(question.column));
  const [before, after] = [findingOf(first, question.label), findingOf(second, question.label)];
  if (positive === undefined || before === undefined || after === undefined) return [];
  return [{ positive, first: before.score, second: after.score, was: before.positive, is: after.positive }];
}
