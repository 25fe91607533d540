import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { admitModel, type CheckResult, checks, type ExpectedModel } from './admission';
import { ModelProblem } from './modelProblem';
import { versionFolders } from './versionFolders';

/** Every check of one model's folder. `skipped`: not looked at, because one before it failed. */
export interface FolderReport {
  /** How the folder names it: `id/version`, or the folder's own name. */
  readonly model: string;
  readonly directory: string;
  readonly admitted: boolean;
  readonly checks: readonly {
    readonly check: CheckResult['check'];
    readonly result: 'passed' | 'failed' | 'skipped';
    readonly words: string;
  }[];
}

/**
 * Holds the model in a folder, or every `<id>/<version>/` of a whole repository, against the admission gate.
 *
 * @returns nothing where the folder holds no model
 * @throws ModelProblem where the folder cannot be read
 */
export async function inspectFolder(directory: string): Promise<FolderReport[]> {
  if (await holdsModel(directory)) return [await inspectModel(directory, nameOf(directory))];
  const reports: FolderReport[] = [];
  for (const expected of await versionFolders(directory))
    reports.push(await inspectModel(join(directory, expected.id, expected.version), expected));
  return reports;
}

async function holdsModel(directory: string): Promise<boolean> {
  return (await readdir(directory)).some((name) => name === 'manifest.json' || name.endsWith('.onnx'));
}

/** What the folder claims to be; nothing where it is not called `<id>/<version>`. */
function nameOf(directory: string): ExpectedModel | undefined {
  const [id, version] = [basename(dirname(directory)), basename(directory)];
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && /^\d+\.\d+\.\d+$/.test(version) ? { id, version } : undefined;
}

/** The gate's word on one folder. */
export async function inspectModel(
  directory: string,
  expected: ExpectedModel | undefined,
): Promise<FolderReport> {
  const told: CheckResult[] = [];
  try {
    await admitModel(directory, expected, (result) => told.push(result));
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error;
  }
  return {
    model: expected === undefined ? basename(directory) : `${expected.id}/${expected.version}`,
    directory,
    admitted: told.length === checks.length && told.every(({ passed }) => passed),
    checks: checks.map((check) => {
      const result = told.find((one) => one.check === check);
      if (result === undefined) return { check, result: 'skipped', words: 'not looked at' };
      return { check, result: result.passed ? 'passed' : 'failed', words: result.words };
    }),
  };
}
