import type { ClassificationAnswer, RankedResult } from '../../contract/routes/classify';
import type { Analysis, Finding, ModelRef } from '../../domain/models/analysis';
import { byScore, findingsOf, isIndeterminate } from '../../domain/models/findings';
import { formatModelName } from '../../domain/models/modelName';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import { notAnalysedAdvice } from '../../domain/words/words';
import type { Classification } from './classifyImage';

/** The first k results of a classification with related details. Nothing in it identifies the patient. */
export function answerOf(classification: Classification, k: number): ClassificationAnswer {
  const { analyses, description, timing } = classification;
  const findings = findingsOf(analyses).sort(byScore);
  const rest = findings.slice(k);
  const abstained = analyses.flatMap((analysis) => {
    if (analysis.outcome !== 'abstained') return [];
    const { model, reason, gate } = analysis;
    return [{ model: formatModelName(model), ...inWords(reason), ...(gate && { looksLike: gate.title }) }];
  });
  const gates = gatesOf(analyses);
  const silence = findings.length > 0 ? undefined : (abstained[0]?.reason ?? classification.reason);
  return {
    outcome: findings.length > 0 ? 'analysed' : 'not-analysed',
    ...(silence && inWords(silence)),
    results: findings.slice(0, k).map((finding, index) => resultOf(finding, index + 1)),
    ...(rest.length > 0 && {
      leftOut: { labels: rest.length, positive: rest.filter(({ positive }) => positive).length },
    }),
    ...(abstained.length > 0 && { abstained }),
    ...(gates.length > 0 && { gate: gates }),
    notes: [...new Set([...description.notes, ...analyses.flatMap(({ notes }) => notes)])].sort(),
    image: imageOf(description),
    timing: { readMs: tenths(timing.readMs), modelsMs: tenths(timing.modelsMs) },
  };
}

/** Several models may share one gate. */
function gatesOf(analyses: readonly Analysis[]): NonNullable<ClassificationAnswer['gate']> {
  const answers = analyses.flatMap(({ gate }) =>
    gate === undefined ? [] : [{ ...gate, model: formatModelName(gate.model) }],
  );
  return [...new Map(answers.map((answer) => [answer.model, answer])).values()];
}

function inWords(reason: NotAnalysedReason) {
  return { reason, words: notAnalysedAdvice(reason) };
}

function resultOf(finding: Finding & { readonly model: ModelRef }, rank: number): RankedResult {
  const { label, title, score, threshold, positive, model } = finding;
  return {
    rank,
    label,
    title,
    score,
    ...(threshold === undefined ? {} : { threshold }),
    positive,
    indeterminate: isIndeterminate(finding),
    model: formatModelName(model),
  };
}

function imageOf(description: Classification['description']): ClassificationAnswer['image'] {
  const { format, rows, columns, frames, modality, bodyPart, view } = description;
  return {
    format,
    width: columns,
    height: rows,
    frames,
    ...(modality && { modality }),
    ...(bodyPart && { bodyPart }),
    ...(view && { view }),
  };
}

function tenths(milliseconds: number): number {
  return Math.round(10 * milliseconds) / 10;
}
