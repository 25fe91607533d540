import { z } from 'zod';
import type { Arrival, Quarantine } from '../intake/arrival';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { places, priorities } from '../kernel/priority';
import { byScore, findingsOf, stanceOf, stances } from '../models/findings';
import { overrideReasons } from '../reasons/overrideReason';
import { refusalCodeSchema } from '../reasons/refusalCode';
import { standsFor } from '../study/images/arrangement';
import { notAnalysedReasonOf } from '../study/policy/notAnalysed';
import { decisions } from '../study/review/signature';
import { effectiveReview, raisedPlace } from '../study/review/standingReview';
import { effectivePriority, listedStateOf, type StudyRecord } from '../study/studyRecord';
import { routeOf } from '../study/studyRoute';
import { alertsOf, studyAlertCodes } from '../study/view/studyAlerts';
import { kindOf, type StudyKind } from '../study/view/studyKind';

/** What kind of picture an image is. */
const shownShape = {
  modality: z.string().optional(),
  bodyPart: z.string().optional(),
  view: z.string().optional(),
};

/** One line of the worklist, derived from the study record alone. */
export const worklistStudySchema = z.object({
  studyId: z.string(),
  revision: z.number().int(),
  version: z.number().int(),
  priority: z.enum(priorities),
  place: z.enum(places),
  receivedAt: z.string(),
  dueAt: z.string(),
  state: z.enum(['awaiting', 'reviewed', 'reopened']),
  /** When the current review was submitted. */
  reviewedAt: z.string().optional(),
  /** Who submitted it, and what it says. */
  review: z
    .object({
      reviewer: z.string(),
      subject: z.string(),
      decision: z.enum(decisions),
      priority: z.enum(places).optional(),
      reason: z.enum(overrideReasons).optional(),
    })
    .optional(),
  escalated: z.boolean(),
  /** Stand for the folders in which its images came. */
  sources: z.array(z.string()).optional(),
  /** It is not for review, by the intake rules. */
  route: z.enum(['prior', 'kept']).optional(),
  /** Something that the study shows, or its record, is not what the app wrote. */
  changedOutside: z.literal(true).optional(),
  /** Nothing of it can be read; the line only keeps it in sight. */
  unreadable: z.literal(true).optional(),
  /** Pictures that are read. */
  images: z.number().int(),
  /** What has no picture: key objects, reports. */
  objects: z.number().int(),
  /** What everybody must be told of it, the gravest first. */
  alerts: z.array(z.object({ code: z.enum(studyAlertCodes), images: z.number().int() })),
  notAnalysed: z.number().int(),
  /** The image to show first: the one with the most significant finding; absent if none can be shown. */
  keyImageId: z.string().optional(),
  ...shownShape,
  /** The image to show first when findings must stay hidden; absent if it is the same one. */
  plain: z.object({ keyImageId: z.string().optional(), ...shownShape }).optional(),
  /** The most significant finding for each label, highest score first. */
  findings: z.array(
    z.object({
      label: z.string(),
      title: z.string(),
      score: z.number(),
      positive: z.boolean(),
      stance: z.enum(stances),
      /** The image and the model that gave this score. */
      imageId: z.string(),
      model: z.string(),
    }),
  ),
  /** Why images were not analysed, each reason once. */
  reasons: z.array(z.string()),
});

/**
 * A refused file. It stays on the worklist until somebody dismisses it, or a later version under its name has an
 * outcome.
 */
export const worklistRefusalSchema = z.object({
  arrivalId: z.string(),
  reason: refusalCodeSchema,
  receivedAt: z.string(),
  quarantinedAt: z.string(),
  /** A later version of the file has an outcome. */
  superseded: z.literal(true).optional(),
  /** Somebody took it off the list. */
  dismissed: z.literal(true).optional(),
});

/** A file that was received and has no outcome yet. */
export const worklistProcessingSchema = z.object({
  arrivalId: z.string(),
  receivedAt: z.string(),
  /** For a file of an export: the arrival of the export. */
  exportId: z.string().optional(),
});

export type WorklistStudy = DeepReadonly<z.infer<typeof worklistStudySchema>>;
export type WorklistRefusal = z.infer<typeof worklistRefusalSchema>;
export type WorklistProcessing = z.infer<typeof worklistProcessingSchema>;

type TopFinding = WorklistStudy['findings'][number];

/**
 * Positive findings sort before negative ones whatever their scores, since each model has its own thresholds.
 */
function moreTelling(a: TopFinding, b: TopFinding): TopFinding {
  if (a.positive !== b.positive) return a.positive ? a : b;
  return a.score >= b.score ? a : b;
}

/** One finding for each label, over all images and models. */
function topFindings(study: StudyRecord): TopFinding[] {
  const top = new Map<string, TopFinding>();
  for (const { imageId, analyses } of study.images) {
    for (const one of findingsOf(analyses)) {
      const { label, title, score, positive, model } = one;
      const finding = { label, title, score, positive, stance: stanceOf(one), imageId, model: model.id };
      const known = top.get(label);
      top.set(label, known ? moreTelling(known, finding) : finding);
    }
  }
  return [...top.values()].sort(byScore);
}

function shownOf(
  { imageId, frames, modality, bodyPart, view }: StudyRecord['images'][number],
  kind: StudyKind,
) {
  return {
    keyImageId: frames > 0 ? imageId : undefined,
    modality: modality ?? kind.modality,
    bodyPart: bodyPart ?? kind.bodyPart,
    view,
  };
}

/** Each once; undefined if none of it lay in a folder. */
function sourcesOf({ images, objects }: StudyRecord): string[] | undefined {
  const sources = new Set([...images, ...objects].flatMap(({ source }) => source ?? []));
  return sources.size === 0 ? undefined : [...sources].sort();
}

export function worklistStudyOf(study: StudyRecord): WorklistStudy {
  const findings = topFindings(study);
  const read = study.images.length > 0 ? study.images : study.objects;
  const reasons = read.map(notAnalysedReasonOf).filter((reason) => reason !== undefined);
  const review = effectiveReview(study.version, study.reviews);
  const first = study.images.find(({ frames }) => frames > 0) ?? standsFor(study);
  const key = study.images.find((image) => image.imageId === findings[0]?.imageId) ?? first;
  const kind = kindOf(study);
  const route = routeOf(study);
  return worklistStudySchema.parse({
    studyId: study.studyId,
    revision: study.revision,
    version: study.version,
    ...effectivePriority(study),
    receivedAt: study.receivedAt,
    dueAt: study.dueAt,
    state: listedStateOf(study),
    reviewedAt: review?.submittedAt,
    review,
    escalated:
      study.escalations.some((escalation) => escalation.version === study.version) ||
      raisedPlace(study.version, study.reviews) !== undefined,
    sources: sourcesOf(study),
    route: route === 'review' ? undefined : route,
    changedOutside: study.changedOutside?.length ? true : undefined,
    images: study.images.length,
    objects: study.objects.length,
    alerts: alertsOf(study),
    notAnalysed: study.images.length > 0 ? reasons.length : 0,
    ...shownOf(key, kind),
    plain: key === first ? undefined : shownOf(first, kind),
    findings,
    reasons: [...new Set(reasons)].sort(),
  });
}

/** @param left why it is no longer on the list */
export function worklistRefusalOf(
  refusal: Quarantine,
  left: 'superseded' | 'dismissed' | undefined,
): WorklistRefusal {
  return worklistRefusalSchema.parse({ ...refusal, ...(left === undefined ? {} : { [left]: true }) });
}

/** Whether somebody still has to deal with it. */
export function standsRefused({ superseded, dismissed }: WorklistRefusal): boolean {
  return !superseded && !dismissed;
}

export function worklistProcessingOf({ arrivalId, receivedAt, member }: Arrival): WorklistProcessing {
  return { arrivalId, receivedAt, ...(member ? { exportId: member.exportId } : {}) };
}

/**
 * Once any file of an export is listed, its files stand for the export, so that nothing is counted twice.
 * Oldest first.
 */
export function processingLines(lines: readonly WorklistProcessing[]): WorklistProcessing[] {
  const unpacked = new Set(lines.map(({ exportId }) => exportId));
  return lines
    .filter(({ arrivalId }) => !unpacked.has(arrivalId))
    .sort(
      (a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt) || (a.arrivalId < b.arrivalId ? -1 : 1),
    );
}

/** Whether anybody has to read it. What somebody changed outside the app stands where it is noticed. */
export function awaitsReview({
  state,
  route,
  changedOutside,
}: Pick<WorklistStudy, 'state' | 'route' | 'changedOutside'>): boolean {
  return state !== 'reviewed' && (route === undefined || changedOutside === true);
}
