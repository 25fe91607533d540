import type { Analysis, Finding, ModelRef } from '../../domain/models/analysis';
import { byScore, findingsOf, isIndeterminate } from '../../domain/models/findings';
import { formatModelName } from '../../domain/models/modelName';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import { notAnalysedAdvice } from '../../domain/words/words';
import type { Classification } from './classifyImage';

/** One label of one model, in its place among all of them. */
export interface RankedResult {
  /** From 1; the highest score of all models first. */
  readonly rank: number;
  readonly label: string;
  readonly title: string;
  /** Calibrated probability, 0 … 1. */
  readonly score: number;
  /** Absent where the label is only scored; it is never positive then. */
  readonly threshold?: number;
  readonly positive: boolean;
  /** The score lies in the band around the threshold: read it as "cannot tell". */
  readonly indeterminate: boolean;
  /** `id@version`. */
  readonly model: string;
}

/** What is answered about one image: to the HTTP route's caller, and on the command line. */
export interface ClassificationAnswer {
  readonly outcome: 'analysed' | 'not-analysed';
  /** Why no model said anything of it. That is not "negative". */
  readonly reason?: NotAnalysedReason;
  readonly words?: string;
  readonly results: readonly RankedResult[];
  /** Labels that had no place among the first k; absent where all had. */
  readonly leftOut?: { readonly labels: number; readonly positive: number };
  /** What the gates made of the picture, before the models that they belong to; absent where none was asked. */
  readonly gate?: readonly {
    /** Of the gate. */
    readonly model: string;
    readonly class: string;
    /** What pictures of that class look like. */
    readonly title: string;
    /** Probability, 0 … 1, of the classes together that it lets through. */
    readonly accepted: number;
  }[];
  /** Models that looked and would not say. */
  readonly abstained?: readonly {
    readonly model: string;
    readonly reason: NotAnalysedReason;
    readonly words: string;
    /** What a gate model took the picture for. */
    readonly looksLike?: string;
  }[];
  /** What a person should know of the picture and of how it was looked at, as codes. */
  readonly notes: readonly string[];
  readonly image: {
    readonly format: string;
    /** Of the picture, in pixels; both 0 where a DICOM object has none. */
    readonly width: number;
    readonly height: number;
    readonly frames: number;
    readonly modality?: string;
    readonly bodyPart?: string;
    readonly view?: string;
  };
  /** Milliseconds. */
  readonly timing: { readonly readMs: number; readonly modelsMs: number };
}

/** The first k results of a classification and what goes with them. Nothing in it says whom the image shows. */
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

/** Several models may have asked the same gate. */
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
