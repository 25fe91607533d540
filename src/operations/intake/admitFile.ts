import { isMediaDirectory } from '../../dicom/mediaDirectory';
import type { ReadImage } from '../../domain/image/imageDescription';
import type { StoredImage } from '../../domain/image/storedImage';
import type { Arrival } from '../../domain/intake/arrival';
import type { SiteKey } from '../../domain/kernel/identifiers/ids';
import type { ExportLimits, ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { pseudonymOf } from '../../domain/study/patient/patient';
import { readMember } from '../../formats/archive/readMember';
import { contradicts, sniffFormat } from '../../formats/fileFormat';
import type {
  FileReader,
  IdentityPort,
  ImagesPort,
  IncomingPort,
  MediaDirectoryReader,
  Prepared,
  PreparedImage,
} from '../ports';
import { createAdmitExport } from './admitExport';
import { arrivalSource } from './arrivalSource';
import { imageIdOfFile } from './imageIdOfFile';
import { createRefuse, type RefuseDeps } from './refuse';
import { storedImageOf } from './storedImageOf';

export interface AdmitFileDeps extends RefuseDeps {
  readonly incoming: IncomingPort;
  readonly images: ImagesPort;
  readonly identity: IdentityPort;
  readonly readFile: FileReader;
  readonly readMediaDirectory: MediaDirectoryReader;
  readonly siteKey: SiteKey;
  readonly limits: ReadLimits;
  readonly exportLimits: ExportLimits;
  readonly logError: (message: string) => void;
}

/** What became of an arrival's file. */
export type Admission =
  /** It was read. Nothing of it is stored: that is done once models have looked at it. */
  | {
      readonly outcome: 'admitted';
      readonly stored: StoredImage;
      readonly image: ReadImage;
      /** Of the file, in bytes. */
      readonly size: number;
      /** Whom it names, as that is to be stored. */
      readonly identity: Prepared;
      readonly prepared: PreparedImage;
    }
  | { readonly outcome: 'quarantined'; readonly reason: string }
  /** A decision exists for each of its files, but none has been started. */
  | { readonly outcome: 'export'; readonly pages: number }
  | { readonly outcome: 'index' };

/** Of a file so short, one request fetches all of it; of a longer one, enough to recognise its type. */
const startBytes = 4 * 2 ** 20;

/**
 * The bytes of an arrival's file; for an export, which is examined instead, the pages that list its files.
 */
async function open(deps: AdmitFileDeps, arrival: Arrival): Promise<Uint8Array | { pages: number }> {
  const { incoming, limits } = deps;
  const { name, etag, member } = arrival;
  if (member) return readMember(arrivalSource(incoming, arrival, member.end), member, limits.maxFileBytes);
  const { size, start } = await incoming.peek(name, etag, startBytes);
  if (sniffFormat(start) === 'zip') {
    if (contradicts(name, 'zip')) throw new RefusedError('extension-mismatch');
    return { pages: await createAdmitExport(deps)(arrival, arrivalSource(incoming, arrival, size)) };
  }
  if (size > limits.maxFileBytes) throw new RefusedError('too-large', { value: size });
  if (size <= start.length) return start;
  const rest = await incoming.range(name, etag, start.length, size - start.length);
  return Buffer.concat([start, rest]);
}

/** A disc's own list of its files is neither an image nor a study. */
async function endIndex({ arrivals, trail }: AdmitFileDeps, arrival: Arrival): Promise<Admission> {
  const end = { schemaVersion: 1 as const, arrivalId: arrival.arrivalId, outcome: 'index' as const };
  const outcome = await trail.closed(arrival, 'index', (finishedAt) =>
    arrivals.prepareOutcome({ ...end, finishedAt }),
  );
  await outcome.store();
  return { outcome: 'index' };
}

async function admit(deps: AdmitFileDeps, arrival: Arrival, bytes: Uint8Array): Promise<Admission> {
  const image = await deps.readFile(bytes, arrival.member?.name ?? arrival.name);
  const imageId = await imageIdOfFile(bytes);
  const stored = storedImageOf(deps.siteKey, image, imageId);
  const { studyId } = stored;
  const pseudonym = pseudonymOf(deps.siteKey, image.identity);
  const place = { studyId, imageId, arrivalId: arrival.arrivalId, pseudonym };
  const [identity, prepared] = await Promise.all([
    deps.identity.prepare(place, image.identity, image.header),
    deps.images.prepare(stored, image),
  ]);
  return { outcome: 'admitted', stored, image, size: bytes.length, identity, prepared };
}

/** Describes an internal failure without its message, which can quote the file. */
function logInternal(deps: AdmitFileDeps, arrivalId: string, refusal: RefusedError): void {
  if (refusal.code !== 'internal-error') return;
  const cause = refusal.cause instanceof Error ? refusal.cause : undefined;
  const where = cause?.stack
    ?.split('\n')
    .find((line) => line.trimStart().startsWith('at '))
    ?.trim();
  deps.logError(`arrival ${arrivalId}: ${cause?.name ?? 'a value that is no error'} ${where ?? ''}`);
}

/**
 * Reads an arrival's file as an image without patient data, or quarantines it. May run any number of times:
 * everything it writes is write-once.
 */
export function createAdmitFile(deps: AdmitFileDeps): (arrival: Arrival) => Promise<Admission> {
  const refuse = createRefuse(deps);
  return async (arrival) => {
    let bytes: Uint8Array | undefined;
    try {
      const opened = await open(deps, arrival);
      if ('pages' in opened) return { outcome: 'export', ...opened };
      bytes = opened;
      if (isMediaDirectory(bytes, deps.limits)) return await endIndex(deps, arrival);
      return await admit(deps, arrival, bytes);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      logInternal(deps, arrival.arrivalId, error);
      await refuse(arrival, error, bytes);
      return { outcome: 'quarantined', reason: error.code };
    }
  };
}
