import { auditWords, namesIn } from '../../../src/dashboard/words/auditWords';
import type { AuditEvent, AuditEventOf } from '../../../src/domain/audit/auditEvent';

const common = {
  schemaVersion: 1,
  eventId: 'a'.repeat(64),
  at: '2026-05-01T10:00:00.000Z',
  actor: { subject: 'entra:17', kind: 'caller' },
} as const;

const review = {
  ...common,
  type: 'review',
  decision: 'accept',
  outcome: 'accepted',
  studyVersion: 2,
  signature: { name: 'Dr. Example', at: common.at, meaning: 'agrees' },
} as unknown as AuditEventOf<'review'>;

const look = { ...common, type: 'identity-access', study: 'b'.repeat(64), purpose: 'review' } as AuditEvent;

describe('the record of a study in words', () => {
  test('who looked is named where they signed something, else shown as the log has it', () => {
    expect(auditWords(look, namesIn([look, review]))).toBe(
      'Dr. Example looked up whom the study shows (review).',
    );
    expect(auditWords(look, namesIn([look]))).toBe('entra:17 looked up whom the study shows (review).');
  });

  test('a review that was taken back does not read as one that stands', () => {
    expect(auditWords(review, new Map())).toContain('Dr. Example agreed, on version 2.');
    expect(auditWords({ ...review, outcome: 'withdrawn' }, new Map())).toBe(
      'Dr. Example took back, within the time for it, that they agreed, on version 2.',
    );
  });
});
