import { describeFault } from '../../../src/audit/verify/fault';
import { LogIndex } from '../../../src/audit/verify/log/logIndex';
import { studyFaults } from '../../../src/audit/verify/publishedChecks';
import { emptyState } from '../../../src/audit/verify/publishedState';
import { readSubjects } from '../../../src/audit/verify/subjects';
import { asSiteKey } from '../../../src/domain/kernel/identifiers/ids';
import { Macs } from '../../../src/domain/kernel/sealing/macs';
import { submitReview } from '../../../src/domain/study/review/decideReview';
import type { Submitter } from '../../../src/domain/study/review/reviewer';
import { type StudyRecord, versionOf } from '../../../src/domain/study/studyRecord';
import { type StoredStudy, withPending } from '../../../src/domain/study/versions/pendingChange';
import { createRecordReview } from '../../../src/operations/study/recordReview';
import { createStudyWriter } from '../../../src/operations/study/studyWriter';
import { memoryStore } from '../../activities/memoryStore';
import { MemoryTree } from '../../audit/memoryLog';
import { hexId } from '../../domain/arbitraries';
import {
  imageResult,
  minute,
  person,
  plainImage,
  statStudy,
  studyId,
  submission,
  withImage,
} from '../../domain/studies';
import { ownSite, testMacs } from '../../support/siteSecret';

const onlooker = { mayReview: true, firstImpression: false };
const elsewhere = new Macs(asSiteKey(Buffer.alloc(32, 8)));

/** The study as it lies in storage after somebody began to put it away as routine, in this person's name. */
function begun(study: StudyRecord, by: Submitter = person('real'), macs = testMacs): StoredStudy {
  const request = {
    decision: 'override',
    studyVersion: study.version,
    priority: 'routine',
    reason: 'false-alarm',
  } as const;
  const submitted = submitReview(study, submission('planted', by.subject, request), onlooker);
  return withPending(study, (submitted as { study: StudyRecord }).study, by, macs);
}

/** What lies in storage, as JSON. */
function stored(value: StoredStudy): StoredStudy {
  return JSON.parse(JSON.stringify(value));
}

interface Pending {
  mac: string;
  by: Submitter;
  reviews: { signature: { name: string }; submittedAt: string }[];
}

/** The study with its pending change as somebody altered it. */
function altered(study: StoredStudy, alter: (pending: Pending) => unknown): StoredStudy {
  const copy = stored(study);
  const pending = copy.pending as Pending;
  return { ...copy, pending: alter(pending) ?? pending };
}

const plants: Record<string, () => StoredStudy> = {
  'with no code': () => altered(begun(statStudy()), ({ mac: _, ...change }) => change),
  'with the code of another site': () => begun(statStudy(), person('real'), elsewhere),
  'with another name under it': () =>
    altered(begun(statStudy()), (pending) => ({ ...pending, by: person('somebody') })),
  'with another name in the signature': () =>
    altered(begun(statStudy()), ({ reviews: [review] }) => {
      if (review) review.signature.name = 'Dr. Somebody';
    }),
  'with an earlier time': () =>
    altered(begun(statStudy()), ({ reviews: [review] }) => {
      if (review) review.submittedAt = minute(1);
    }),
  'of another study': () => {
    const other = { ...statStudy(), studyId: hexId('another study') };
    return { ...statStudy(), pending: stored(begun(other)).pending };
  },
  'of the same study as it was before': () => {
    const later = withImage(statStudy(), plainImage('second', 'stat'));
    return { ...later, pending: stored(begun(statStudy())).pending };
  },
  'of another study, with that whole study': () => begun({ ...statStudy(), studyId: hexId('another study') }),
  'that is no change at all': () => ({ ...statStudy(), pending: 'sign here' }),
  'that is null': () => ({ ...statStudy(), pending: null }),
  'by a sign-in that the site does not have': () =>
    begun(statStudy(), { ...person('real'), signIn: 'entra' }),
  'by nobody who signed in': () => {
    const { signIn: _, ...nobody } = person('real');
    return begun(statStudy(), nobody);
  },
};

function arrange(planted: StoredStudy) {
  const store = memoryStore();
  const errors: string[] = [];
  store.storedStudies.set(studyId, stored(planted));
  const studies = createStudyWriter({
    studies: store.studyRecords,
    worklist: store.worklist,
    trail: store.trail,
    ...ownSite,
    logError: (message) => void errors.push(message),
  });
  const record = createRecordReview({ studies, now: () => minute(10), undoSeconds: 120 });
  return { store, errors, studies, record, now: () => store.storedStudies.get(studyId) as StoredStudy };
}

describe.each(Object.entries(plants))('a planted review %s', (what, plant) => {
  test('is not recorded and not shown; it is told of, and kept where it lies', async () => {
    const planted = plant();
    const { store, errors, studies, now } = arrange(planted);
    const { pending, ...shown } = stored(planted);
    await studies.finish(studyId);
    expect(store.audited.size).toBe(0);
    expect(now()).toEqual({ ...shown, refused: [pending] });
    expect(errors).toEqual([expect.stringContaining(`results/studies/${studyId}.json`)]);
    await studies.finish(studyId);
    expect(errors).toHaveLength(1);
  });

  // Whoever moves a whole study here has changed what is shown as well, which is another fault.
  if (what === 'of another study, with that whole study') return;

  test('keeps nobody else back, and stays in the record', async () => {
    const planted = plant();
    const { store, studies, record, now } = arrange(planted);
    const { version } = planted;
    const { review } = (await record(
      studyId,
      { reviewId: 'real', decision: 'accept', studyVersion: version },
      person('B'),
      onlooker,
    )) as { review: object };
    expect(review).toMatchObject({ outcome: 'accepted', reviewer: 'Dr. B' });
    await studies.addImage(imageResult(plainImage('third', 'stat')));
    expect(now().refused).toEqual([stored(planted).pending]);
    expect(now().version).toBe(version + 1);
    const reviews = [...store.audited.values()].filter(({ type }) => type === 'review');
    expect(reviews).toMatchObject([{ reviewId: 'real', actor: { subject: 'B' } }]);
  });
});

test('what a session of this site began is finished', async () => {
  const { store, errors, studies, now } = arrange(begun(statStudy()));
  await studies.finish(studyId);
  expect(errors).toEqual([]);
  expect(now()).toMatchObject({ revision: 2, reviews: [{ reviewId: 'planted', reviewer: 'Dr. real' }] });
  expect(now().pending).toBeUndefined();
  expect([...store.audited.values()]).toMatchObject([{ type: 'review', actor: { subject: 'real' } }]);
});

test('nobody begins a change who came in by a way that the site does not have', async () => {
  const { store, record, now } = arrange(statStudy());
  const request = { decision: 'accept', studyVersion: 1 } as const;
  const from = (signIn: string) => record(studyId, request, { ...person('A'), signIn }, onlooker);
  await expect(from('entra')).rejects.toThrow('nobody signs in at this site in this way');
  expect(now()).toEqual(stored(statStudy()));
  expect(store.audited.size).toBe(0);
});

describe('verification', () => {
  async function faultsOf(record: StoredStudy, macs: Macs | undefined) {
    const tree = new MemoryTree();
    const { store } = arrange(statStudy());
    const salt = await store.identity.salt(studyId);
    tree.putJson('identity', `${studyId}/salt.json`, { schemaVersion: 1, salt });
    await store.trail.decided(versionOf(stored(record)), await store.trail.settings());
    const index = new LogIndex(undefined);
    for (const event of store.audited.values()) index.add({ event, sequence: undefined });
    const context = { index, subjects: await readSubjects(tree), published: emptyState(), now: 0, macs };
    return studyFaults(context, 'the study', studyId, record).map(describeFault);
  }

  test('names a planted change, before it was met and after', async () => {
    const planted = stored(begun(statStudy(), person('real'), elsewhere));
    expect(await faultsOf(planted, testMacs)).toEqual([expect.stringContaining('[not-genuine]')]);
    const { studies, now } = arrange(planted);
    await studies.finish(studyId);
    for (const macs of [testMacs, undefined])
      expect(await faultsOf(now(), macs)).toEqual([expect.stringContaining('[not-genuine]')]);
  });

  test('has nothing against a real one, and cannot tell without the key', async () => {
    expect(await faultsOf(stored(begun(statStudy())), testMacs)).toEqual([]);
    expect(await faultsOf(stored(begun(statStudy(), person('real'), elsewhere)), undefined)).toEqual([]);
  });
});
