import type { Caller } from '../access/caller';
import type { App } from '../app';
import type { Onlooker } from '../domain/beforeImpression';

/** A caller as the rules of the first impression see him. */
export function onlookerOf({ settings }: App, { subject, roles }: Caller): Onlooker {
  return { subject, roles, firstImpression: settings.review.firstImpression };
}
