import { createHash } from 'node:crypto';
import {
  type SettledModel,
  type SettledModels,
  settledModelsSchema,
} from '../../../domain/audit/settledModels';
import type { BlobTree } from '../blobTree';
import type { Fault } from '../fault';
import type { LogIndex } from '../log/logIndex';

/** What the settings documents say of the models, each as the last document that names it does. */
export interface Settled {
  /** By `id@version`. */
  readonly models: ReadonlyMap<string, SettledModel & { readonly place: string }>;
  /** The last document's statement about the app's own `models/standing.json`; undefined without any document. */
  readonly shippedStanding: { readonly sha256: string | undefined; readonly place: string } | undefined;
  readonly faults: readonly Fault[];
}

/** Reads the settings documents that entries name, and checks that each is the one that they name. */
export async function readSettled(tree: BlobTree, { settings }: LogIndex): Promise<Settled> {
  const models = new Map<string, SettledModel & { place: string }>();
  const faults: Fault[] = [];
  let shippedStanding: Settled['shippedStanding'];
  for (const [sha256, place] of settings) {
    const where = `audit/settings/${sha256}.json`;
    const document = parsed(await tree.read('audit', `settings/${sha256}.json`), sha256);
    if (document === undefined) {
      faults.push({ code: 'settings-changed', where, detail: `named in ${place}` });
      continue;
    }
    for (const [name, model] of Object.entries(document.models)) {
      const known = models.get(name);
      if (known !== undefined && !isSameVersion(known, model))
        faults.push({
          code: 'model-changed',
          where,
          detail: `${name} is another model than in ${known.place}`,
        });
      models.set(name, { ...model, place: where });
    }
    shippedStanding = { sha256: document.shippedStandingSha256, place: where };
  }
  return { models, shippedStanding, faults };
}

/** What a version is and does never changes; what describes it may. */
function isSameVersion(a: SettledModel, b: SettledModel): boolean {
  return a.sha256 === b.sha256 && a.contractSha256 === b.contractSha256;
}

/** Undefined if it is not the document with this hash. */
function parsed(bytes: Buffer | undefined, sha256: string): SettledModels | undefined {
  if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) return undefined;
  try {
    return settledModelsSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
}
