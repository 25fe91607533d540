import { isMediaDirectory } from '../../dicom/mediaDirectory';
import type { ReadImage } from '../../domain/image/imageDescription';
import type { StoredImage } from '../../domain/image/storedImage';
import type { Arrival } from '../../domain/intake/arrival';
import type { SiteKey } from '../../domain/kernel/ids';
import type { ExportLimits, ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { pseudonymOf } from '../../domain/study/patient';
import { readMember } from '../../formats/archive/readMember';
import { contradicts, sniffFormat } from '../../formats/fileFormat';
import type { FileReader, IdentityPort, ImagesPort, IncomingPort, MediaDirectoryReader } from '../ports';
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
  /** It is stored, and here as it was read, for those who look at it next. */
  | { readonly outcome: 'admitted'; readonly stored: StoredImage; readonly image: ReadImage }
  | { readonly outcome: 'quarantined'; readonly reason: string }
  /** A decision exists for each of its files, but none has been started. */
  | { readonly outcome: 'export'; readonly pages: number }
  | { readonly outcome: 'index' };

/** Enough of a file to recognise its type. */
const startBytes = 512;

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
  return size <= start.length ? start : incoming.range(name, etag, 0, size);
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
  const [identity, content] = await Promise.all([
    deps.identity.prepare(stored.studyId, imageId, image.identity, image.header),
    deps.images.prepare(stored, image),
  ]);
  await deps.trail.accepted(arrival, stored, bytes.length, [...identity.contents, ...content.contents]);
  await identity.store();
  const patient = pseudonymOf(deps.siteKey, image.identity);
  if (patient !== undefined) await deps.identity.linkPatient(stored.studyId, imageId, patient);
  await content.store();
  return { outcome: 'admitted', stored, image };
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
 * Reads an arrival's file and stores it as an image without patient data, or quarantines it. May run any
 * number of times: everything it writes is write-once.
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
