import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { standingFile } from './shippedStanding';
import { versionFolders } from './versionFolders';

/** Changes whenever a model is added to the folder, removed from it or rewritten. */
export async function folderFingerprint(directory: string): Promise<string> {
  try {
    const folders = await versionFolders(directory);
    const files = [
      standingFile,
      ...(await Promise.all(
        folders.map(async ({ id, version }) => {
          const names = await readdir(join(directory, id, version), { recursive: true });
          return names.map((name) => `${id}/${version}/${name}`);
        }),
      )),
    ].flat();
    const facts = files.map(async (file) => {
      const found = await stat(join(directory, file)).catch(() => undefined);
      return `${file} ${found?.size} ${found?.mtimeMs}`;
    });
    return createHash('sha256')
      .update((await Promise.all(facts)).join('\n'))
      .digest('hex');
  } catch {
    return 'unreadable';
  }
}
