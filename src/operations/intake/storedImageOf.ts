import type { ReadImage } from '../../domain/image/imageDescription';
import { type StoredImage, storedImageSchema } from '../../domain/image/storedImage';
import { dicomInstant } from '../../domain/kernel/dicomTime';
import {
  instanceIdOf,
  type SiteKey,
  seriesIdOf,
  studyIdOf,
  studyIdOfPicture,
  studyShiftOf,
} from '../../domain/kernel/ids';
import { keptUrgency } from '../../domain/kernel/orderUrgency';

/** What is stored of an image that was read: nothing that identifies the patient. */
export function storedImageOf(siteKey: SiteKey, image: ReadImage, imageId: string): StoredImage {
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid, takenDate, takenTime } = image.identity;
  const taken = dicomInstant(takenDate, takenTime);
  const { description } = image;
  const orderUrgency = keptUrgency(image.orderUrgency ?? []);
  return storedImageSchema.parse({
    ...description,
    imageId,
    studyId: studyInstanceUid ? studyIdOf(siteKey, studyInstanceUid) : studyIdOfPicture(siteKey, imageId),
    ...(seriesInstanceUid ? { seriesId: seriesIdOf(siteKey, seriesInstanceUid) } : {}),
    ...(taken === undefined || !studyInstanceUid
      ? {}
      : { takenAt: taken - studyShiftOf(siteKey, studyInstanceUid) }),
    ...(sopInstanceUid ? { instanceId: instanceIdOf(siteKey, sopInstanceUid) } : {}),
    ...(orderUrgency === undefined ? {} : { orderUrgency }),
  });
}
