import { z } from 'zod';
import { priorities } from '../../domain/kernel/priority';
import { changedOutside } from '../../domain/kernel/sealing/changedOutside';
import { byScore, findingsOf, isIndeterminate } from '../../domain/models/findings';
import { isChangedOutside } from '../../domain/study/review/changedOutside';
import { effectivePriority } from '../../domain/study/studyRecord';
import { alertsOf } from '../../domain/study/view/studyAlerts';
import { noteWords, words } from '../../domain/words/words';
import type { FileResult } from './fileResult';

/** One line of `triage run --json`. Every key is always present; null if it does not apply. */
export const resultLineSchema = z.strictObject({
  /** The path as it was found. */
  file: z.string(),
  outcome: z.enum(['analysed', 'not-analysed', 'quarantined', 'unpacked', 'index']),
  /** Why it was not analysed, or was refused; for an export, that it lacks files which its DICOMDIR names. */
  reason: z.string().nullable(),
  imageId: z.string().nullable(),
  studyId: z.string().nullable(),
  /** Which image of its study it is, from 1, as the dashboard counts them. */
  number: z.number().int().positive().nullable(),
  /** The study's, after all files of the batch. */
  priority: z.enum(priorities).nullable(),
  /** This image's, from every model that analysed it, highest score first. */
  findings: z.array(
    z.strictObject({
      label: z.string(),
      score: z.number(),
      positive: z.boolean(),
      /** Near its threshold: neither yes nor no. */
      indeterminate: z.boolean(),
      model: z.string(),
      version: z.string(),
    }),
  ),
  /** The models that read this image and gave no findings, each with its reason. */
  abstained: z.array(z.strictObject({ model: z.string(), version: z.string(), reason: z.string() })),
  /** What a person should know about how this image was analysed, each as a code and in words. */
  notes: z.array(z.strictObject({ code: z.string(), words: z.string() })),
  /** From the drop to the outcome; 0 if the outcome already existed. */
  milliseconds: z.number().int().nonnegative(),
});

export type ResultLine = z.infer<typeof resultLineSchema>;

function reasonOf(outcome: FileResult['outcome']): string | null {
  if (outcome.outcome === 'unpacked') return outcome.missing > 0 ? 'missing-files' : null;
  return outcome.outcome === 'index' ? null : (outcome.reason ?? null);
}

/** Whether this image is read at all. */
function asideNotes({ outcome, study }: Extract<FileResult, { study: unknown }>): ResultLine['notes'] {
  const { aside } = study.setAside.find(({ imageId }) => imageId === outcome.imageId) ?? {};
  return aside === undefined ? [] : [{ code: aside.why, words: words.setAside(aside) }];
}

function numberOf({ outcome, study }: Extract<FileResult, { study: unknown }>): number | null {
  const at = study.images.findIndex(({ imageId }) => imageId === outcome.imageId);
  return at < 0 ? null : at + 1;
}

export function resultLineOf(result: FileResult): ResultLine {
  const { file, outcome, milliseconds } = result;
  const common = { file, outcome: outcome.outcome, reason: reasonOf(outcome) };
  if (!('image' in result)) {
    return {
      ...common,
      imageId: null,
      studyId: null,
      number: null,
      priority: null,
      findings: [],
      abstained: [],
      notes: [],
      milliseconds,
    };
  }
  return {
    ...common,
    imageId: result.outcome.imageId,
    studyId: result.outcome.studyId,
    number: numberOf(result),
    priority: effectivePriority(result.study).priority,
    findings: findingsOf(result.image.analyses)
      .sort(byScore)
      .map((finding) => ({
        label: finding.label,
        score: finding.score,
        positive: finding.positive,
        indeterminate: isIndeterminate(finding),
        model: finding.model.id,
        version: finding.model.version,
      })),
    abstained: result.image.analyses.flatMap((analysis) =>
      analysis.outcome === 'abstained'
        ? [{ model: analysis.model.id, version: analysis.model.version, reason: analysis.reason }]
        : [],
    ),
    notes: [
      ...alertsOf(result.study).map(({ code, images }) => ({
        code,
        words: words.studyAlerts[code].notice(images),
      })),
      ...asideNotes(result),
      ...(isChangedOutside(result.study)
        ? [{ code: changedOutside, words: words.changedOutside.title }]
        : []),
      ...[...new Set(result.image.analyses.flatMap(({ notes }) => notes))]
        .sort()
        .map((code) => ({ code, words: noteWords(code) })),
    ],
    milliseconds,
  };
}

/** One line of JSON per file. */
export function jsonLines(results: readonly FileResult[]): string {
  return results.map((result) => `${JSON.stringify(resultLineOf(result))}\n`).join('');
}
