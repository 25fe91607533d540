import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BlobTree } from '../../../../audit/verify/blobTree';
import type { Fault } from '../../../../audit/verify/fault';
import type { AuditVerification } from '../../../../audit/verify/verifyAudit';
import { containers } from '../../../../storage/containers';

export interface ModelCheck {
  readonly same: number;
  readonly notThere: readonly string[];
  readonly faults: readonly Fault[];
}

/**
 * Checks the model files that results name, in the app's folder or among those that the site added, against
 * the recorded hashes.
 */
export async function checkModels(
  models: AuditVerification['models'],
  directory: string,
  tree: BlobTree,
): Promise<ModelCheck> {
  const check = { same: 0, notThere: [] as string[], faults: [] as Fault[] };
  for (const [key, { sha256, place }] of models) {
    const name = key.slice(0, key.indexOf('#'));
    const [id = '', version = ''] = name.split('@');
    const bytes =
      (await networkIn((file) => readFileOf(path.join(directory, id, version, file)))) ??
      (await networkIn((file) => tree.read(containers.models, `${id}/${version}/${file}`)));
    if (bytes === undefined) check.notThere.push(name);
    else if (createHash('sha256').update(bytes).digest('hex') === sha256) check.same += 1;
    else check.faults.push({ code: 'model-changed', where: name, detail: `named in ${place}` });
  }
  return check;
}

/** The file of a network, found through its manifest; undefined if the model does not exist. */
async function networkIn(read: (file: string) => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
  const manifest = await read('manifest.json');
  if (manifest === undefined) return undefined;
  try {
    return await read(path.basename(JSON.parse(manifest.toString('utf8')).file.name));
  } catch {
    return undefined;
  }
}

async function readFileOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}
