import { type SiteKey, studyIdOf } from '../../../src/domain/kernel/identifiers/ids';
import { until } from '../../support/appRuntime';
import type { AppOnEngine } from '../appOnEngine';
import type { Fault } from './faults';
import { radiograph, studyUid } from './files';

type Act = (on: AppOnEngine, studyId: string) => Promise<void>;

interface Kind {
  /** Of its order. */
  readonly urgency?: string;
  readonly faults?: readonly Omit<Fault, 'contains'>[];
  readonly act?: Act;
  /** How many rounds of its review end by themselves within a minute or so. */
  readonly rounds: number;
}

/** Studies, and what people do with them once they are there. */
const studies: Readonly<Record<string, Kind>> = {
  accepted: { rounds: 3, act: async (on, study) => void (await decide(on, study, { decision: 'accept' })) },
  overridden: {
    rounds: 3,
    act: async (on, study) =>
      void (await decide(on, study, { decision: 'override', priority: 'urgent', reason: 'missed' })),
  },
  'not-assessed': {
    rounds: 3,
    act: async (on, study) => void (await decide(on, study, { decision: 'cannot-assess' })),
  },
  undone: { rounds: 1, act: undone },
  conflict: { rounds: 3, act: conflict },
  late: { rounds: 2, act: late },
  suspended: { rounds: 3, act: suspended },
  'looked-at-again': { rounds: 3, faults: [{ step: 'advanceReview', times: 2 }], act: conflict },
  'never-looked-at': { rounds: 1, faults: [{ step: 'advanceReview', times: 6 }] },
  told: { urgency: 'STAT', rounds: 1 },
  'told-again': { urgency: 'STAT', rounds: 1 },
  'told-too-late': { urgency: 'STAT', rounds: 3, act: acceptedBeforeTold },
  'notices-retried': { urgency: 'STAT', rounds: 1, faults: [{ step: 'startNotices', times: 2 }] },
  'output-retried': { rounds: 1, faults: [{ step: 'sendOutput', times: 2 }] },
  'output-fails': { rounds: 1, faults: [{ step: 'sendOutput', times: 6 }] },
  'notices-fail': { urgency: 'STAT', rounds: 1, faults: [{ step: 'startNotices', times: 6 }] },
};

export interface ReviewedStudy {
  readonly name: string;
  readonly studyId: string;
  readonly bytes: Uint8Array;
  readonly rounds: number;
  readonly faults: readonly Fault[];
  readonly act: Act;
}

export function reviewedStudies(siteKey: SiteKey): ReviewedStudy[] {
  return Object.entries(studies).map(([name, { urgency, faults = [], rounds, act = async () => {} }], at) => {
    const studyId = studyIdOf(siteKey, studyUid(at));
    return {
      name,
      studyId,
      act,
      bytes: radiograph({ study: at, ...(urgency === undefined ? {} : { urgency }) }),
      rounds,
      faults: faults.map((fault) => ({ ...fault, contains: [studyId] })),
    };
  });
}

async function decide(on: AppOnEngine, studyId: string, decision: object): Promise<string> {
  const { version, revision } = await until('the study', () => on.store.results.study(studyId));
  const answer = await on.fetch(`/api/studies/${studyId}/review`, {
    method: 'POST',
    body: JSON.stringify({ studyVersion: version, ...decision }),
    headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` },
  });
  const { review } = (await answer.json()) as { review?: { reviewId: string } };
  return review?.reviewId ?? '';
}

async function undone(on: AppOnEngine, studyId: string): Promise<void> {
  const reviewId = await decide(on, studyId, { decision: 'accept' });
  await on.fetch(`/api/studies/${studyId}/reviews/${reviewId}`, { method: 'DELETE' });
}

/** A review of a version that there is not, and one that there is. */
async function conflict(on: AppOnEngine, studyId: string): Promise<void> {
  await decide(on, studyId, { decision: 'accept', studyVersion: 9 });
  await decide(on, studyId, { decision: 'accept' });
}

/** Another image comes after the review. */
async function late(on: AppOnEngine, studyId: string): Promise<void> {
  await decide(on, studyId, { decision: 'accept' });
  const at = Object.keys(studies).indexOf('late');
  await on.outcome(await on.drop('late-image.dcm', radiograph({ study: at })));
}

async function suspended(on: AppOnEngine, studyId: string): Promise<void> {
  const at = `${on.engine.url}/runtime/webhooks/durabletask/instances/review-${studyId}`;
  const manage = (what: string) => fetch(`${at}/${what}?reason=maintenance&code=test`, { method: 'POST' });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await manage('suspend');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await decide(on, studyId, { decision: 'accept' });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await manage('resume');
}

/** The receiver has refused the notice by then. */
async function acceptedBeforeTold(on: AppOnEngine, studyId: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await decide(on, studyId, { decision: 'accept' });
}
