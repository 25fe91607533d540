import type { FileResult } from '../../../src/cli/results/fileResult';
import type { Place } from '../../../src/domain/kernel/priority';
import type { Analysis } from '../../../src/domain/models/analysis';
import type { NotAnalysedReason } from '../../../src/domain/reasons/notAnalysedReason';
import type { RefusalCode } from '../../../src/domain/reasons/refusalCode';
import type { RefusalDetail } from '../../../src/domain/reasons/refusals';
import {
  type ImageRecord,
  imageRecordSchema,
  studyImageSchema,
} from '../../../src/domain/study/images/imageRecord';
import { notAnalysedReasonOf } from '../../../src/domain/study/policy/notAnalysed';
import { policySchema } from '../../../src/domain/study/policy/policySchema';
import { mergeIntoStudy } from '../../../src/domain/study/studyRecord';

const time = '2026-03-01T08:00:00.000Z';

/** Raises to urgent what is positive for lung opacity, and to stat what is so with 0.9 and more. */
export const policy = policySchema.parse({
  schemaVersion: 1,
  id: 'test',
  dueMinutes: { stat: 30, urgent: 120, routine: 1440 },
  orderUrgency: {},
  baseline: 'routine',
  rules: [
    { finding: 'lung-opacity', from: 'threshold', below: 0.9, priority: 'urgent' },
    { finding: 'lung-opacity', from: 0.9, priority: 'stat' },
  ],
});

function id(text: string): string {
  return Buffer.from(text.padEnd(32, '.')).toString('hex').slice(0, 64);
}

export function analysed(...scores: [label: string, score: number][]): Analysis {
  return {
    outcome: 'analysed',
    model: { id: 'chest', version: '1.0.0', sha256: 'aa' },
    findings: scores.map(([label, score]) => ({
      label,
      title: label.replace('-', ' '),
      score,
      threshold: 0.5,
      band: [0.4, 0.62],
      positive: score >= 0.5,
    })),
    tensorSha256: 'bb',
    preprocessing: '1',
    notes: [],
  };
}

/** What a model says that its gate keeps a picture from. */
export function abstained(reason: NotAnalysedReason, looksLike?: string): Analysis {
  const gate = { model: { id: 'gate', version: '1.0.0', sha256: 'cc' }, class: 'other', accepted: 0.1 };
  return {
    outcome: 'abstained',
    model: { id: 'chest', version: '1.0.0', sha256: 'aa' },
    reason,
    ...(looksLike === undefined ? {} : { gate: { ...gate, title: looksLike } }),
    notes: [],
  };
}

export interface ImageSketch {
  readonly file: string;
  readonly study?: string;
  readonly analyses?: Analysis[];
  readonly unrouted?: NotAnalysedReason;
  readonly baseline?: Place;
  /** Stands for the Patient ID. */
  readonly patient?: string;
}

function imageOf({
  file,
  study,
  analyses = [],
  unrouted,
  baseline = 'routine',
  patient,
}: ImageSketch): ImageRecord {
  return imageRecordSchema.parse({
    schemaVersion: 1,
    imageId: id(file),
    studyId: id(`study ${study ?? file}`),
    receivedAt: time,
    recordedAt: time,
    frames: 1,
    baseline,
    analyses,
    unrouted,
    notes: [],
    ...(patient === undefined ? {} : { whom: { patientId: patient } }),
  });
}

/** Results of images that were admitted, each with its study as it is after all of them. */
export function results(...sketches: ImageSketch[]): Extract<FileResult, { image: object }>[] {
  const images = sketches.map(imageOf);
  return sketches.map(({ file }, index) => {
    const image = images[index] as ImageRecord;
    const reason = notAnalysedReasonOf(image);
    const inStudy = images.filter(({ studyId }) => studyId === image.studyId);
    const members = inStudy.map((member) => studyImageSchema.parse(member));
    const study = mergeIntoStudy(undefined, image.studyId, members, policy, time);
    const outcome = {
      schemaVersion: 1 as const,
      arrivalId: id(`arrival ${file}`),
      outcome: reason === undefined ? ('analysed' as const) : ('not-analysed' as const),
      ...(reason === undefined ? {} : { reason }),
      imageId: image.imageId,
      studyId: image.studyId,
      studyVersion: 1,
      finishedAt: time,
    };
    return { file, milliseconds: 1234, outcome, image, study };
  });
}

export function quarantined(file: string, reason: RefusalCode, detail: RefusalDetail = {}): FileResult {
  const arrivalId = id(`arrival ${file}`);
  return {
    file,
    milliseconds: 15,
    outcome: { schemaVersion: 1, arrivalId, outcome: 'quarantined', reason, finishedAt: time },
    refusal: { schemaVersion: 1, arrivalId, reason, detail, receivedAt: time, quarantinedAt: time },
  };
}
