import type { TableClient } from '@azure/data-tables';
import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import type { StorageFault, StorageFaultReason } from '../../domain/kernel/storageFault';
import { containers } from '../containers';

export interface StorageToCheck {
  readonly blobs: BlobServiceClient;
  readonly tables: Readonly<Record<string, TableClient>>;
  /** The container that files are dropped into. */
  readonly incoming: string;
  /** Whether another site key wrote what is there. */
  readonly isOtherSiteKey: () => Promise<boolean>;
}

/** For the whole of it, retries included: who asks for the health of the app has an answer within two seconds. */
const patienceMs = 1_500;
/** A probe that asks every second costs no more than one that asks every ten; a fault is gone as soon as it is mended. */
const validMs = 10_000;

const blobRole = 'Storage Blob Data Contributor';
const readingRole = 'Storage Blob Data Reader';
const tableRole = 'Storage Table Data Contributor';

/** A blob and a row that are never there. */
const nowhere = 'health';

/**
 * What of the storage the app cannot use. Each right is tried without changing anything: a write that is refused for
 * its condition was allowed before.
 */
export function createStorageCheck(storage: StorageToCheck): () => Promise<readonly StorageFault[]> {
  let current: Promise<readonly StorageFault[]> | undefined;
  let validUntil = 0;
  return () => {
    if (current !== undefined && performance.now() < validUntil) return current;
    validUntil = performance.now() + validMs;
    current = check(storage).then((faults) => {
      if (faults.length > 0) current = undefined;
      return faults;
    });
    return current;
  };
}

async function check({
  blobs,
  tables,
  incoming,
  isOtherSiteKey,
}: StorageToCheck): Promise<readonly StorageFault[]> {
  const abortSignal = AbortSignal.timeout(patienceMs);
  const container = (name: string) => blobs.getContainerClient(name);
  const { models, ...written } = containers;
  const faults = await Promise.all([
    // The PACS and the command line write these, and the app may have no right to.
    ...[incoming, models].map((name) =>
      faultOf(name, readingRole, () => readNothing(container(name), abortSignal)),
    ),
    ...Object.values(written).map((name) =>
      faultOf(name, blobRole, () => writeNothing(container(name), abortSignal)),
    ),
    ...Object.entries(tables).map(([name, table]) =>
      faultOf(name, tableRole, () =>
        table.updateEntity({ partitionKey: nowhere, rowKey: nowhere }, 'Merge', { abortSignal }),
      ),
    ),
  ]);
  const found = faults.filter((fault) => fault !== undefined);
  if (found.length === 0 && (await isOtherSiteKey()))
    return [{ part: containers.identity, why: 'other-site-key' }];
  return found;
}

function readNothing(container: ContainerClient, abortSignal: AbortSignal) {
  return container.getBlobClient(nowhere).getProperties({ abortSignal });
}

function writeNothing(container: ContainerClient, abortSignal: AbortSignal) {
  const conditions = { ifMatch: '"none"' };
  return container.getBlockBlobClient(nowhere).upload('', 0, { abortSignal, conditions });
}

async function faultOf(
  part: string,
  role: string,
  attempt: () => Promise<unknown>,
): Promise<StorageFault | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    const why = reasonOf(error);
    if (why === undefined) return undefined;
    return { part, why, ...(why === 'not-allowed' ? { role } : {}) };
  }
}

/** What the storage, or the identity that asks, says; both kinds of clients have these fields. */
interface Refusal {
  readonly name?: string;
  readonly statusCode?: number;
  readonly code?: string;
  /** In place of the code, where the answer has no body. */
  readonly details?: { readonly errorCode?: string };
}

const missing = new Set(['ContainerNotFound', 'TableNotFound', 'ContainerBeingDeleted']);
const identityErrors = new Set([
  'CredentialUnavailableError',
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
]);

/** @returns undefined for what says that the attempt was allowed */
function reasonOf(error: unknown): StorageFaultReason | undefined {
  const { name, statusCode, details, code = details?.errorCode } = error as Refusal;
  if (name !== undefined && identityErrors.has(name)) return 'no-identity';
  if (statusCode === 401 || statusCode === 403) return 'not-allowed';
  if (code !== undefined && missing.has(code)) return 'missing';
  return statusCode === 404 || statusCode === 409 || statusCode === 412 ? undefined : 'unreachable';
}
