import type { Arrival } from '../domain/arrival';
import { RefusedError } from '../domain/errors';
import { imageIdOf, instanceIdOf, type SiteKey, studyIdOf, studyIdOfPicture } from '../domain/ids';
import type { ReadImage } from '../domain/imageDescription';
import type { ReadLimits } from '../domain/limits';
import { type StoredImage, storedImageSchema } from '../domain/storedImage';
import type { FileReader, IdentityPort, ImagesPort, IncomingPort } from './ports';
import { type RefuseDeps, refuse } from './refuse';

export interface AdmitImageInput {
  readonly arrivalId: string;
}

/** References only: this becomes durable history. */
export type Admission =
  | { readonly outcome: 'admitted'; readonly imageId: string; readonly studyId: string }
  | { readonly outcome: 'quarantined'; readonly reason: string };

export interface AdmitImageDeps extends RefuseDeps {
  readonly incoming: IncomingPort;
  readonly images: ImagesPort;
  readonly identity: IdentityPort;
  readonly readFile: FileReader;
  readonly siteKey: SiteKey;
  readonly limits: ReadLimits;
  readonly logError: (message: string) => void;
}

async function admit(deps: AdmitImageDeps, arrival: Arrival): Promise<Admission> {
  const bytes = await deps.incoming.download(arrival.name, arrival.etag, deps.limits.maxFileBytes);
  const image = await deps.readFile(bytes, arrival.name);
  const imageId = imageIdOf(bytes);
  const stored = storedImageOf(deps.siteKey, image, imageId);
  await deps.identity.store(stored.studyId, imageId, image.identity);
  await deps.images.store(stored, image);
  return { outcome: 'admitted', imageId, studyId: stored.studyId };
}

function storedImageOf(siteKey: SiteKey, image: ReadImage, imageId: string): StoredImage {
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

/** Anything else is no word of the standard, and could be anything. */
const urgencyWord = /^[A-Z]{1,16}$/;

/** Says what failed inside without the message, which can quote the file. */
function logInternal(deps: AdmitImageDeps, arrivalId: string, refusal: RefusedError): void {
  if (refusal.code !== 'internal-error') return;
  const cause = refusal.cause instanceof Error ? refusal.cause : undefined;
  const where = cause?.stack
    ?.split('\n')
    .find((line) => line.trimStart().startsWith('at '))
    ?.trim();
  deps.logError(`arrival ${arrivalId}: ${cause?.name ?? 'a value that is no error'} ${where ?? ''}`);
}

/**
 * Reads the file of an arrival and stores it as an image without anything about whom it shows; or puts it into
 * quarantine. May run any number of times: everything that it writes is written once.
 */
export function createAdmitImage(deps: AdmitImageDeps) {
  return async ({ arrivalId }: AdmitImageInput): Promise<Admission> => {
    const arrival = await deps.arrivals.read(arrivalId);
    if (!arrival) throw new Error(`arrival ${arrivalId} has no record`);
    try {
      return await admit(deps, arrival);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      logInternal(deps, arrivalId, error);
      await refuse(deps, arrival, error);
      return { outcome: 'quarantined', reason: error.code };
    }
  };
}
