import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { activityIn } from '../../../src/operations/audit/activity';
import { sampleEvents } from '../../domain/words/sampleEvents';

const entry = (sequence: number, hour: number, event: AuditEvent) => ({
  sequence,
  sealedAt: `2026-05-01T${String(hour).padStart(2, '0')}:00:00.000Z`,
  event,
});

async function* latest(...entries: ReturnType<typeof entry>[]) {
  yield* entries;
}

test('what people did is counted by user, latest first, until that time; what the app does by itself is not', async () => {
  const by = (subject: string) => ({ ...sampleEvents.retry, actor: { subject, kind: 'caller' as const } });
  const { users, entries } = await activityIn(
    latest(
      entry(5, 12, by('ann')),
      entry(4, 11, sampleEvents.result),
      entry(3, 10, { ...sampleEvents['list-export'], actor: by('ann').actor }),
      entry(2, 10, by('bob')),
      entry(1, 9, by('ann')),
      entry(0, 7, by('eve')),
    ),
    '2026-05-01T08:00:00.000Z',
  );
  expect(users.map(({ subject, did }) => [subject, did])).toEqual([
    [
      'ann',
      [
        { type: 'retry', times: 2 },
        { type: 'list-export', times: 1 },
      ],
    ],
    ['bob', [{ type: 'retry', times: 1 }]],
  ]);
  expect(entries.map(({ sequence }) => sequence)).toEqual([5, 3, 2, 1]);
});
