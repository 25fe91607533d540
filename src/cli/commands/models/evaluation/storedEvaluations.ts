import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type EvaluationReport, parseReport } from '../../../../inference/evaluation/reportSchema';
import type { ModelManifest } from '../../../../inference/manifest/manifest';
import { parseManifest } from '../../../../inference/manifest/parseManifest';
import { texts } from '../../../language/language';
import { CliError, diskProblem, UsageError } from '../../../terminal/errors';

/** The manifest of a model's folder; the network is not loaded. @throws UsageError, ModelProblem */
export function manifestIn(folder: string): ModelManifest {
  const file = path.join(folder, 'manifest.json');
  try {
    return parseManifest(readFileSync(file, 'utf8'));
  } catch (error) {
    const problem = diskProblem(error);
    if (problem === undefined) throw error;
    throw new UsageError(texts.evaluate.noFolder(file, problem));
  }
}

/** The evaluations in `evaluation/` of a model's folder, by name. @throws CliError */
export function storedEvaluations(folder: string, manifest: ModelManifest): Map<string, EvaluationReport> {
  const kept = path.join(folder, 'evaluation');
  const names = namesIn(kept).filter((name) => name.endsWith('.json'));
  return new Map(names.sort().map((name) => [name, evaluationIn(path.join(kept, name), manifest)]));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new CliError(`${folder}: ${diskProblem(error) ?? texts.errors.unreadable}.`, undefined, {
      cause: error,
    });
  }
}

/** @throws CliError if it cannot be read, or is about another network than the one in the manifest */
export function evaluationIn(file: string, manifest: ModelManifest): EvaluationReport {
  const report = reportIn(file);
  const { id, version, sha256 } = report.model;
  if (id !== manifest.id || version !== manifest.version || sha256 !== manifest.file.sha256)
    throw new CliError(
      texts.evaluate.another(
        file,
        networkNamed(id, version, sha256),
        networkNamed(manifest.id, manifest.version, manifest.file.sha256),
      ),
    );
  return report;
}

function networkNamed(id: string, version: string, sha256: string): string {
  return `${id} ${version} (SHA-256 ${sha256.slice(0, 12)}…)`;
}

function reportIn(file: string): EvaluationReport {
  try {
    return parseReport(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = diskProblem(error) ?? (error as Error).message.replace(/\.$/, '');
    throw new CliError(`${file}: ${why}.`, undefined, { cause: error });
  }
}

/** The name under which an evaluation is stored: that of its list. */
export function evaluationFileName({ list }: EvaluationReport): string {
  const slug = list.title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${slug.slice(0, 80) || 'evaluation'}.json`;
}
