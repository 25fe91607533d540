import { createAuditTrail } from '../../../src/operations/audit/auditTrail';
import { createFinishBegun } from '../../../src/operations/study/finishBegun';
import { createRecordReview } from '../../../src/operations/study/recordReview';
import { createStudyWriter } from '../../../src/operations/study/studyWriter';
import { openStore, type Store } from '../../../src/storage/store';
import { person } from '../../domain/studies';
import { seedStudy } from '../../support/seedStudy';
import { ownSite, testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

const later = () => new Date(Date.now() + 120_000).toISOString();
let store: Store;

beforeAll(async () => {
  const storage = { kind: 'connection-string' as const, connectionString: await storageAccount() };
  store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
});

/** @param isKilled the process ends once the change is stored, before it is in the log and shown */
function writer(isKilled: boolean) {
  const trail = createAuditTrail({
    records: store.audit,
    identity: store.identity,
    software: { version: '0.0.0', node: '0' },
    settingsSha256: async () => '5a'.repeat(32),
    now: later,
  });
  const reviewed = async () => {
    throw new Error('killed');
  };
  return createStudyWriter({
    ...ownSite,
    studies: store.results,
    worklist: store.worklist,
    begun: store.begun,
    trail: isKilled ? { ...trail, reviewed } : trail,
  });
}

function review(isKilled: boolean, studyId: string, studyVersion = 1) {
  return createRecordReview({ studies: writer(isKilled), now: later, undoSeconds: 120 })(
    studyId,
    { reviewId: 'one', decision: 'accept', studyVersion },
    person('A'),
    { mayReview: true, firstImpression: false },
  );
}

const begun = async () => (await store.begun.all()).map(({ studyId }) => studyId);

test('a review that a crash interrupted is finished by the next run, whatever else there is', async () => {
  const { studyId } = await seedStudy(store);
  await expect(review(true, studyId)).rejects.toThrow('killed');
  expect(await store.results.study(studyId)).toMatchObject({ reviews: [] });
  expect(await begun()).toEqual([studyId]);

  const run = (now: string) =>
    createFinishBegun({
      begun: store.begun,
      finish: (id) => writer(false).finish(id),
      removeLeft: async () => {},
      now: () => now,
    })();
  await run(new Date().toISOString());
  expect(await store.results.study(studyId)).toMatchObject({ reviews: [] });
  await run(later());
  expect(await store.results.study(studyId)).toMatchObject({ reviews: [{ outcome: 'accepted' }] });
  expect(await begun()).toEqual([]);
});

test('a finished or refused review leaves nothing to look at', async () => {
  const { studyId } = await seedStudy(store);
  await review(false, studyId);
  expect(await review(false, studyId, 9)).toMatchObject({ refusal: expect.any(String) });
  expect(await begun()).toEqual([]);
});
