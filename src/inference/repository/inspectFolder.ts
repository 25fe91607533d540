import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ModelManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import { admitModel, type CheckResult, checks, type ExpectedModel } from './admission';
import { helperPins, missingHelper } from './missingHelper';
import { versionFolders } from './versionFolders';

/** Every check of one model's folder. `skipped`: not run, because an earlier check failed. */
export interface FolderReport {
  /** The model's name according to the folder: `id/version`, or the folder's own name. */
  readonly model: string;
  readonly directory: string;
  readonly admitted: boolean;
  readonly checks: readonly {
    readonly check: CheckResult['check'] | 'helpers';
    readonly result: 'passed' | 'failed' | 'skipped';
    readonly words: string;
  }[];
}

/**
 * Runs the admission checks on the model in a folder, or on every `<id>/<version>/` of a whole repository.
 *
 * @returns nothing if the folder holds no model
 * @throws ModelProblem if the folder cannot be read
 */
export async function inspectFolder(directory: string): Promise<FolderReport[]> {
  if (await holdsModel(directory)) return [(await inspect(directory, nameOf(directory))).report];
  const inspected: Inspected[] = [];
  for (const expected of await versionFolders(directory))
    inspected.push(await inspect(join(directory, expected.id, expected.version), expected));
  const among = inspected.flatMap(({ manifest }) => manifest ?? []);
  return inspected.map(({ report, manifest }) => withHelpers(report, manifest, among));
}

interface Inspected {
  readonly report: FolderReport;
  /** For a model that passed. */
  readonly manifest?: ModelManifest;
}

/** In a whole repository, also checks that the models that a classifier names are there. */
function withHelpers(
  report: FolderReport,
  manifest: ModelManifest | undefined,
  among: readonly ModelManifest[],
): FolderReport {
  if (manifest === undefined || helperPins(manifest).length === 0) return report;
  const missing = missingHelper(manifest, among);
  const names = helperPins(manifest).map(({ pin }) => pin);
  const check = {
    check: 'helpers' as const,
    result: missing === undefined ? ('passed' as const) : ('failed' as const),
    words: missing ?? `${names.join(' and ')}: there`,
  };
  return { ...report, admitted: missing === undefined, checks: [...report.checks, check] };
}

async function holdsModel(directory: string): Promise<boolean> {
  return (await readdir(directory)).some((name) => name === 'manifest.json' || name.endsWith('.onnx'));
}

/** What the folder claims to be; undefined if it is not called `<id>/<version>`. */
function nameOf(directory: string): ExpectedModel | undefined {
  const [id, version] = [basename(dirname(directory)), basename(directory)];
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && /^\d+\.\d+\.\d+$/.test(version) ? { id, version } : undefined;
}

/** The result of the checks on one folder. */
async function inspect(directory: string, expected: ExpectedModel | undefined): Promise<Inspected> {
  const told: CheckResult[] = [];
  try {
    const { manifest } = await admitModel(directory, expected, (result) => told.push(result));
    return { report: reportOf(directory, expected, told), manifest };
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error;
    return { report: reportOf(directory, expected, told) };
  }
}

function reportOf(directory: string, expected: ExpectedModel | undefined, told: CheckResult[]): FolderReport {
  return {
    model: expected === undefined ? basename(directory) : `${expected.id}/${expected.version}`,
    directory,
    admitted: told.length === checks.length && told.every(({ passed }) => passed),
    checks: checks.map((check) => {
      const result = told.find((one) => one.check === check);
      if (result === undefined) return { check, result: 'skipped', words: 'not checked' };
      return { check, result: result.passed ? 'passed' : 'failed', words: result.words };
    }),
  };
}
