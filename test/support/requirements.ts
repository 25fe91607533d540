import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Something that a test needs and a machine may lack. */
export interface Requirement {
  readonly met: boolean;
  /** What is missing, and where it comes from. */
  readonly missing: string;
}

const root = path.resolve(__dirname, '../..');

/** A program on the path. */
export function tool(name: string, debianPackage: string): Requirement {
  const met = (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, name)));
  return { met, missing: `the program ${name} (Debian package ${debianPackage})` };
}

/** Debian's Chromium, or a Chrome in its place. */
export function browser(): Requirement & { readonly program: string } {
  const program = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
  return { met: program !== undefined, missing: 'the Debian package chromium', program: program ?? '' };
}

/** A folder or file, relative to the repository. */
export function folder(relative: string): Requirement & { readonly path: string } {
  const absolute = path.resolve(root, relative);
  return { met: existsSync(absolute), missing: `the folder ${relative}`, path: absolute };
}

/** A Python that has these modules; Debian's own comes after the first one on the path. */
export function python(...modules: readonly string[]): Requirement & { readonly program: string } {
  const program = ['python3', '/usr/bin/python3'].find(
    (candidate) =>
      spawnSync(candidate, ['-c', `import ${modules.join(', ')}`], { timeout: 20_000 }).status === 0,
  );
  const packages = modules.map((name) => `python3-${name === 'PIL' ? 'pil' : name}`);
  const missing = `Python with ${modules.join(' and ')} (Debian: ${packages.join(' ')})`;
  return { met: program !== undefined, missing, program: program ?? 'python3' };
}

/** `describe`, skipped with a message where something is missing. */
export function describeWith(requirements: readonly Requirement[], name: string, body: () => void): void {
  const missing = requirements.filter(({ met }) => !met).map((requirement) => requirement.missing);
  if (missing.length === 0) {
    describe(name, body);
    return;
  }
  const message = `${name}: skipped, it needs ${missing.join(' and ')}`;
  process.stderr.write(`${message}\n`);
  describe.skip(message, body);
}
