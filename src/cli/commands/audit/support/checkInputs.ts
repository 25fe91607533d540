import { createHash } from 'node:crypto';
import type { BlobTree } from '../../../../audit/verify/blobTree';
import type { Fault } from '../../../../audit/verify/fault';
import { RefusedError } from '../../../../domain/reasons/refusals';
import { DamagedBlobError } from '../../../../storage/blobs/jsonBlobs';
import type { Store } from '../../../../storage/store';

/** Files whose bytes were compared with the hash under which they were analysed. */
export interface InputCheck {
  readonly same: number;
  /** Deleted, replaced by the sender, or inside an export. */
  readonly notThere: number;
  readonly faults: readonly Fault[];
}

const anySize = Number.MAX_SAFE_INTEGER;

/** The files in `incoming` that are still the ones that arrived. */
export async function checkIncoming({
  arrivals,
  incoming,
}: Pick<Store, 'arrivals' | 'incoming'>): Promise<InputCheck> {
  const check = { same: 0, notThere: 0, faults: [] as Fault[] };
  for (const arrivalId of await arrivals.finished()) {
    try {
      const [arrival, outcome] = await Promise.all([arrivals.read(arrivalId), arrivals.outcome(arrivalId)]);
      if (!arrival || !outcome || !('imageId' in outcome)) continue;
      const bytes = arrival.member ? undefined : await downloaded(incoming, arrival.name, arrival.etag);
      if (bytes === undefined) check.notThere += 1;
      else if (sha256(bytes) === outcome.imageId) check.same += 1;
      else check.faults.push({ code: 'input-changed', where: `arrivals/${arrivalId}.json` });
    } catch (error) {
      if (!(error instanceof DamagedBlobError)) throw error;
      check.faults.push({ code: 'unreadable', where: error.place });
    }
  }
  return check;
}

async function downloaded(
  incoming: Store['incoming'],
  name: string,
  etag: string,
): Promise<Buffer | undefined> {
  try {
    return await incoming.download(name, etag, anySize);
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

/** The files that were exported with the log: each is named by its hash and by that of its image. */
export async function checkExportedInputs(tree: BlobTree): Promise<InputCheck> {
  const check = { same: 0, notThere: 0, faults: [] as Fault[] };
  const there = new Set<string>();
  for await (const name of tree.list('inputs')) {
    there.add(name);
    if ((await tree.sha256('inputs', name)) === name) check.same += 1;
    else check.faults.push({ code: 'input-changed', where: `inputs/${name}` });
  }
  for await (const name of tree.list('images')) {
    const [imageId = '', part] = name.split('/');
    if (part === 'image.json' && !there.has(imageId)) check.notThere += 1;
  }
  return check;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
