import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compareVersions } from '../../src/inference/versionFolders';

/** The model folder of the repository. */
export const shippedModels = resolve(__dirname, '../../models');

type Json = Record<string, unknown>;

/** A copy of the shipped models that a test may damage. */
export class ModelsCopy {
  private constructor(readonly directory: string) {}

  static async make(): Promise<ModelsCopy> {
    const directory = await mkdtemp(join(tmpdir(), 'models-'));
    for (const id of ['lung-field', 'chest-opacity'])
      await cp(join(shippedModels, id), join(directory, id), { recursive: true });
    return new ModelsCopy(directory);
  }

  path(id: string, file: string): string {
    return join(this.directory, id, '1.0.0', file);
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
      for (const label of (manifest.labels as { operatingPoint: Json }[] | undefined) ?? [])
        label.operatingPoint.boundTo = sha256;
    });
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
