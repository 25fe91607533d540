import type { ModelManifest } from '../manifest/manifest';
import { modelFiles, readModelFile } from '../repository/modelFolder';
import { ListProblem } from './lists/listProblem';
import { type EvaluationReport, parseReport } from './reportSchema';

/**
 * Whether a version was measured: its manifest says so, or an evaluation of this very network lies in `evaluation/`
 * of its folder. What it learned from measures nothing.
 *
 * @param directory the folder of the version
 * @throws ModelProblem if the folder cannot be read
 */
export async function wasMeasured(directory: string, manifest: ModelManifest): Promise<boolean> {
  if (manifest.evaluation.length > 0) return true;
  const names = (await modelFiles(directory)).map(({ name }) => name);
  for (const name of names.filter((one) => one.startsWith('evaluation/'))) {
    const report = await reportIn(directory, name);
    if (report !== undefined && measures(report, manifest)) return true;
  }
  return false;
}

/** @returns undefined for a file that is no evaluation: it says nothing */
async function reportIn(directory: string, name: string): Promise<EvaluationReport | undefined> {
  try {
    return parseReport((await readModelFile(directory, name)).toString('utf8'));
  } catch (error) {
    if (error instanceof ListProblem) return undefined;
    throw error;
  }
}

function measures({ model, list, answers }: EvaluationReport, manifest: ModelManifest): boolean {
  const ofThis =
    model.id === manifest.id && model.version === manifest.version && model.sha256 === manifest.file.sha256;
  return ofThis && list.role !== 'training' && answers.some(({ n }) => n > 0);
}
