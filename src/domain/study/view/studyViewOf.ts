import { awaitsImpression, type Onlooker, withoutFindings } from '../review/beforeImpression';
import { isRead } from '../review/standingReview';
import { effectivePriority, listedStateOf, type StudyRecord } from '../studyRecord';
import { routeOf } from '../studyRoute';
import { alertsOf } from './studyAlerts';
import type { StudyView } from './studyView';

/** @param now ISO time of the server's clock. */
export function studyViewOf(study: StudyRecord, onlooker: Onlooker, now: string): StudyView {
  const hidden = awaitsImpression(study, onlooker);
  const state = listedStateOf(study);
  const route = routeOf(study);
  const [reviewed] = study.reviews
    .filter((review) => review.outcome === 'accepted' && isRead(review))
    .map(({ studyVersion }) => studyVersion)
    .sort((a, b) => b - a);
  return {
    ...(hidden ? withoutFindings(study) : study),
    serverTime: now,
    state,
    alerts: alertsOf(study),
    ...(route === 'review' ? {} : { route }),
    standing: effectivePriority(study),
    ...(hidden ? { awaitsImpression: true } : {}),
    ...(state === 'reopened' && reviewed !== undefined && reviewed < study.version
      ? { reviewedVersion: reviewed }
      : {}),
  };
}
