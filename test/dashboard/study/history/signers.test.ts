import { namesIn } from '../../../../src/dashboard/study/history/signers';
import type { AuditEvent } from '../../../../src/domain/audit/auditEvent';

test('a subject is named where it signed something', () => {
  const events = [
    { type: 'review', actor: { subject: 'entra:17' }, signature: { name: 'Dr. Example' } },
    { type: 'identity-access', actor: { subject: 'entra:18' } },
  ] as unknown as AuditEvent[];
  expect([...namesIn(events)]).toEqual([['entra:17', 'Dr. Example']]);
});
