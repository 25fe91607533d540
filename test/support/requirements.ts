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

/** What was found; a requirement's value exists only inside `describeWith`. */
function found(value: string | undefined, missing: string): string {
  if (value === undefined) throw new Error(`asked for outside describeWith, and it is not there: ${missing}`);
  return value;
}

/** A program on the PATH. */
export function tool(name: string, debianPackage: string): Requirement {
  const met = (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, name)));
  return { met, missing: `the program ${name} (Debian package ${debianPackage})` };
}

/** The .NET SDK that builds the host of Microsoft's engine. */
export function dotnet(): Requirement {
  const { stdout } = spawnSync('dotnet', ['--list-sdks'], { encoding: 'utf8', timeout: 20_000 });
  return { met: /^10\./m.test(stdout ?? ''), missing: 'the .NET SDK 10 (dotnet)' };
}

/** Time: `ENGINE_TESTS=short` leaves out tests of the engine that take minutes. */
export function longForm(): Requirement {
  return { met: process.env.ENGINE_TESTS !== 'short', missing: 'minutes (ENGINE_TESTS is short)' };
}

/** Debian's Chromium, or else Chrome. */
export function browser(): Requirement & { readonly program: string } {
  const program = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
  const missing = 'the Debian package chromium';
  return {
    met: program !== undefined,
    missing,
    get program() {
      return found(program, missing);
    },
  };
}

/** A folder of the public data that may exist beside the repository and is never part of it. */
export function publicData(name: 'dicom' | 'dicom/pydicom/dicomdir' | 'reported' | 'xray'): Requirement & {
  readonly path: string;
} {
  const relative = `../shared/data/${name}`;
  const absolute = path.resolve(root, relative);
  const met = existsSync(absolute);
  const missing = `the folder ${relative}`;
  return {
    met,
    missing,
    get path() {
      return found(met ? absolute : undefined, missing);
    },
  };
}

/** Exits with 0 if every module is installed, without loading any: PyTorch alone takes seconds. */
const areInstalled = `
import importlib.util, sys
sys.exit(any(importlib.util.find_spec(name) is None for name in sys.argv[1:]))
`;

/** A Python that has these modules; Debian's own is tried after the first one on the PATH. */
export function python(...modules: readonly string[]): Requirement & { readonly program: string } {
  const program = ['python3', '/usr/bin/python3'].find(
    (candidate) => spawnSync(candidate, ['-c', areInstalled, ...modules], { timeout: 20_000 }).status === 0,
  );
  const packages = modules.map((name) => `python3-${name === 'PIL' ? 'pil' : name.replaceAll('_', '-')}`);
  const missing = `Python with ${modules.join(' and ')} (Debian: ${packages.join(' ')})`;
  return {
    met: program !== undefined,
    missing,
    get program() {
      return found(program, missing);
    },
  };
}

/**
 * `describe`, skipped with a message if something is missing. Its body does not run then: Jest runs the body
 * of a `describe.skip`, and one that lists a folder would abort the whole file.
 */
export function describeWith(requirements: readonly Requirement[], name: string, body: () => void): void {
  const missing = requirements.filter(({ met }) => !met).map((requirement) => requirement.missing);
  if (missing.length === 0) {
    describe(name, body);
    return;
  }
  const need = `skipped, it needs ${missing.join(' and ')}`;
  process.stderr.write(`${name}: ${need}\n`);
  describe(name, () => {
    test.skip(need, () => {});
  });
}
