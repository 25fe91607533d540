import type { PatientHeader } from '../../src/domain/image/patientHeader';
import type { Analysis } from '../../src/domain/models/analysis';
import type { StudyImage } from '../../src/domain/study/images/imageRecord';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../src/domain/study/policy/policySchema';
import type { Review } from '../../src/domain/study/review/review';
import { mergeIntoStudy, withReview } from '../../src/domain/study/studyRecord';
import type { Report, ReportedInstance } from '../../src/interchange/report';

const digital = '1.2.840.10008.5.1.4.1.1.1.1';
const studyUid = '1.2.392.200036.9116.2.6.1.48.1214245753.1506921033.705311';
const hash = (digit: string) => digit.repeat(64);

/** Yamada Tarou in the encoding of the standard's own example, PS3.5 H.3.1. */
const japaneseName = Buffer.concat([
  Buffer.from('Yamada^Tarou='),
  Buffer.from([0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42]),
  Buffer.from('^'),
  Buffer.from([0x1b, 0x24, 0x42, 0x42, 0x40, 0x4f, 0x3a, 0x1b, 0x28, 0x42]),
]);

const element = (tag: string, vr: string, value: string | Buffer) => ({
  tag,
  vr,
  value: Buffer.from(value).toString('base64'),
});

export const sampleHeader: PatientHeader = [
  element('00080005', 'CS', '\\ISO 2022 IR 87 '),
  element('00080020', 'DA', '20260102'),
  element('00080030', 'TM', '101112'),
  element('00080050', 'SH', 'ACC-0042'),
  element('00080090', 'PN', 'Referrer^Rita '),
  element('00081030', 'LO', 'Chest PA'),
  element(
    '00100010',
    'PN',
    japaneseName.length % 2 === 0 ? japaneseName : Buffer.concat([japaneseName, Buffer.from(' ')]),
  ),
  element('00100020', 'LO', 'MRN-77'),
  element('00100021', 'LO', 'HOSP'),
  element('00100030', 'DA', '19500607'),
  element('00100040', 'CS', 'M '),
  element('0020000D', 'UI', studyUid.length % 2 === 0 ? studyUid : `${studyUid}\0`),
  element('00200010', 'SH', 'S1'),
];

const model = { id: 'chest-opacity', version: '2.2.0', sha256: hash('a') };

const analysed: Analysis = {
  outcome: 'analysed',
  model,
  findings: [
    {
      label: 'lung-opacity',
      title: 'Lung opacity',
      code: { scheme: 'DCM', value: '112001', meaning: 'Opacity' },
      score: 0.91234,
      threshold: 0.1747,
      band: [0.1061, 0.2923],
      positive: true,
    },
    {
      label: 'any-abnormality',
      title: 'Any abnormality',
      score: 0.55,
      threshold: 0.6167,
      band: [0.5043, 0.794],
      positive: false,
    },
    { label: 'effusion', title: 'Pleural effusion', score: 0.02, threshold: 0.5, positive: false },
    { label: 'device', title: 'Device', score: 0.4, positive: false },
  ],
  tensorSha256: hash('b'),
  preprocessing: '1',
  notes: [],
};

function imageOf(digit: string, parts: Partial<StudyImage>): StudyImage {
  return {
    imageId: hash(digit),
    instanceId: hash(digit),
    receivedAt: '2026-01-02T10:12:00.000Z',
    modality: 'DX',
    bodyPart: 'CHEST',
    frames: 1,
    instanceNumber: Number(digit),
    baseline: 'routine',
    analyses: [],
    notes: [],
    ...parts,
  };
}

const images: StudyImage[] = [
  imageOf('1', { analyses: [analysed] }),
  imageOf('2', { unrouted: 'view-not-covered' }),
  imageOf('3', { analyses: [{ outcome: 'abstained', model, reason: 'analysis-failed', notes: [] }] }),
];

export const sampleReview: Review = {
  reviewId: '00000000-0000-4000-8000-000000000001',
  studyVersion: 1,
  decision: 'accept',
  reviewer: 'Rita Reader',
  subject: 'subject-1',
  submittedAt: '2026-01-02T10:30:00.000Z',
  signature: {
    name: 'Rita Reader',
    at: '2026-01-02T10:30:00.000Z',
    meaning: 'agrees with where the study stands',
  },
  outcome: 'accepted',
};

/** A study of three pictures: one analysed, one that no model covers, one on which the model failed. */
export function sampleReport(review?: Review, site: Partial<Report['site']> = {}): Report {
  const policy = policySchema.parse(defaultPolicy);
  const fresh = mergeIntoStudy(undefined, hash('5'), images, policy, '2026-01-02T10:13:00.000Z');
  const study = review === undefined ? fresh : withReview(fresh, review);
  const instances = study.images.map(
    (image): ReportedInstance => ({
      image,
      sopClass: digital,
      sopInstanceUid: `1.2.3.4.${image.instanceNumber}`,
      seriesInstanceUid: image.instanceNumber === 3 ? '1.2.3.20' : '1.2.3.10',
    }),
  );
  return {
    study,
    identity: {
      studyInstanceUid: studyUid,
      patientName: 'Yamada^Tarou=山田^太郎',
      patientId: 'MRN-77',
      issuerOfPatientId: 'HOSP',
      patientBirthDate: '19500607',
      accessionNumber: 'ACC-0042',
      studyDate: '20260102',
      studyTime: '101112',
      studyDescription: 'Chest PA',
    },
    header: sampleHeader,
    instances,
    site: {
      organisation: 'General Hospital',
      release: '0.1.0',
      link: 'https://triage.example/study/1',
      ...site,
    },
  };
}
