import type { Place } from '../kernel/priority';
import type { Analysis } from '../models/analysis';

/** What the policy looks at in one image. */
export interface TriagedImage {
  readonly imageId: string;
  readonly baseline: Place;
  readonly analyses: readonly Analysis[];
  /** Why no model looked at it. */
  readonly unrouted?: string | undefined;
}
