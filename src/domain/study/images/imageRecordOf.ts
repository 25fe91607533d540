import type { StoredImage } from '../../image/storedImage';
import type { Analysis } from '../../models/analysis';
import type { ImageFlag } from '../../reasons/imageFlags';
import type { Dated } from '../policy/believableAge';
import { type Incoming, routeImage } from '../policy/intakeRule';
import { baselineOf, unknownUrgencyOf } from '../policy/policy';
import type { Policy } from '../policy/policySchema';
import type { ImageRecord } from './imageRecord';

/** The result of looking at an image: one analysis per model, or why there was none. */
export interface Looked {
  readonly analyses: readonly Analysis[];
  /** The blob with the pictures that were made, by its SHA-256. */
  readonly pictures?: string | undefined;
  readonly unrouted?: string | undefined;
}

/** How its file arrived, and the dates that it states. */
type Came = Pick<Incoming, 'name' | 'receivedAt'> &
  Dated & {
    /** Stands for its folder. */
    readonly source?: string | undefined;
  };

/** @param came how its file arrived. @param now when it is recorded. Both ISO. */
export function recordOf(
  image: StoredImage,
  looked: Looked,
  policy: Policy,
  came: Came,
  now: string,
): ImageRecord {
  const { imageId, studyId, instanceId, modality, bodyPart, view, laterality, frames } = image;
  const { seriesId, seriesNumber, instanceNumber, position, takenAt, rejection, whom } = image;
  const unknownUrgency = unknownUrgencyOf(policy, image.orderUrgency);
  const route = routeImage(policy.intake, { ...image, ...came });
  const flags: ImageFlag[] = [
    ...(image.lossy ? (['lossy-compressed'] as const) : []),
    ...(image.burnedInAnnotation ? (['burned-in-annotation'] as const) : []),
    ...(unknownUrgency.length > 0 ? (['urgency-unknown'] as const) : []),
  ];
  return {
    schemaVersion: 1,
    imageId,
    studyId,
    instanceId,
    receivedAt: came.receivedAt,
    recordedAt: now,
    modality,
    bodyPart,
    view,
    laterality,
    frames,
    ...(image.video === undefined ? {} : { video: true as const }),
    seriesId,
    seriesNumber,
    instanceNumber,
    position,
    takenAt,
    rejection: rejection && { ...rejection, instances: [...rejection.instances] },
    whom,
    ...(came.source === undefined ? {} : { source: came.source }),
    ...(route === undefined ? {} : { route }),
    baseline: baselineOf(policy, image.orderUrgency),
    ...(unknownUrgency.length === 0 ? {} : { unknownUrgency }),
    analyses: [...looked.analyses],
    unrouted: looked.unrouted,
    notes: [...new Set([...image.notes, ...flags])].sort(),
    ...(looked.pictures === undefined ? {} : { pictures: [looked.pictures] }),
  };
}
