import type { Caller } from '../access/caller';
import type { App } from '../app';
import type { Onlooker } from '../domain/beforeImpression';
import { rightsOf } from '../domain/roles';

/** A caller as the rules of the first impression see them. */
export function onlookerOf({ settings }: App, { subject, roles }: Caller): Onlooker {
  const mayReview = rightsOf(roles).includes('review-studies');
  return { subject, mayReview, firstImpression: settings.review.firstImpression };
}
