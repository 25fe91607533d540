import type { Caller } from '../../../access/caller';
import type { App } from '../../../app/app';
import { rightsOf } from '../../../domain/kernel/roles';
import type { Onlooker } from '../../../domain/study/review/beforeImpression';

/** A caller as the first-impression rules see them. */
export function onlookerOf({ settings }: Pick<App, 'settings'>, { subject, roles }: Caller): Onlooker {
  const mayReview = rightsOf(roles).includes('review-studies');
  return { subject, mayReview, firstImpression: settings.review.firstImpression };
}
