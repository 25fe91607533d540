import { readdir } from 'node:fs/promises';
import { ModelProblem } from '../manifest/modelProblem';

/**
 * Every `<id>/<version>/` of a folder that holds a manifest or a network, ordered by name.
 *
 * @throws ModelProblem if the folder itself cannot be read
 */
export async function versionFolders(directory: string): Promise<{ id: string; version: string }[]> {
  let files: string[];
  try {
    files = await readdir(directory, { recursive: true });
  } catch (cause) {
    throw new ModelProblem(
      `cannot read the model folder ${directory}: ${(cause as NodeJS.ErrnoException).code}`,
      { cause },
    );
  }
  const folders = files
    .map((file) => file.split(/[\\/]/))
    .filter((parts) => parts.length === 3 && /^manifest\.json$|\.onnx$/.test(parts[2] as string))
    .map((parts) => parts.slice(0, 2).join('/'));
  return [...new Set(folders)].sort().map((folder) => {
    const [id = '', version = ''] = folder.split('/');
    return { id, version };
  });
}

/** Orders versions `major.minor.patch` from old to new. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  return [0, 1, 2].map((i) => (x[i] ?? 0) - (y[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
