import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shippedStandingSchema } from '../../src/domain/models/modelStanding';
import { compareVersions } from '../../src/inference/repository/versionFolders';

/** The model folder of the repository. */
export const shippedModels = resolve(__dirname, '../../models');

type Json = Record<string, unknown>;

/** The versions that speak as shipped, by the model's id. */
export const promoted: ReadonlyMap<string, string> = new Map(
  Object.entries(
    shippedStandingSchema.parse(JSON.parse(readFileSync(join(shippedModels, 'standing.json'), 'utf8')))
      .models,
  ).flatMap(([id, versions]) => {
    const version = Object.keys(versions).find((one) => versions[one] === 'promoted');
    return version === undefined ? [] : [[id, version] as const];
  }),
);

/** The version of a model that speaks as shipped. */
export function shippedVersion(id: string): string {
  const version = promoted.get(id);
  if (version === undefined) throw new Error(`no version of ${id} is promoted in models/standing.json`);
  return version;
}

/** A copy of the shipped models that speak, which a test may damage. */
export class ModelsCopy {
  private constructor(readonly directory: string) {}

  static async make(): Promise<ModelsCopy> {
    const directory = await mkdtemp(join(tmpdir(), 'models-'));
    for (const [id, version] of promoted)
      await cp(join(shippedModels, id, version), join(directory, id, version), { recursive: true });
    await cp(join(shippedModels, 'standing.json'), join(directory, 'standing.json'));
    return new ModelsCopy(directory);
  }

  path(id: string, file: string): string {
    return join(this.directory, id, shippedVersion(id), file);
  }

  async changeManifest(id: string, change: (manifest: Json) => void): Promise<void> {
    const manifest = JSON.parse(await readFile(this.path(id, 'manifest.json'), 'utf8')) as Json;
    change(manifest);
    await writeFile(this.path(id, 'manifest.json'), JSON.stringify(manifest));
  }

  /** Puts other bytes in place of the network, with or without telling the manifest. */
  async replaceNetwork(id: string, bytes: Uint8Array, sha256?: string): Promise<void> {
    await writeFile(this.path(id, 'model.onnx'), bytes);
    if (sha256 === undefined) return;
    await this.changeManifest(id, (manifest) => {
      (manifest.file as Json).sha256 = sha256;
      for (const { operatingPoint } of (manifest.labels as { operatingPoint?: Json }[] | undefined) ?? [])
        if (operatingPoint !== undefined) operatingPoint.boundTo = sha256;
    });
  }

  /** Puts a copy of a model's shipped version beside it, under another version or id, changed as a test wants. */
  async copyAs(
    id: string,
    { as = id, version }: { readonly as?: string; readonly version: string },
    change: (manifest: Json) => void = () => {},
  ): Promise<string> {
    const target = join(this.directory, as, version);
    await cp(join(shippedModels, id, shippedVersion(id)), target, { recursive: true });
    const manifest = JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8')) as Json;
    Object.assign(manifest, { id: as, version });
    change(manifest);
    await writeFile(join(target, 'manifest.json'), JSON.stringify(manifest));
    return target;
  }

  /** Says what the folder's versions may do. */
  async writeStanding(models: Record<string, Record<string, string>>): Promise<void> {
    await writeFile(join(this.directory, 'standing.json'), JSON.stringify({ schemaVersion: 1, models }));
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true });
  }
}

/** The newest version of a shipped model. */
export function newestVersion(id: string): string {
  const newest = readdirSync(join(shippedModels, id)).sort(compareVersions).at(-1);
  if (newest === undefined) throw new Error(`no version of ${id} is shipped`);
  return newest;
}
