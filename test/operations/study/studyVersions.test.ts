import fc from 'fast-check';
import type { AuditEventOf } from '../../../src/domain/audit/auditEvent';
import { allImagesOf } from '../../../src/domain/study/images/arrangement';
import type { StudyImage } from '../../../src/domain/study/images/imageRecord';
import { mergeIntoStudy, type StudyRecord } from '../../../src/domain/study/studyRecord';
import { createRecordReview } from '../../../src/operations/study/recordReview';
import type { StudyWriter, WithImage } from '../../../src/operations/study/studyWriter';
import { type MemoryStore, memoryStore } from '../../activities/memoryStore';
import { arrived, imageResult, minute, person, plainImage, policy, studyId } from '../../domain/studies';
import { faultsOf, type Kill, Killed, mortalWriter } from './mortalWriter';

const image = (name: string) => plainImage(name, name < 'd' ? 'routine' : 'stat');

function add(writer: StudyWriter, name: string): Promise<WithImage> {
  return writer.addImage(imageResult(image(name)));
}

function review(writer: StudyWriter, reviewId: string) {
  const record = createRecordReview({ studies: writer, now: () => minute(10), undoSeconds: 120 });
  const submission = { reviewId, decision: 'accept', studyVersion: 1 } as const;
  return record(studyId, submission, person('A'), { mayReview: true, firstImpression: false });
}

function shown(store: MemoryStore): StudyRecord {
  return store.storedStudies.get(studyId) as StudyRecord;
}

/** The versions of which the log has a decision, one for each that it has. */
function decided(store: MemoryStore): number[] {
  return [...store.audited.values()]
    .filter((event): event is AuditEventOf<'decision'> => event.type === 'decision')
    .map(({ version }) => version)
    .sort((a, b) => a - b);
}

/** What of a study does not depend on how its images came. */
function contentOf({ images, objects, setAside, decision, receivedAt, dueAt }: StudyRecord) {
  return { images, objects, setAside, decision, receivedAt, dueAt };
}

async function expectOneOfEach(store: MemoryStore, images: readonly StudyImage[]): Promise<void> {
  const study = shown(store);
  const versions = Array.from({ length: study.version }, (_, index) => index + 1);
  expect([...store.versions.keys()].sort()).toEqual(versions.map((number) => `${studyId}/${number}`).sort());
  expect(decided(store)).toEqual(versions);
  const atOnce = mergeIntoStudy(undefined, studyId, images, policy, arrived);
  expect(contentOf(study)).toEqual(contentOf(atOnce));
  expect(await faultsOf(store)).toEqual([]);
}

test('a version is made, then recorded, then shown; the review is woken by one of its images', async () => {
  const store = memoryStore();
  const woken = await Promise.all([...'abc'].map((name) => add(store.studies, name)));
  expect(store.log).toEqual(['version', 'audit: decision', 'study', 'worklist']);
  expect(woken.map(({ wakesReview }) => wakesReview)).toEqual([true, false, false]);
});

describe('a process that is killed while it adds an image', () => {
  const next: Record<string, (store: MemoryStore) => Promise<unknown>> = {
    'the same again': (store) => add(mortalWriter(store), 'b'),
    'another image': (store) => add(mortalWriter(store), 'c'),
    'two others at once, in two processes': (store) =>
      Promise.all([...'cd'].map((name) => add(mortalWriter(store), name))),
    'a review of what is shown': (store) => review(mortalWriter(store), 'r'),
  };

  test.each(Object.keys(next))('then %s: one record, one decision a version', async (who) => {
    let killed = 0;
    for (const isDone of [false, true]) {
      for (let write = 0; ; write += 1) {
        const store = memoryStore();
        await add(store.studies, 'a');
        const end = await add(mortalWriter(store, { write, isDone }), 'b').catch((error) => error);
        if (!(end instanceof Killed)) break;
        killed += 1;
        expect(decided(store)).toContain(shown(store).version);
        await next[who]?.(store);
        // The engine runs the activity of the image again.
        const again = await add(mortalWriter(store), 'b');
        const others = allImagesOf(again.study).filter(({ imageId }) => imageId !== image('b').imageId);
        await expectOneOfEach(store, [image('b'), ...others]);
      }
    }
    expect(killed).toBe(8);
  });

  test('before the study showed it: whoever adds it again wakes the review', async () => {
    for (const write of [0, 1, 2, 3]) {
      const store = memoryStore();
      await add(store.studies, 'a');
      await expect(add(mortalWriter(store, { write, isDone: true }), 'd')).rejects.toThrow(Killed);
      expect(await add(mortalWriter(store), 'd')).toMatchObject({ wakesReview: true });
    }
  });
});

test('whatever crosses and whoever is killed: one record, one decision a version, one wake at most', async () => {
  const kill = fc.record({ write: fc.nat(9), isDone: fc.boolean() });
  const acts = fc.array(fc.constantFrom(...'abcdeff', 'review'), { minLength: 1, maxLength: 10 });
  const kills = fc.array(kill, { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(acts, kills, fc.scheduler(), async (steps, deaths, scheduler) => {
      const store = memoryStore();
      const process = (death?: Kill) =>
        mortalWriter(store, death, () => scheduler.schedule(Promise.resolve()));
      const processes = [...deaths.map(process), process(), process()];
      const results: WithImage[] = [];
      const live = async (act: string, at: number): Promise<void> => {
        const writer = processes[Math.min(at, processes.length - 1)] as StudyWriter;
        try {
          if (act === 'review') await review(writer, 'r');
          else results.push(await add(writer, act));
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
          await live(act, at + 1);
        }
      };
      await scheduler.waitFor(Promise.all(steps.map((act, index) => live(act, index % processes.length))));
      const names = new Set(steps.filter((act) => act !== 'review'));
      if (names.size === 0) return;
      await expectOneOfEach(store, [...names].map(image));
      const isOnce = deaths.length === 0 && names.size === results.length;
      const wakes = results.filter(({ wakesReview }) => wakesReview).length;
      expect(wakes).toBeGreaterThan(0);
      if (isOnce) expect(wakes).toBeLessThanOrEqual(shown(store).version);
    }),
    { numRuns: 150 },
  );
});
