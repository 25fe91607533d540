import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** A change to one file: a text that occurs once in it, and its replacement. */
export interface Change {
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

/**
 * The type checker's errors about a modified copy of some source folders.
 *
 * @param folders of src/, including everything that they import except packages
 * @throws if a text to be changed does not occur
 */
export function typesOfCopy(folders: readonly string[], changes: readonly Change[]): string[] {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'types-'));
  try {
    for (const folder of folders)
      cpSync(path.join(root, 'src', folder), path.join(copy, 'src', folder), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    for (const { file, text, by } of changes) {
      const at = path.join(copy, 'src', file);
      const before = readFileSync(at, 'utf8');
      if (!before.includes(text)) throw new Error(`${file} has no ${JSON.stringify(text)}`);
      writeFileSync(at, before.replace(text, by));
    }
    const { compilerOptions } = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'));
    const options = { ...compilerOptions, noEmit: true, incremental: false, tsBuildInfoFile: null };
    const config = { compilerOptions: options, include: folders.map((folder) => `src/${folder}`) };
    writeFileSync(path.join(copy, 'tsconfig.json'), JSON.stringify(config));
    return complaints(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function complaints(folder: string): string[] {
  try {
    execFileSync(
      process.execPath,
      [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      },
    );
    return [];
  } catch (error) {
    return String((error as { stdout?: string }).stdout).split(/\n(?=\S)/);
  }
}
