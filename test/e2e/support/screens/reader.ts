import { noPreferences } from '../../../../src/domain/kernel/preferences';
import { rightsOf } from '../../../../src/domain/kernel/roles';
import type { RowIdentity } from '../../../../src/domain/study/patient/rowIdentity';
import type { StudyView } from '../../../../src/domain/study/view/studyView';
import type { WorklistLine } from '../../../../src/domain/worklist/worklistView';
import { hexId } from '../../../domain/arbitraries';
import type { Answer, Api } from '../fakeApp';
import { filmSize } from '../films';
import { ago, feedback, flatImage, line, session, study, worklist } from '../views';

export const patients: readonly Omit<RowIdentity, 'studyId'>[] = [
  {
    patientName: 'Amsel^Ines',
    patientId: '4711',
    patientBirthDate: '19740203',
    patientSex: 'F',
    patientAge: '052Y',
    accessionNumber: 'ACC-2026-0001',
    studyDate: '20260301',
    studyTime: '140530',
    studyDescription: 'Chest PA and lateral',
    referringPhysicianName: 'Drossel^Jan^^Dr.',
    ward: 'ICU 2',
  },
  { patientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう', patientId: 'MRN-0099', patientSex: 'M' },
  {
    patientName: `${'Hyphenated-'.repeat(5)}Name^Maria Anna`,
    patientId: '1'.repeat(40),
    studyDescription: 'A description that is longer than any column',
  },
  {},
];

const findings = (...scores: readonly number[]): WorklistLine['findings'] =>
  scores.map((score, at) => ({
    label: `finding-${at}`,
    title: ['Lung opacity', 'Any abnormality', 'Pneumothorax'][at] ?? 'Finding',
    score,
    positive: score >= 0.5,
    stance: score >= 0.6 ? 'above' : score >= 0.4 ? 'near' : 'under',
    imageId: hexId('image 1'),
    model: 'chest-opacity',
  }));

const reviewed = (number: number, more: Partial<NonNullable<WorklistLine['review']>> = {}) =>
  line(number, {
    state: 'reviewed',
    rank: undefined,
    reviewedAt: ago(20 + number),
    review: { reviewer: 'Dr. Vireo', subject: 'vireo', decision: 'accept', ...more },
  });

const notAnalysed = {
  findings: [],
  notAnalysed: 1,
  reasons: ['body-part-not-covered'],
  bodyPart: 'HAND',
} as const;

/** Every kind of line that there is. */
export const lines: readonly WorklistLine[] = [
  line(1, {
    priority: 'stat',
    place: 'stat',
    dueAt: ago(12),
    escalated: true,
    findings: findings(0.97, 0.91),
  }),
  line(2, {
    priority: 'stat',
    place: 'stat',
    dueAt: ago(-9),
    alerts: [{ code: 'different-patients', images: 2 }],
    images: 2,
  }),
  line(3, {
    findings: findings(0.82, 0.55, 0.31),
    images: 12,
    version: 3,
    state: 'reopened',
    claim: { subject: 'vireo', name: 'Dr. Vireo' },
  }),
  line(4, { changedOutside: true, findings: [] }),
  line(5, { priority: 'routine', place: 'routine', findings: findings(0.48), dueAt: ago(-1_300) }),
  line(6, { priority: 'unclassified', place: 'routine', dueAt: ago(-1_400), ...notAnalysed }),
  line(7, { modality: undefined, bodyPart: undefined, view: undefined, receivedAt: ago(60 * 26) }),
  line(8, {
    priority: 'routine',
    place: 'routine',
    notAnalysed: 2,
    images: 3,
    reasons: ['view-not-covered'],
  }),
];

const lists: Readonly<Record<string, readonly WorklistLine[]>> = {
  awaiting: lines,
  reviewed: [
    reviewed(11),
    reviewed(12, { decision: 'override', priority: 'stat', reason: 'missed' }),
    reviewed(13, { decision: 'cannot-assess', reviewer: 'Dr. A very long name of a reviewer, MD, PhD' }),
  ],
  'not-analysed': [lines[5] as WorklistLine],
  kept: [line(21, { route: 'prior', rank: undefined }), line(22, { route: 'kept', rank: undefined })],
};

const refusals = (['truncated', 'timeout', 'not-an-image'] as const).map((reason, at) => ({
  arrivalId: hexId(`refused ${at}`),
  reason,
  receivedAt: ago(40 + at),
  quarantinedAt: ago(39 + at),
}));

const processing = [3, 1].map((minutes) => ({
  arrivalId: hexId(`arrival ${minutes}`),
  receivedAt: ago(minutes),
}));

const counts = { awaiting: 8, reviewed: 3, 'not-analysed': 1, quarantined: 3, processing: 2, kept: 2 };

function worklistAnswer(url: URL): Answer {
  const query = Object.fromEntries(url.searchParams);
  const tab = query.tab ?? 'awaiting';
  const found = (lists[tab] ?? []).filter(
    (one) => query.priority === undefined || query.priority.split(',').includes(one.place),
  );
  const files = { quarantined: refusals, processing }[tab] ?? [];
  return {
    json: worklist(found, query, {
      counts,
      total: found.length + files.length,
      quarantined: tab === 'quarantined' ? refusals : [],
      processing: tab === 'processing' ? processing : [],
      facets: { modalities: ['CR', 'DX'], bodyParts: ['CHEST', 'HAND'] },
    }),
  };
}

export const studyId = hexId('study 1');
const base = study();
const [image] = base.images;
if (image === undefined) throw new Error('the study has no image');

const other = <More extends object>(number: number, more: More = {} as More) => ({
  ...image,
  imageId: hexId(`image ${number}`),
  ...more,
});

export const studies = {
  usual: study({ images: [image, other(2, { view: 'LL' }), other(3)] }),
  notAnalysed: study({
    images: [other(6, { bodyPart: 'HAND', analyses: [], unrouted: 'body-part-not-covered' })],
    decision: {
      ...base.decision,
      priority: 'unclassified',
      place: 'routine',
      reasons: [
        { kind: 'baseline', place: 'routine' },
        { kind: 'not-analysed', imageId: hexId('image 6'), reason: 'body-part-not-covered' },
      ],
    },
    standing: { priority: 'unclassified', place: 'routine' },
  }),
  /** Rejected and replaced images, two patients, and a late image after a review. */
  alarming: study({
    version: 2,
    revision: 4,
    state: 'reopened',
    reviewedVersion: 1,
    alerts: [
      { code: 'different-patients', images: 2 },
      { code: 'images-rejected', images: 1 },
      { code: 'images-superseded', images: 1 },
    ],
    setAside: [
      other(4, { aside: { why: 'rejected' as const, by: hexId('note'), code: '113037' as const } }),
      other(5, { aside: { why: 'superseded' as const, by: hexId('image 1') } }),
    ],
    objects: [other(9, { modality: 'SR', view: undefined, frames: 0 })],
    reviews: [review('accept', { studyVersion: 1 })],
  }),
  reviewed: study({
    state: 'reviewed',
    reviews: [review('override', { priority: 'stat', reason: 'missed' })],
  }),
  changedOutside: study({
    changedOutside: [{ container: 'images', blob: 'x', object: 'pixels', at: ago(3) }],
  }),
  awaitsImpression: study({
    awaitsImpression: true,
    images: [{ ...image, analyses: [] }],
    decision: { ...base.decision, reasons: [] },
  }),
};

function review(decision: 'accept' | 'override', more: object): StudyView['reviews'][number] {
  return {
    reviewId: `review-${decision}`,
    studyVersion: 1,
    decision,
    reviewer: 'Dr. Vireo',
    subject: 'vireo',
    submittedAt: ago(5),
    signature: { name: 'Dr. Vireo', at: ago(5), meaning: 'agrees with where the study stands' },
    outcome: 'accepted',
    comment: 'Compared with the film of last spring.',
    ...more,
  };
}

const identity = {
  ...patients[0],
  institutionName: 'Example Hospital',
  reasonForRequest: 'Fever and cough for three days. Pneumonia?',
  patientHistory: 'Smoker, 30 pack years',
};

const priors = [
  {
    ...patients[0],
    studyId: hexId('prior 1'),
    receivedAt: ago(500_000),
    studyDate: '20250411',
    modality: 'DX',
    bodyPart: 'CHEST',
    images: [{ imageId: hexId('prior image'), modality: 'DX', view: 'PA', frames: 1 }],
  },
  {
    ...patients[0],
    studyId: hexId('prior 2'),
    receivedAt: ago(900_000),
    images: [{ imageId: hexId('p 2'), frames: 1 }],
  },
];

const sent = <More extends object>(receiver: string, form: string, more: More) => ({
  studyId,
  receiver,
  form,
  edition: 'v1',
  version: 1,
  isFinal: false,
  corrects: false,
  tries: 1,
  lastTriedAt: ago(4),
  objects: 1,
  ...more,
});

export const outputs = [
  sent('pacs', 'sr', { state: 'delivered', answer: 'accepted', status: '200' }),
  sent('ris', 'oru', {
    state: 'waiting',
    answer: 'unreachable',
    status: 'ECONNREFUSED',
    tries: 3,
    nextTryAt: ago(-8),
  }),
];

export const outputContent = {
  report: [
    { depth: 0, name: 'Imaging Report' },
    { depth: 1, name: 'Lung opacity', value: 'positive' },
    { depth: 2, name: 'Probability', value: '82 %' },
  ],
  tries: [{ number: 1, at: ago(4), answeredAt: ago(4), code: 'accepted', status: '200', text: 'stored' }],
  files: [{ bytes: 14_210, sha256: hexId('file') }],
};

const event = (type: string, minutes: number, more: object = {}) => ({
  schemaVersion: 1,
  eventId: hexId(`${type} ${minutes}`),
  at: ago(minutes),
  type,
  study: studyId,
  actor: { subject: 'vireo', name: 'Dr. Vireo', kind: 'caller', roles: ['reviewer'] },
  ...more,
});

const audit = {
  entries: [event('picture-access', 8), event('identity-access', 7, { purpose: 'review' })].map(
    (one, sequence) => ({
      sequence,
      event: one,
    }),
  ),
  waiting: [event('picture-access', 1)],
};

const ofStudy: Readonly<Record<string, unknown>> = {
  '': studies.usual,
  '/identity': identity,
  '/priors': priors,
  '/priors/count': { earlier: 2 },
  '/outputs': outputs,
  '/outputs/pacs/sr/v1': outputContent,
  '/audit': audit,
  '/rank': {
    rank: 1,
    of: 8,
    reasons: [],
    because: ['By its order it is read as routine.', 'Lung opacity 82 % raises it to urgent.'],
  },
};

export const reviewer = session({
  preferences: {
    ...noPreferences,
    savedFilters: [{ name: 'Stat chests', query: 'priority=stat&bodyPart=CHEST' }],
  },
  settings: { firstImpression: false, worklistIdentities: true, undoSeconds: 30 },
});
export const auditor = session({ name: 'A. Uditor', roles: ['auditor'], rights: rightsOf(['auditor']) });

/** Answers as an app does at which a reviewer is signed in who sees patients. */
export const readerApi: Api = (method, url, body) => {
  const { pathname } = url;
  if (/^\/api\/session(\/activity|\/preferences)?$/.test(pathname)) return { json: reviewer };
  if (pathname === '/api/worklist/identities')
    return {
      json: (body as { studies: string[] }).studies.map((id) => ({ ...patientOf(id), studyId: id })),
    };
  if (pathname === '/api/worklist') return worklistAnswer(url);
  if (pathname === '/api/worklist/search')
    return { json: worklist([], body as Record<string, string>, { counts, patients: 'searched' }) };
  if (pathname === '/api/feedback') return { json: feedback({ id: 'chest-opacity', version: '2.1.0' }) };
  const [, imageId] = /^\/api\/images\/([0-9a-f]+)$/.exec(pathname) ?? [];
  if (imageId) return { json: flatImage({ imageId, ...filmSize, modality: 'DX', pixelSpacing: [0.7, 0.7] }) };
  const [, , rest] = /^\/api\/studies\/([0-9a-f]{64})(.*)$/.exec(pathname) ?? [];
  return method === 'GET' && rest !== undefined && rest in ofStudy ? { json: ofStudy[rest] } : undefined;
};

function patientOf(id: string): Omit<RowIdentity, 'studyId'> {
  const at = [...lines, ...Object.values(lists).flat()].findIndex((one) => one.studyId === id);
  return patients[at % patients.length] ?? {};
}
