import type { AuditEvent, AuditEventOf } from '../../../src/domain/audit/auditEvent';

const at = '2026-05-01T10:00:00.000Z';
const hash = (letter: string) => letter.repeat(64);
const common = { schemaVersion: 1, eventId: hash('a'), at } as const;
const app = {
  ...common,
  actor: { subject: 'imaging-triage', kind: 'app' },
  software: { version: '0.1.0', node: '24.0.0' },
} as const;
const unversioned = { ...common, actor: app.actor } as const;
const person = { ...common, actor: { subject: 'Dr. Example', kind: 'caller' } } as const;
const [arrival, study, image] = [hash('b'), hash('c'), hash('d')];
const settingsSha256 = hash('e');
const model = { id: 'chest-opacity', version: '2.2.0', sha256: hash('f') };
const finding = { label: 'lung-opacity', score: 0.62, threshold: 0.3, positive: true };
const analysis = { model, outcome: 'analysed' as const, findings: [finding], notes: [], sha256: hash('9') };
const contents = [{ what: 'pixels', commitment: hash('a') }];

const output = { receiver: 'ris', form: 'oru', version: 1, isFinal: false, try: 2 } as const;

/** One event of each kind. */
export const sampleEvents: { readonly [T in AuditEvent['type']]: AuditEventOf<T> } = {
  result: {
    ...app,
    type: 'result',
    arrival,
    study,
    image,
    size: 8_400_000,
    format: 'dicom',
    notes: [],
    outcome: 'analysed',
    analyses: [analysis],
    settingsSha256,
    contents,
  },
  shadow: { ...app, type: 'shadow', study, image, analyses: [analysis], settingsSha256, contents },
  'drift-restart': {
    ...person,
    type: 'drift-restart',
    model: 'chest-opacity@2.2.0',
    feature: 'view',
    reference: 'renew',
    reason: 'a second room sends files',
  },
  dismissal: { ...person, type: 'dismissal', arrival, reason: 'sent again by the scanner' },
  'file-access': { ...person, type: 'file-access', what: 'names', arrivals: [arrival, study] },
  refusal: { ...app, type: 'refusal', arrival, reason: 'truncated', settingsSha256, contents },
  'arrival-closed': { ...app, type: 'arrival-closed', arrival, outcome: 'unpacked', contents },
  decision: {
    ...app,
    type: 'decision',
    study,
    version: 1,
    images: 2,
    priority: 'urgent',
    place: 'urgent',
    dueAt: '2026-05-01T14:00:00.000Z',
    policyId: 'default-1',
    reasons: [{ kind: 'baseline', place: 'routine' }],
    settingsSha256,
    versionSha256: hash('1'),
  },
  review: {
    ...app,
    type: 'review',
    study,
    reviewId: 'r',
    studyVersion: 1,
    decision: 'override',
    priority: 'stat',
    reason: 'missed',
    outcome: 'accepted',
    signature: { name: 'Dr. Example', at, meaning: 'puts the study in another place' },
    review: hash('2'),
  },
  escalation: { ...app, type: 'escalation', study, version: 1, dueAt: '2026-05-01T14:00:00.000Z' },
  impression: {
    ...app,
    ...person,
    type: 'impression',
    study,
    version: 1,
    priority: 'urgent',
    impression: hash('3'),
  },
  notification: {
    ...app,
    type: 'notification',
    study,
    version: 1,
    notice: 'due-soon',
    channel: 'webhook',
    notification: hash('4'),
  },
  'output-sent': { ...app, type: 'output-sent', study, ...output, objects: [hash('2')] },
  'output-answered': {
    ...app,
    type: 'output-answered',
    study,
    ...output,
    outcome: 'again',
    code: 'receiver-error',
    status: 'AE 207',
  },
  'output-resend': { ...person, type: 'output-resend', study, receiver: 'ris', form: 'oru' },
  'model-change': {
    ...person,
    type: 'model-change',
    model,
    step: 3,
    change: 'promoted',
    from: 'shadow',
    to: 'promoted',
    reason: 'better here',
  },
  'identity-access': { ...person, type: 'identity-access', study, purpose: 'review' },
  'patient-search': { ...person, type: 'patient-search', found: 2 },
  'identity-list': { ...person, type: 'identity-list', studies: [study] },
  'picture-access': { ...person, type: 'picture-access', study },
  'picture-export': { ...person, type: 'picture-export', study, image, named: false },
  'list-export': { ...person, type: 'list-export', list: 'worklist' },
  'unusual-reading': { ...person, type: 'unusual-reading', what: 'identities', moreThan: 200 },
  classification: { ...person, type: 'classification', arrival },
  retry: { ...person, type: 'retry', arrival, file: 'refused' },
  erasure: { ...person, type: 'erasure', study, reason: 'request of the patient' },
  'key-change': {
    ...person,
    type: 'key-change',
    previous: 'one',
    next: 'two',
    signatures: { previous: '', next: '' },
    reason: 'yearly',
  },
  'access-denied': {
    ...person,
    type: 'access-denied',
    method: 'GET',
    route: 'api/studies/{id}/identity',
    code: 'wrong-role',
  },
  'integrity-failure': { ...unversioned, type: 'integrity-failure', object: 'pixels' },
};
