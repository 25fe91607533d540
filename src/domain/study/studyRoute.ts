import { findingsOf } from '../models/findings';
import type { StudyImage } from './images/imageRecord';
import type { Route } from './policy/intakeRule';
import type { StudyRecord } from './studyRecord';
import { alertsOf } from './view/studyAlerts';

type Seen = Pick<StudyRecord, 'images' | 'objects' | 'setAside' | 'decision' | 'changedOutside'>;

const imagesIn = ({ images, objects }: Seen): readonly StudyImage[] => [...images, ...objects];

/**
 * Whether no rule may hide it: a model called anything in it positive, its order is more urgent than routine, its images
 * name different patients or were rejected, or it was changed outside the app.
 */
export function mustBeSeen(study: Seen): boolean {
  return (
    study.decision.place !== 'routine' ||
    imagesIn(study).some(({ analyses }) => findingsOf(analyses).some(({ positive }) => positive)) ||
    alertsOf(study).some(({ code }) => code !== 'images-superseded') ||
    (study.changedOutside?.length ?? 0) > 0
  );
}

/**
 * What a study is for, by its images. It is for review unless every image was sent elsewhere, and always if it
 * must be seen.
 */
export function routeOf(study: Seen): Route {
  const all = imagesIn(study);
  if (mustBeSeen(study) || all.length === 0 || all.some(({ route }) => route === undefined)) return 'review';
  return all.some(({ route }) => route?.to === 'prior') ? 'prior' : 'kept';
}

/** Whether the intake rules sent all of it elsewhere, and it is for review since it must be seen. */
export function isBroughtBack(study: Seen): boolean {
  const all = imagesIn(study);
  return all.length > 0 && all.every(({ route }) => route !== undefined) && mustBeSeen(study);
}
