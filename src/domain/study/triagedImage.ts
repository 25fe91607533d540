import type { Place } from '../kernel/priority';
import type { Analysis } from '../models/analysis';

/** The part of an image that the policy looks at. */
export interface TriagedImage {
  readonly imageId: string;
  readonly baseline: Place;
  readonly analyses: readonly Analysis[];
  /** Why no model analysed it. */
  readonly unrouted?: string | undefined;
}
