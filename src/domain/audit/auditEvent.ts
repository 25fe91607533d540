import { z } from 'zod';
import { featureNames } from '../drift/features';
import { references } from '../drift/watch';
import type { Actor } from '../kernel/actor';
import { imageFormats } from '../kernel/imageFormats';
import { places, priorities } from '../kernel/priority';
import { sealedObjects } from '../kernel/sealing/sealedObject';
import { changeShape, versionsSchema } from '../models/modelStanding';
import { answerCodes, answerOutcomes } from '../outputs/answer';
import { outputForms } from '../outputs/form';
import { receiverNameSchema } from '../outputs/receiver';
import { overrideReasons } from '../reasons/overrideReason';
import { maxClosingReason } from '../study/closing/closeStudy';
import { noticeChannels, noticeTypes } from '../study/notices/notice';
import { decisions, signatureSchema } from '../study/review/signature';
import { appShape, auditedAnalysisSchema, commonShape, hashSchema } from './auditParts';
import { contentsSchema } from './contents';
import { readKinds } from './unusualReading';

/** Commitments, each under its own salt. Once the salt is erased, none can be linked to an id. */
const arrival = hashSchema;
const study = hashSchema;
const image = hashSchema;

/** Which output, to whom, and which try it is. */
const outputShape = {
  receiver: receiverNameSchema,
  form: z.enum(outputForms),
  version: z.number().int().positive(),
  /** Whether a clinician answers for it. */
  isFinal: z.boolean(),
  try: z.number().int().positive(),
};

/**
 * The previous event for the same subject, replaced by this one: a step ran again with a different result.
 */
const supersedes = hashSchema.optional();

/**
 * A file was read, and what every model said of its image. It is recorded before anything is stored of the image.
 * One of the terminal events of an arrival.
 */
const resultSchema = z.strictObject({
  ...appShape,
  type: z.literal('result'),
  arrival,
  study,
  /** Commitment to the SHA-256 of the file. */
  image,
  /** Commitment to SOPInstanceUID; absent for a plain picture. */
  instance: hashSchema.optional(),
  size: z.number().int(),
  format: z.enum(imageFormats),
  transferSyntax: z.string().optional(),
  /** Of reading the file. */
  notes: z.array(z.string()),
  outcome: z.enum(['analysed', 'not-analysed']),
  reason: z.string().optional(),
  analyses: z.array(auditedAnalysisSchema),
  /** Hash of the settings document in force, `settings/{sha256}.json`. */
  settingsSha256: hashSchema,
  /** The identity, everything that is stored of the image, its pictures, and the outcome. */
  contents: contentsSchema,
  supersedes,
});

/** What shadow models said of an image. Kept beside the result, but not part of it. */
const shadowSchema = z.strictObject({
  ...appShape,
  type: z.literal('shadow'),
  study,
  image,
  analyses: z.array(auditedAnalysisSchema),
  settingsSha256: hashSchema,
  /** The heat maps. */
  contents: contentsSchema,
});

/** How a refused file ended. Terminal. */
const refusalSchema = z.strictObject({
  ...appShape,
  type: z.literal('refusal'),
  arrival,
  reason: z.string(),
  settingsSha256: hashSchema,
  /** The outcome, the record of the refusal, and the file if it could be kept. */
  contents: contentsSchema,
  supersedes,
});

/** How an export or a DICOMDIR ended; its files are counted separately. Terminal. */
const arrivalClosedSchema = z.strictObject({
  ...appShape,
  type: z.literal('arrival-closed'),
  arrival,
  outcome: z.enum(['unpacked', 'index']),
  /** The outcome. */
  contents: contentsSchema,
  supersedes,
});

/** Where the policy placed a study: one event per version. */
const decisionSchema = z.strictObject({
  ...appShape,
  type: z.literal('decision'),
  study,
  version: z.number().int().positive(),
  images: z.number().int().nonnegative(),
  priority: z.enum(priorities),
  place: z.enum(places),
  dueAt: z.iso.datetime(),
  policyId: z.string(),
  /** In the policy's terms: the kind of reason, and what led to it. */
  reasons: z.array(
    z.strictObject({ kind: z.string(), place: z.enum(places).optional(), what: z.string().optional() }),
  ),
  settingsSha256: hashSchema,
  /** SHA-256 of the version as shown, in canonical JSON. */
  versionSha256: hashSchema,
  supersedes,
});

/** A clinician's signature under a study, including late ones. A withdrawal supersedes the original event. */
const reviewSchema = z.strictObject({
  ...appShape,
  type: z.literal('review'),
  study,
  reviewId: z.string(),
  studyVersion: z.number().int().positive(),
  decision: z.enum(decisions),
  /** Of `close`: why. Of other decisions the comment stays out of the log, since it can name a patient. */
  because: z.string().min(1).max(maxClosingReason).optional(),
  priority: z.enum(places).optional(),
  reason: z.enum(overrideReasons).optional(),
  outcome: z.enum(['accepted', 'conflict', 'withdrawn']),
  conflict: z.string().optional(),
  /** It came too late to count, and raised the study. */
  raised: z.literal(true).optional(),
  withdrawnAt: z.iso.datetime().optional(),
  /** The reviewer's impression of this version before seeing any model output. */
  impression: z.enum(places).optional(),
  signature: signatureSchema,
  /** SHA-256 of the signed study version, in canonical JSON; absent if that version is not current. */
  signedSha256: hashSchema.optional(),
  /**
   * Commitment to the whole review as the study shows it, including the comment, which can name a patient.
   */
  review: hashSchema,
  supersedes,
});

/** The due time of a study passed without a review. */
const escalationSchema = z.strictObject({
  ...appShape,
  type: z.literal('escalation'),
  study,
  version: z.number().int().positive(),
  dueAt: z.iso.datetime(),
});

/** A reviewer said where a study belongs before seeing any model output. */
const impressionSchema = z.strictObject({
  ...appShape,
  type: z.literal('impression'),
  study,
  version: z.number().int().positive(),
  priority: z.enum(places),
  /** Commitment to the impression as the study shows it. */
  impression: hashSchema,
});

/** A receiver accepted a notice about a study. */
const notificationSchema = z.strictObject({
  ...appShape,
  type: z.literal('notification'),
  study,
  version: z.number().int().positive(),
  notice: z.enum(noticeTypes),
  channel: z.enum(noticeChannels),
  /** Commitment to the notification as the study shows it. */
  notification: hashSchema,
});

/** An output of a study is about to be sent: once for each try. */
const outputSentSchema = z.strictObject({
  ...appShape,
  type: z.literal('output-sent'),
  study,
  ...outputShape,
  /** Commitments to the bytes of its objects. */
  objects: z.array(hashSchema),
});

/** What came of a try. Of a gateway's tries, what it said of them. */
const outputAnsweredSchema = z.strictObject({
  ...appShape,
  type: z.literal('output-answered'),
  study,
  ...outputShape,
  outcome: z.enum(answerOutcomes),
  code: z.enum(answerCodes),
  /** The receiver's own code; what it said in words is not recorded, since it can name the patient. */
  status: z.string().optional(),
});

/** Somebody has an output sent again that was refused, held or given up. */
const outputResendSchema = z.strictObject({
  ...commonShape,
  type: z.literal('output-resend'),
  study,
  receiver: receiverNameSchema,
  form: z.enum(outputForms),
});

/** A change to what a model may do at this site. */
const modelChangeSchema = z.strictObject({
  ...commonShape,
  type: z.literal('model-change'),
  model: z.strictObject({ id: z.string(), version: z.string(), sha256: hashSchema }),
  /** Its place among the changes of this model, from 0. */
  step: z.number().int().nonnegative(),
  /** With step 0: what the versions were before it. */
  start: versionsSchema.optional(),
  ...changeShape,
});

/** Somebody ended an alarm of the watch over a model, or began the watch anew. */
const driftRestartSchema = z.strictObject({
  ...commonShape,
  type: z.literal('drift-restart'),
  /** `id@version`. */
  model: z.string(),
  feature: z.enum(featureNames),
  label: z.string().optional(),
  reference: z.enum(references),
  reason: z.string().min(1).max(1024),
});

/** Somebody looked up the patient of a study. */
const identityAccessSchema = z.strictObject({
  ...commonShape,
  type: z.literal('identity-access'),
  study,
  purpose: z.string().min(1).max(1024),
});

/** Most studies of which one entry says that somebody was shown whom they show. */
export const maxListedIdentities = 100;

/** Somebody was shown whom the studies on a page of the worklist show: one look. */
const identityListSchema = z.strictObject({
  ...commonShape,
  type: z.literal('identity-list'),
  studies: z.array(study).min(1).max(maxListedIdentities),
});

/** Somebody searched for studies by a name, a patient id or an accession number. What was typed is not kept. */
const patientSearchSchema = z.strictObject({
  ...commonShape,
  type: z.literal('patient-search'),
  /** Studies; absent if there were too many. */
  found: z.number().int().nonnegative().optional(),
});

/** Somebody was sent pictures of a study, once or often within one hour of the clock. */
const pictureAccessSchema = z.strictObject({
  ...commonShape,
  type: z.literal('picture-access'),
  study,
});

/** Somebody is about to save a picture of a study, as it stands on their screen. */
const pictureExportSchema = z.strictObject({
  ...commonShape,
  type: z.literal('picture-export'),
  study,
  image,
  /** Whom it shows stands on it. */
  named: z.boolean(),
});

/** Somebody took a list away, once or often within one hour of the clock. */
const listExportSchema = z.strictObject({
  ...commonShape,
  type: z.literal('list-export'),
  list: z.enum(['worklist']),
});

/** Somebody read of unusually many studies within one hour of the clock. */
const unusualReadingSchema = z.strictObject({
  ...commonShape,
  type: z.literal('unusual-reading'),
  what: z.enum(readKinds),
  /** So many studies are nothing unusual. */
  moreThan: z.number().int().positive(),
});

/** Somebody requested an on-demand classification of a file stored here. */
const classificationSchema = z.strictObject({
  ...commonShape,
  type: z.literal('classification'),
  arrival,
});

/** Somebody has a file tried again: one that was refused, or one without an outcome. */
const retrySchema = z.strictObject({
  ...commonShape,
  type: z.literal('retry'),
  arrival,
  file: z.enum(['refused', 'unfinished']),
});

/** Somebody takes a refused file off the list. */
const dismissalSchema = z.strictObject({
  ...commonShape,
  type: z.literal('dismissal'),
  arrival,
  reason: z.string().min(1).max(1024),
});

/** Somebody is about to learn how files are called, or to get the content of a refused one. */
const fileAccessSchema = z.strictObject({
  ...commonShape,
  type: z.literal('file-access'),
  what: z.enum(['names', 'content']),
  arrivals: z.array(arrival).min(1),
});

/** Everything known about a study or a refused file is about to be erased. */
const erasureSchema = z.strictObject({
  ...commonShape,
  type: z.literal('erasure'),
  study: hashSchema.optional(),
  arrival: hashSchema.optional(),
  reason: z.string().min(1).max(1024),
});

/** From the next checkpoint on, the log is signed with another key. */
const keyChangeSchema = z.strictObject({
  ...commonShape,
  type: z.literal('key-change'),
  /**
   * Verifier keys: the one that signs the checkpoint over this entry, and the one that signs all later ones.
   */
  previous: z.string(),
  next: z.string(),
  /**
   * Signatures by both keys over `key-change\n{previous}\n{next}\n`, base64. Write access to records alone is
   * not enough to change the key.
   */
  signatures: z.strictObject({ previous: z.string(), next: z.string() }),
  reason: z.string().min(1).max(1024),
});

/** Access was denied. Denials of the same kind within a minute are one event. */
const accessDeniedSchema = z.strictObject({
  ...commonShape,
  type: z.literal('access-denied'),
  /** The route as declared: parameter names, never their values. */
  route: z.string(),
  method: z.string(),
  /** The code the caller received, such as `missing-right`. */
  code: z.string(),
});

/** Something that only the app writes was found changed by somebody else; it was not shown. */
const integrityFailureSchema = z.strictObject({
  ...commonShape,
  type: z.literal('integrity-failure'),
  object: z.enum(sealedObjects),
  study: hashSchema.optional(),
  image: hashSchema.optional(),
  arrival: hashSchema.optional(),
  /** It is again what the app wrote. */
  restored: z.literal(true).optional(),
});

/** The events of the audit log. None of them names or describes a patient. */
export const auditEventSchema = z.discriminatedUnion('type', [
  resultSchema,
  shadowSchema,
  refusalSchema,
  arrivalClosedSchema,
  decisionSchema,
  reviewSchema,
  escalationSchema,
  impressionSchema,
  notificationSchema,
  outputSentSchema,
  outputAnsweredSchema,
  outputResendSchema,
  modelChangeSchema,
  driftRestartSchema,
  identityAccessSchema,
  identityListSchema,
  patientSearchSchema,
  pictureAccessSchema,
  pictureExportSchema,
  listExportSchema,
  unusualReadingSchema,
  classificationSchema,
  retrySchema,
  dismissalSchema,
  fileAccessSchema,
  erasureSchema,
  keyChangeSchema,
  accessDeniedSchema,
  integrityFailureSchema,
]);

export type { Actor };
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type AuditEventOf<T extends AuditEvent['type']> = Extract<AuditEvent, { type: T }>;
/** The terminal events: exactly one of them stands for every arrival. */
export type TerminalEvent = AuditEventOf<'result' | 'refusal' | 'arrival-closed'>;

/** The text that both keys sign to authorise the change. */
export function keyChangeText(previous: string, next: string): string {
  return `key-change\n${previous}\n${next}\n`;
}
