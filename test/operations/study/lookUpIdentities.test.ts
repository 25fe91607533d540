import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import type { InstanceIdentity } from '../../../src/domain/image/imageDescription';
import { ChangedOutsideError } from '../../../src/domain/kernel/sealing/changedOutside';
import { commitmentOf } from '../../../src/domain/kernel/sealing/commitment';
import type { StudyRecord } from '../../../src/domain/study/studyRecord';
import { createLookUpIdentities } from '../../../src/operations/study/lookUpIdentities';
import { hexId } from '../../domain/arbitraries';

const actor = { subject: 'Dr. Example', kind: 'caller' as const };
const [a, b, changed, unknown] = ['a', 'b', 'changed', 'unknown'].map(hexId) as [
  string,
  string,
  string,
  string,
];
const salt = hexId('salt');

function lookUp() {
  const log: string[] = [];
  const events: AuditEvent[] = [];
  const run = createLookUpIdentities({
    identity: {
      knownSalt: async (studyId) => (studyId === unknown ? undefined : salt),
      identities: async (studyId, imageIds) => {
        log.push('read');
        if (studyId === changed) throw new ChangedOutsideError('identity', studyId);
        const named = { patientName: studyId === a ? 'A' : 'B', institutionName: 'not for a line' };
        return new Map<string, InstanceIdentity>(imageIds.map((imageId) => [imageId, named]));
      },
    },
    audit: {
      record: async (event) => {
        log.push('recorded');
        events.push(event);
      },
    },
    results: {
      study: async (studyId) =>
        ({
          studyId,
          images: [{ imageId: hexId(`image of ${studyId}`) }],
          objects: [],
          setAside: [],
        }) as unknown as StudyRecord,
    },
    watch: async (what, studyId) => void log.push(`watched ${what} ${studyId}`),
    noteChangedOutside: async ({ message }) => void log.push(`noted ${message.includes(changed)}`),
    now: () => '2026-05-01T10:00:00.000Z',
  });
  return { run, log, events };
}

test('a page of identities is one look, recorded with all of its studies before anything is read', async () => {
  const { run, log, events } = lookUp();
  expect(await run([a, b, a, unknown], actor)).toEqual([
    { studyId: a, patientName: 'A' },
    { studyId: b, patientName: 'B' },
  ]);
  expect(events).toMatchObject([
    { type: 'identity-list', actor, studies: [a, b].map((id) => commitmentOf(salt, 'study', id)) },
  ]);
  expect(JSON.stringify(events)).not.toContain(a);
  expect(log).toEqual(['recorded', `watched identities ${a}`, `watched identities ${b}`, 'read', 'read']);
});

test('one that was changed outside the app is made known, and hides no other', async () => {
  const { run, log } = lookUp();
  expect(await run([changed, b], actor)).toEqual([{ studyId: b, patientName: 'B' }]);
  expect(log).toContain('noted true');
});

test('of studies that are not there nothing is recorded', async () => {
  const { run, events } = lookUp();
  expect(await run([unknown], actor)).toEqual([]);
  expect(events).toEqual([]);
});
