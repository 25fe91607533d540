import type { Place } from '../../kernel/priority';
import type { Analysis } from '../../models/analysis';

/** The part of an image that the policy looks at. */
export interface TriagedImage {
  readonly imageId: string;
  readonly baseline: Place;
  /** Words of its orders that the policy does not know. */
  readonly unknownUrgency?: readonly string[] | undefined;
  readonly analyses: readonly Analysis[];
  /** Why no model analysed it. */
  readonly unrouted?: string | undefined;
}
