import { findingsOf } from '../models/findings';
import type { StudyImage } from './imageRecord';
import type { Route } from './intakeRule';
import { alertsOf } from './studyAlerts';
import type { StudyRecord } from './studyRecord';

/**
 * What a study is for, by its images. It is for review unless every image was sent elsewhere, and always if a model
 * called anything in it positive, if its order is more urgent than routine, if its images name different patients or
 * were rejected, or if it was changed outside the app: no rule hides that.
 */
export function routeOf(
  study: Pick<StudyRecord, 'images' | 'objects' | 'setAside' | 'decision' | 'changedOutside'>,
): Route {
  const all: readonly StudyImage[] = [...study.images, ...study.objects];
  const mustBeSeen =
    study.decision.place !== 'routine' ||
    all.some(({ analyses }) => findingsOf(analyses).some(({ positive }) => positive)) ||
    alertsOf(study).some(({ code }) => code !== 'images-superseded') ||
    (study.changedOutside?.length ?? 0) > 0;
  if (mustBeSeen || all.length === 0 || all.some(({ route }) => route === undefined)) return 'review';
  return all.some(({ route }) => route?.to === 'prior') ? 'prior' : 'kept';
}
