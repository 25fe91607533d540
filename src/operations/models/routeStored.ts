import { factsOf, type StoredImage } from '../../domain/image/storedImage';
import { withoutPicture } from '../../domain/image/withoutPicture';
import type { ModelRef } from '../../domain/models/analysis';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import type { ModelsPort } from '../ports';

/** Who looks at an image. */
export interface Route {
  readonly models: readonly ModelRef[];
  /** Shadow models: they run too, and their answers are recorded without being shown. */
  readonly shadow?: readonly ModelRef[];
  /** Why no model fits; absent if one does. */
  readonly reason?: NotAnalysedReason;
}

/** The models whose intended use fits the image. What has no picture fits none. */
export async function routeStored(models: Pick<ModelsPort, 'route'>, image: StoredImage): Promise<Route> {
  const reason = withoutPicture(image);
  return reason === undefined ? models.route(factsOf(image)) : { models: [], reason };
}
