import type { Starter } from '../../../src/contract/orchestrations';
import { reviewInstanceOf } from '../../../src/domain/kernel/identifiers/ids';
import { createEnsureReview } from '../../../src/operations/study/ensureReview';

const studyId = 'a'.repeat(64);
const instance = reviewInstanceOf(studyId);

function site(isRunning: boolean) {
  const asked: unknown[] = [];
  const starter: Starter = {
    isRunning: async () => isRunning,
    start: async (...input) => void asked.push(['start', ...input]),
    raise: async (...input) => void asked.push(['raise', ...input]),
  };
  return { ensureReview: createEnsureReview({ starter }), asked };
}

const raised = ['raise', 'reviewStudy', instance, 'StudyChanged'];

test('the review of a new study is started as such', async () => {
  const { ensureReview, asked } = site(false);
  await ensureReview({ studyId, isNew: true });
  expect(asked).toEqual([['start', 'reviewStudy', instance, { studyId, isNew: true }]]);
});

test('one that is running is woken', async () => {
  const { ensureReview, asked } = site(true);
  await ensureReview({ studyId });
  expect(asked).toEqual([raised]);
});

test('of a study that was there before it is started and woken: another process may have started it with the study as it was new', async () => {
  const { ensureReview, asked } = site(false);
  await ensureReview({ studyId });
  expect(asked).toEqual([['start', 'reviewStudy', instance, { studyId }], raised]);
});
