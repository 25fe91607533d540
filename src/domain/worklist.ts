import { z } from 'zod';
import { type Quarantine, refusalCodeSchema } from './arrival';
import { notAnalysedReasonOf } from './policy';
import { places, priorities } from './priority';
import { type StudyRecord, standing, stateOf } from './studyRecord';

/** One line of the worklist. It follows from the study record alone. */
export const worklistStudySchema = z.object({
  studyId: z.string(),
  revision: z.number().int(),
  version: z.number().int(),
  priority: z.enum(priorities),
  place: z.enum(places),
  receivedAt: z.string(),
  dueAt: z.string(),
  state: z.enum(['awaiting', 'reviewed', 'reopened']),
  escalated: z.boolean(),
  images: z.number().int(),
  notAnalysed: z.number().int(),
  /** The image to show first. */
  keyImageId: z.string(),
  modality: z.string().optional(),
  bodyPart: z.string().optional(),
  view: z.string().optional(),
  /** The highest score of each label, highest first. */
  findings: z.array(
    z.object({
      label: z.string(),
      title: z.string(),
      score: z.number(),
      positive: z.boolean(),
      /** The image and the model that gave this score. */
      imageId: z.string(),
      model: z.string(),
    }),
  ),
  /** Why images were not analysed, each reason once. */
  reasons: z.array(z.string()),
});

/** A refused file. It stays on the worklist until somebody deals with it. */
export const worklistRefusalSchema = z.object({
  arrivalId: z.string(),
  reason: refusalCodeSchema,
  receivedAt: z.string(),
  quarantinedAt: z.string(),
});

export type WorklistStudy = z.infer<typeof worklistStudySchema>;
export type WorklistRefusal = z.infer<typeof worklistRefusalSchema>;

type TopFinding = WorklistStudy['findings'][number];

function findingsOf(study: StudyRecord): TopFinding[] {
  const top = new Map<string, TopFinding>();
  for (const image of study.images) {
    for (const analysis of image.analyses) {
      if (analysis.outcome === 'abstained') continue;
      for (const { label, title, score, positive } of analysis.findings) {
        const known = top.get(label);
        if (!known || score > known.score) {
          top.set(label, {
            label,
            title,
            score,
            positive: positive || (known?.positive ?? false),
            imageId: image.imageId,
            model: analysis.model.id,
          });
        }
      }
    }
  }
  return [...top.values()].sort((a, b) => b.score - a.score || (a.label < b.label ? -1 : 1));
}

export function worklistStudyOf(study: StudyRecord): WorklistStudy {
  const findings = findingsOf(study);
  const reasons = study.images.map(notAnalysedReasonOf).filter((reason) => reason !== undefined);
  const key = study.images.find((image) => image.imageId === findings[0]?.imageId) ?? study.images[0];
  return worklistStudySchema.parse({
    studyId: study.studyId,
    revision: study.revision,
    version: study.version,
    ...standing(study),
    receivedAt: study.receivedAt,
    dueAt: study.dueAt,
    state: stateOf(study),
    escalated: study.escalations.some((escalation) => escalation.version === study.version),
    images: study.images.length,
    notAnalysed: reasons.length,
    keyImageId: key?.imageId,
    modality: key?.modality,
    bodyPart: key?.bodyPart,
    view: key?.view,
    findings,
    reasons: [...new Set(reasons)].sort(),
  });
}

export function worklistRefusalOf(refusal: Quarantine): WorklistRefusal {
  return worklistRefusalSchema.parse(refusal);
}
