import { readFileSync } from 'node:fs';
import path from 'node:path';
import { modelCard } from '../../../inference/card/modelCard';
import { texts } from '../../language/language';
import { exitCodes } from '../../terminal/exitCodes';
import { say } from '../../terminal/say';
import { assertFolder } from './check';
import {
  evaluationFileName,
  evaluationIn,
  manifestIn,
  storedEvaluations,
} from './evaluation/storedEvaluations';
import { writeAtomically } from './evaluation/writeAtomically';

interface CardOptions {
  readonly evaluation: readonly string[];
  readonly check?: boolean;
}

/**
 * `triage models card`: MODEL_CARD.md from the manifest and the stored evaluations.
 *
 * @returns the exit status
 */
export function card(directory: string, { evaluation, check }: CardOptions): number {
  assertFolder(directory);
  const manifest = manifestIn(directory);
  const reports = storedEvaluations(directory, manifest);
  const reportTexts = new Map<string, string>();
  for (const file of evaluation) {
    const report = evaluationIn(file, manifest);
    reports.set(evaluationFileName(report), report);
    reportTexts.set(
      path.join(directory, 'evaluation', evaluationFileName(report)),
      readFileSync(file, 'utf8'),
    );
  }
  const target = path.join(directory, 'MODEL_CARD.md');
  const text = modelCard(manifest, [...reports.values()]);
  if (check) return compare(target, text);
  writeAtomically(new Map([...reportTexts, [target, text]]));
  say(texts.models.card.written([...reportTexts.keys(), target].join(', ')));
  return exitCodes.done;
}

function compare(file: string, text: string): number {
  const there = readable(file);
  if (there === text) {
    process.stdout.write(`${texts.models.card.upToDate(file)}\n`);
    return exitCodes.done;
  }
  say((there === undefined ? texts.models.card.missing : texts.models.card.outOfDate)(file));
  return exitCodes.failed;
}

function readable(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
