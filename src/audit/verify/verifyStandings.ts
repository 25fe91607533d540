import { siteStandingSchema } from '../../domain/models/modelStanding';
import type { BlobTree } from './blobTree';
import type { Fault } from './fault';
import type { LogIndex } from './logIndex';

/**
 * Checks every change of the site's model standings against the log: what a model may do counts only with its
 * entry.
 */
export async function standingFaults(tree: BlobTree, { modelChanges }: LogIndex): Promise<Fault[]> {
  const faults: Fault[] = [];
  for await (const name of tree.list('models', 'standing/')) {
    const where = `models/${name}`;
    const standing = parsed(await tree.read('models', name));
    if (standing === undefined) {
      faults.push({ code: 'result-changed', where, detail: 'it cannot be read' });
      continue;
    }
    for (const { eventId, change, version, sha256 } of standing.history) {
      const said = modelChanges.get(eventId);
      const what = `${standing.id}@${version} ${change} ${sha256}`;
      const detail = `${standing.id}@${version} ${change}`;
      if (said === undefined) faults.push({ code: 'result-without-entry', where, detail });
      else if (said !== what) faults.push({ code: 'result-changed', where, detail });
    }
  }
  return faults;
}

function parsed(bytes: Buffer | undefined) {
  try {
    return siteStandingSchema.parse(JSON.parse(bytes?.toString('utf8') ?? ''));
  } catch {
    return undefined;
  }
}
