import type { InstanceIdentity, ReadImage } from '../../domain/image/imageDescription';
import { saysWhom } from '../../domain/image/saysWhom';
import { type StoredImage, storedImageSchema } from '../../domain/image/storedImage';
import { dicomInstant } from '../../domain/kernel/dicomTime';
import {
  instanceIdOf,
  type SiteKey,
  seriesIdOf,
  studyIdOf,
  studyIdOfPicture,
  studyShiftOf,
  whomOf,
} from '../../domain/kernel/identifiers/ids';
import { keptUrgency } from '../../domain/kernel/orderUrgency';

/** What the image says of its patient, as hashes that mean nothing outside its study. */
function whomIn(siteKey: SiteKey, studyId: string, identity: InstanceIdentity) {
  const said = Object.entries(saysWhom(identity));
  return Object.fromEntries(said.map(([field, text]) => [field, whomOf(siteKey, studyId, field, text)]));
}

/** What is stored of an image that was read: nothing that identifies the patient. */
export function storedImageOf(siteKey: SiteKey, image: ReadImage, imageId: string): StoredImage {
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid, takenDate, takenTime } = image.identity;
  const taken = dicomInstant(takenDate, takenTime);
  const { description, rejection } = image;
  const studyId = studyInstanceUid
    ? studyIdOf(siteKey, studyInstanceUid)
    : studyIdOfPicture(siteKey, imageId);
  const instances = rejection?.instances.map((uid) => instanceIdOf(siteKey, uid));
  const orderUrgency = keptUrgency(image.orderUrgency ?? []);
  return storedImageSchema.parse({
    ...description,
    imageId,
    studyId,
    whom: whomIn(siteKey, studyId, image.identity),
    ...(rejection === undefined ? {} : { rejection: { code: rejection.code, instances } }),
    ...(seriesInstanceUid ? { seriesId: seriesIdOf(siteKey, seriesInstanceUid) } : {}),
    ...(taken === undefined || !studyInstanceUid
      ? {}
      : { takenAt: taken - studyShiftOf(siteKey, studyInstanceUid) }),
    ...(sopInstanceUid ? { instanceId: instanceIdOf(siteKey, sopInstanceUid) } : {}),
    ...(orderUrgency === undefined ? {} : { orderUrgency }),
  });
}
