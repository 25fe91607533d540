import type { Place } from '../../src/domain/kernel/priority';
import {
  type ImageRecord,
  imageRecordSchema,
  type StudyImage,
  studyImageSchema,
} from '../../src/domain/study/images/imageRecord';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../src/domain/study/policy/policySchema';
import type { Review } from '../../src/domain/study/review/review';
import type { Submitter } from '../../src/domain/study/review/reviewer';
import { meanings } from '../../src/domain/study/review/signature';
import { type ReviewRequest, type Submission, submissionOf } from '../../src/domain/study/review/submission';
import { mergeIntoStudy, type StudyRecord } from '../../src/domain/study/studyRecord';
import { hexId } from './arbitraries';

export const policy = policySchema.parse(defaultPolicy);
export const studyId = hexId('study');
export const arrived = '2026-05-01T10:00:00.000Z';

/** ISO time so many minutes after the study's first image arrived. */
export function minute(minutes: number): string {
  return new Date(Date.parse(arrived) + minutes * 60_000).toISOString();
}

/** An image that no model looked at, of an order of this urgency. */
export function plainImage(name: string, baseline: Place = 'routine', receivedAt = arrived): StudyImage {
  return studyImageSchema.parse({
    imageId: hexId(name),
    receivedAt,
    frames: 1,
    baseline,
    analyses: [],
    unrouted: 'no-model',
    notes: [],
  });
}

/** A study of one image, stat: due after an hour. */
export function statStudy(): StudyRecord {
  return withImage(undefined, plainImage('first', 'stat'));
}

/** The same as the result of an image, which names its study. */
export function imageResult(image: StudyImage, of = studyId): ImageRecord {
  return imageRecordSchema.parse({ ...image, schemaVersion: 1, studyId: of, recordedAt: arrived });
}

export function withImage(study: StudyRecord | undefined, image: StudyImage, now = arrived): StudyRecord {
  return mergeIntoStudy(study, studyId, [image], policy, now);
}

export function person(subject: string): Submitter {
  const roles = ['reviewer'];
  return { subject, name: `Dr. ${subject}`, signIn: 'development', roles, address: '192.0.2.7' };
}

export function submission(
  reviewId: string,
  subject: string,
  request: ReviewRequest = { decision: 'accept', studyVersion: 1 },
  submittedAt = minute(10),
): Submission {
  return submissionOf({
    reviewId,
    submittedAt,
    request,
    reviewer: person(subject),
    undoSeconds: 120,
  });
}

/** A review that stands for this version of a study. */
export function acceptedReview(studyVersion: number, submittedAt: string): Review {
  const name = 'Reader';
  return {
    reviewId: `r${studyVersion}`,
    studyVersion,
    decision: 'accept',
    reviewer: name,
    subject: 'reader',
    submittedAt,
    signature: { name, at: submittedAt, meaning: meanings.accept },
    outcome: 'accepted',
  };
}
