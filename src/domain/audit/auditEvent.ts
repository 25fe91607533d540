import { z } from 'zod';
import type { Actor } from '../kernel/actor';
import { imageFormats } from '../kernel/imageFormats';
import { places, priorities } from '../kernel/priority';
import { modelChanges } from '../models/modelChanges';
import { overrideReasons } from '../reasons/overrideReason';
import { noticeChannels, noticeTypes } from '../study/notice';
import { signatureSchema } from '../study/signature';
import { appShape, auditedAnalysisSchema, commonShape, hashSchema } from './auditParts';

/** Commitments, each under its own salt; none of them can be turned back into an id once the salt is erased. */
const arrival = hashSchema;
const study = hashSchema;
const image = hashSchema;

/** The event before it of the same subject, which this one replaces: a step was run again and came to something else. */
const supersedes = hashSchema.optional();

/** A file was read and kept as an image. */
const fileAcceptedSchema = z.strictObject({
  ...appShape,
  type: z.literal('file-accepted'),
  arrival,
  study,
  /** Commits to the SHA-256 of the file. */
  image,
  /** Commits to SOPInstanceUID; absent for a plain picture. */
  instance: hashSchema.optional(),
  size: z.number().int(),
  format: z.enum(imageFormats),
  transferSyntax: z.string().optional(),
  notes: z.array(z.string()),
  supersedes,
});

/** How a file ended that became an image: what every model said of it. One of the terminal events of an arrival. */
const resultSchema = z.strictObject({
  ...appShape,
  type: z.literal('result'),
  arrival,
  study,
  image,
  outcome: z.enum(['analysed', 'not-analysed']),
  reason: z.string().optional(),
  analyses: z.array(auditedAnalysisSchema),
  /** Of the settings document by which it was done, `settings/{sha256}.json`. */
  settingsSha256: hashSchema,
  supersedes,
});

/** What models in shadow said of an image: kept beside its result, and no part of it. */
const shadowSchema = z.strictObject({
  ...appShape,
  type: z.literal('shadow'),
  study,
  image,
  analyses: z.array(auditedAnalysisSchema),
  settingsSha256: hashSchema,
});

/** How a file ended that was refused. Terminal. */
const refusalSchema = z.strictObject({
  ...appShape,
  type: z.literal('refusal'),
  arrival,
  reason: z.string(),
  settingsSha256: hashSchema,
  supersedes,
});

/** How an export or a DICOMDIR ended, whose files count by themselves. Terminal. */
const arrivalClosedSchema = z.strictObject({
  ...appShape,
  type: z.literal('arrival-closed'),
  arrival,
  outcome: z.enum(['unpacked', 'index']),
  supersedes,
});

/** Where the policy put a study: one for each version, and where only its due time moved, one more. */
const decisionSchema = z.strictObject({
  ...appShape,
  type: z.literal('decision'),
  study,
  version: z.number().int().positive(),
  images: z.number().int().positive(),
  priority: z.enum(priorities),
  place: z.enum(places),
  dueAt: z.iso.datetime(),
  policyId: z.string(),
  /** In words of the policy: the kind, and what led to it. */
  reasons: z.array(
    z.strictObject({ kind: z.string(), place: z.enum(places).optional(), what: z.string().optional() }),
  ),
  settingsSha256: hashSchema,
  /** Of the version as it is shown, in canonical JSON. */
  versionSha256: hashSchema,
});

/** A clinician's signature under a study, one that came too late, or one that was taken back: that supersedes the first. */
const reviewSchema = z.strictObject({
  ...appShape,
  type: z.literal('review'),
  study,
  reviewId: z.string(),
  studyVersion: z.number().int().positive(),
  decision: z.enum(['accept', 'override', 'cannot-assess']),
  priority: z.enum(places).optional(),
  reason: z.enum(overrideReasons).optional(),
  outcome: z.enum(['accepted', 'conflict', 'withdrawn']),
  conflict: z.string().optional(),
  withdrawnAt: z.iso.datetime().optional(),
  /** What the reviewer thought of this version before anything of the models was shown. */
  impression: z.enum(places).optional(),
  signature: signatureSchema,
  /** Of the study's version that was signed, in canonical JSON; absent where it is not the one that stands. */
  signedSha256: hashSchema.optional(),
  /** Commits to the whole review as the study shows it, the comment included, which can name a patient. */
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

/** A reviewer said where a study belongs before anything of the models was shown. */
const impressionSchema = z.strictObject({
  ...appShape,
  type: z.literal('impression'),
  study,
  version: z.number().int().positive(),
  priority: z.enum(places),
  /** Commits to the impression as the study shows it. */
  impression: hashSchema,
});

/** A receiver took a notice about a study. */
const notificationSchema = z.strictObject({
  ...appShape,
  type: z.literal('notification'),
  study,
  version: z.number().int().positive(),
  notice: z.enum(noticeTypes),
  channel: z.enum(noticeChannels),
  /** Commits to the notification as the study shows it. */
  notification: hashSchema,
});

/** A change of what a model may do at this site. */
const modelChangeSchema = z.strictObject({
  ...commonShape,
  type: z.literal('model-change'),
  model: z.strictObject({ id: z.string(), version: z.string(), sha256: hashSchema }),
  change: z.enum(modelChanges),
  /** The version that spoke before, where there was one. */
  replaces: z.strictObject({ version: z.string(), sha256: hashSchema }).optional(),
  /** Why, in the words of whoever did it. */
  reason: z.string().min(1).max(4096),
});

/** Somebody looked up whom a study shows. */
const identityAccessSchema = z.strictObject({
  ...commonShape,
  type: z.literal('identity-access'),
  study,
  purpose: z.string().min(1).max(1024),
});

/** Somebody had a file that lies here classified on demand. */
const classificationSchema = z.strictObject({
  ...commonShape,
  type: z.literal('classification'),
  arrival,
});

/** What is known of a study, or of a refused file, is about to be removed for good. */
const erasureSchema = z.strictObject({
  ...commonShape,
  type: z.literal('erasure'),
  study: hashSchema.optional(),
  arrival: hashSchema.optional(),
  reason: z.string().min(1).max(1024),
});

/** The log is signed with another key from the next checkpoint on. */
const keyChangeSchema = z.strictObject({
  ...commonShape,
  type: z.literal('key-change'),
  /** Verifier keys: the one that signs the checkpoint over this entry, and the one that signs all later ones. */
  previous: z.string(),
  next: z.string(),
  /**
   * By each of the two keys over `key-change\n{previous}\n{next}\n`, base64: whoever can only write records, and has
   * neither key, can bring about no change.
   */
  signatures: z.strictObject({ previous: z.string(), next: z.string() }),
  reason: z.string().min(1).max(1024),
});

/** Somebody was denied access. Many of the same kind within a minute are one event. */
const accessDeniedSchema = z.strictObject({
  ...commonShape,
  type: z.literal('access-denied'),
  /** As it was declared, with its parameters' names and never their values. */
  route: z.string(),
  method: z.string(),
  /** The word that the caller was answered with, such as `missing-right`. */
  code: z.string(),
});

/** What the audit log is told. Nothing in it names or describes a patient. */
export const auditEventSchema = z.discriminatedUnion('type', [
  fileAcceptedSchema,
  resultSchema,
  shadowSchema,
  refusalSchema,
  arrivalClosedSchema,
  decisionSchema,
  reviewSchema,
  escalationSchema,
  impressionSchema,
  notificationSchema,
  modelChangeSchema,
  identityAccessSchema,
  classificationSchema,
  erasureSchema,
  keyChangeSchema,
  accessDeniedSchema,
]);

export type { Actor };
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type AuditEventOf<T extends AuditEvent['type']> = Extract<AuditEvent, { type: T }>;
/** The events of which every arrival has exactly one that stands. */
export type TerminalEvent = AuditEventOf<'result' | 'refusal' | 'arrival-closed'>;

/** What both keys sign to say that it is meant. */
export function keyChangeText(previous: string, next: string): string {
  return `key-change\n${previous}\n${next}\n`;
}
