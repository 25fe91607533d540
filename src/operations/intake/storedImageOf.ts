import type { ReadImage } from '../../domain/image/imageDescription';
import { type StoredImage, storedImageSchema } from '../../domain/image/storedImage';
import { instanceIdOf, type SiteKey, studyIdOf, studyIdOfPicture } from '../../domain/kernel/ids';

/** Any other value is not a term of the standard, and could contain anything. */
const urgencyWord = /^[A-Z]{1,16}$/;

/** What is stored of an image that was read: nothing that identifies the patient. */
export function storedImageOf(siteKey: SiteKey, image: ReadImage, imageId: string): StoredImage {
  const { studyInstanceUid, sopInstanceUid } = image.identity;
  const { description } = image;
  return storedImageSchema.parse({
    ...description,
    imageId,
    studyId: studyInstanceUid ? studyIdOf(siteKey, studyInstanceUid) : studyIdOfPicture(siteKey, imageId),
    ...(sopInstanceUid ? { instanceId: instanceIdOf(siteKey, sopInstanceUid) } : {}),
    ...(image.orderUrgency && urgencyWord.test(image.orderUrgency)
      ? { orderUrgency: image.orderUrgency }
      : {}),
  });
}
