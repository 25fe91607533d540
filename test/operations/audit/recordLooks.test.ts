import { type AuditEvent, auditEventSchema } from '../../../src/domain/audit/auditEvent';
import type { StoredImage } from '../../../src/domain/image/storedImage';
import type { Actor } from '../../../src/domain/kernel/actor';
import { createLookRecorder } from '../../../src/operations/audit/recordLooks';

let at: string;
let recorded: Map<string, AuditEvent>;
let requests: number;
let failing: boolean;
const erased = 'study-erased';

const records = {
  record: async (event: AuditEvent) => {
    requests += 1;
    if (failing) throw new Error('the storage does not answer');
    if (!recorded.has(event.eventId)) recorded.set(event.eventId, auditEventSchema.parse(event));
  },
};
const images = {
  find: async (imageId: string) => {
    requests += 1;
    return imageId.startsWith('image') ? ({ studyId: `study-${imageId}` } as StoredImage) : undefined;
  },
};
const identity = {
  knownSalt: async (studyId: string) => {
    requests += 1;
    return studyId === erased ? undefined : Buffer.alloc(32, studyId).toString('hex');
  },
};
const watch = async () => {};
const recorder = () => createLookRecorder({ records, images, identity, watch, now: () => at });
const viewer: Actor = { subject: 'somebody', kind: 'caller', roles: ['reviewer'] };

beforeEach(() => {
  at = '2026-01-01T10:59:00.000Z';
  [recorded, requests, failing] = [new Map(), 0, false];
});

test('a hundred studies looked at again and again are a hundred entries, on every instance of the app', async () => {
  const [one, other] = [recorder(), recorder()];
  for (let turn = 0; turn < 1000; turn += 1)
    await (turn % 2 === 0 ? one : other).study(`study-${turn % 100}`, viewer);
  expect(recorded.size).toBe(100);
  expect([...recorded.values()].every(({ type }) => type === 'picture-access')).toBe(true);
});

test('the second picture within the hour asks the storage for nothing', async () => {
  const looks = recorder();
  await Promise.all(Array.from({ length: 20 }, () => looks.image('image-1', viewer)));
  const before = requests;
  expect(await looks.image('image-1', viewer)).toBe(true);
  expect(await looks.study('study-image-1', viewer)).toBe(true);
  expect([requests - before, recorded.size]).toEqual([0, 1]);
});

test('another hour, viewer or study is another entry', async () => {
  const looks = recorder();
  await looks.study('study-a', viewer);
  await looks.study('study-b', viewer);
  await looks.study('study-a', { ...viewer, subject: 'somebody else' });
  at = '2026-01-01T11:00:00.000Z';
  await looks.study('study-a', viewer);
  expect(recorded.size).toBe(4);
});

test('what cannot be recorded is not to be shown, and is tried again', async () => {
  const looks = recorder();
  failing = true;
  await expect(looks.study('study-a', viewer)).rejects.toThrow('does not answer');
  failing = false;
  expect(await looks.study('study-a', viewer)).toBe(true);
  expect(await looks.study(erased, viewer)).toBe(false);
  expect(await looks.image('none', viewer)).toBe(false);
  expect(recorded.size).toBe(1);
});

test('a list that is taken away is one entry for each viewer and hour', async () => {
  const looks = recorder();
  for (let turn = 0; turn < 10; turn += 1) await looks.list('worklist', viewer);
  await looks.list('worklist', { ...viewer, subject: 'somebody else' });
  expect([...recorded.values()].map(({ type }) => type)).toEqual(['list-export', 'list-export']);
});
