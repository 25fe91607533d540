import type { AuditEvent, AuditEventOf } from '../../../src/domain/audit/auditEvent';
import { auditWords, words } from '../../../src/domain/words/words';

const common = {
  schemaVersion: 1,
  eventId: 'a'.repeat(64),
  at: '2026-05-01T10:00:00.000Z',
  actor: { subject: 'entra:17', kind: 'caller' },
} as const;
const study = 'b'.repeat(64);
const reader = { name: (subject: string) => `<${subject}>`, time: words.values.time };
const said = (event: object) => auditWords({ ...common, ...event } as AuditEvent, reader);

const review = {
  type: 'review',
  decision: 'override',
  priority: 'stat',
  reason: 'missed',
  outcome: 'accepted',
  studyVersion: 2,
  signature: { name: 'Dr. Example', at: common.at, meaning: 'puts the study in another place' },
} as unknown as AuditEventOf<'review'>;

test.each<[string, object, string]>([
  [
    'impression',
    { type: 'impression', study, version: 1, priority: 'urgent' },
    '<entra:17> gave a first impression of version 1, before seeing what the models found: urgent.',
  ],
  [
    'notification',
    { type: 'notification', study, version: 1, notice: 'due-soon', channel: 'webhook' },
    'The notice “due soon” about version 1 was delivered (webhook).',
  ],
  [
    'refusal',
    { type: 'refusal', reason: 'empty-file' },
    'A file was refused. The file is empty (empty-file).',
  ],
  [
    'a code of another release',
    { type: 'refusal', reason: 'of-next-year' },
    'A file was refused. of-next-year',
  ],
  [
    'decision',
    { type: 'decision', version: 2, images: 1, priority: 'unclassified', place: 'routine', dueAt: common.at },
    'Version 2 (1 image): unclassified, read as routine, due at 2026-05-01 10:00 UTC.',
  ],
  [
    'look at an identity',
    { type: 'identity-access', study, purpose: 'review' },
    '<entra:17> looked up the identity of the patient: review',
  ],
  [
    'access denied',
    {
      type: 'access-denied',
      actor: { subject: 'Eve', kind: 'caller', roles: ['uploader'], address: '192.0.2.7' },
      method: 'GET',
      route: 'api/studies/{id}',
      code: 'wrong-role',
    },
    '<Eve> (uploader) from 192.0.2.7 was denied access to GET api/studies/{id} (wrong-role).',
  ],
])('%s', (_, event, text) => {
  expect(said(event)).toBe(text);
});

describe('a review', () => {
  const start = 'Dr. Example changed the priority of version 2 to stat (The model missed a finding).';
  const meaning = 'Meaning of the signature: puts the study in another place.';

  test('that stands', () => {
    expect(said(review)).toBe(`${start} ${meaning}`);
  });

  test('that came too late says that it changed nothing', () => {
    expect(said({ ...review, outcome: 'conflict' })).toBe(
      `${start} ${meaning} It came too late and changed nothing.`,
    );
  });

  test('that was taken back does not read as one that stands', () => {
    expect(said({ ...review, outcome: 'withdrawn', withdrawnAt: common.at })).toBe(
      `${start} This review was taken back at 2026-05-01 10:00 UTC and no longer counts.`,
    );
  });
});

test('a model that abstained says why, and scores read as everywhere else', () => {
  const model = { id: 'chest', version: '1.0.0', sha256: 'c'.repeat(64) };
  const analysis = { model, notes: [], findings: [], sha256: 'd'.repeat(64) };
  const finding = { label: 'lung-opacity', score: 0.624, positive: true };
  expect(words.auditedAnalysis({ ...analysis, outcome: 'abstained', reason: 'blank-picture' })).toBe(
    'chest 1.0.0: abstained. The picture is blank (blank-picture).',
  );
  expect(words.auditedAnalysis({ ...analysis, outcome: 'analysed', findings: [finding] })).toBe(
    'chest 1.0.0: lung-opacity 62 % (positive)',
  );
});
