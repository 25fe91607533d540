import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Where Node finds a package for code in `from`; undefined if it is not installed, as builds for other systems. */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (existsSync(path.join(folder, 'package.json'))) return realpathSync(folder);
    if (path.dirname(at) === at) return undefined;
  }
}

/** The folders of these packages, as the code in `from` finds them, and of all packages that they depend on. */
export function packageFolders(names: readonly string[], from: string): string[] {
  const folders = new Set<string>();
  const add = (name: string, dependent: string) => {
    const folder = folderOf(name, dependent);
    if (folder === undefined || folders.has(folder)) return;
    folders.add(folder);
    const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
    const { dependencies, optionalDependencies } = JSON.parse(text) as PackageJson;
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) add(next, folder);
  };
  for (const name of names) add(name, from);
  return [...folders];
}
