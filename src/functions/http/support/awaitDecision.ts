import type { ReviewStarter } from '../../../activities/ensureReview';
import type { App } from '../../../app/app';
import { reviewInstanceOf } from '../../../domain/kernel/ids';
import type { Review } from '../../../domain/study/review';
import type { StudyRecord } from '../../../domain/study/studyRecord';

const answerWithinMilliseconds = 20_000;
const raiseEveryMilliseconds = 2_000;
const lookEveryMilliseconds = 100;

export interface Decided {
  readonly study: StudyRecord;
  readonly review: Review;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const looks = new Map<string, Promise<StudyRecord | undefined>>();

/** Many who wait for the same study look at it together. */
function look({ store }: App, studyId: string): Promise<StudyRecord | undefined> {
  const running = looks.get(studyId);
  if (running) return running;
  const started = store.results.study(studyId).finally(() => looks.delete(studyId));
  looks.set(studyId, started);
  return started;
}

/**
 * Wakes the study's review until the record shows what became of the submission: an event that falls between two of its
 * rounds is lost. A review that has ended is started again, and ends when it has answered.
 */
export async function awaitDecision(
  triage: App,
  starter: ReviewStarter,
  studyId: string,
  reviewId: string,
): Promise<Decided | undefined> {
  const instanceId = reviewInstanceOf(studyId);
  const end = Date.now() + answerWithinMilliseconds;
  while (Date.now() < end) {
    if (!(await starter.isRunning(instanceId))) await starter.start('reviewStudy', instanceId, { studyId });
    await starter.raise(instanceId, 'ReviewSubmitted', {});
    const again = Date.now() + raiseEveryMilliseconds;
    while (Date.now() < again) {
      const study = await look(triage, studyId);
      const review = study?.reviews.find((known) => known.reviewId === reviewId);
      if (study && review) return { study, review };
      await pause(lookEveryMilliseconds);
    }
  }
  return undefined;
}
