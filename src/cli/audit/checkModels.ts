import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Fault } from '../../audit/fault';
import type { AuditVerification } from '../../audit/verifyAudit';

export interface ModelCheck {
  readonly same: number;
  readonly notThere: readonly string[];
  readonly faults: readonly Fault[];
}

/** The model files that results name, against the hashes by which they do. */
export async function checkModels(
  models: AuditVerification['models'],
  directory: string,
): Promise<ModelCheck> {
  const check = { same: 0, notThere: [] as string[], faults: [] as Fault[] };
  for (const [key, { sha256, place }] of models) {
    const name = key.slice(0, key.indexOf('#'));
    const bytes = await networkOf(directory, name);
    if (bytes === undefined) check.notThere.push(name);
    else if (createHash('sha256').update(bytes).digest('hex') === sha256) check.same += 1;
    else check.faults.push({ code: 'model-changed', where: name, detail: `named in ${place}` });
  }
  return check;
}

/** The file of a network, through its manifest; undefined where the model is not there. */
async function networkOf(directory: string, name: string): Promise<Buffer | undefined> {
  const [id = '', version = ''] = name.split('@');
  const folder = path.join(directory, id, version);
  try {
    const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
    return await readFile(path.join(folder, path.basename(manifest.file.name)));
  } catch {
    return undefined;
  }
}
