import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { type FolderReport, inspectFolder } from '../../../inference/repository/inspectFolder';
import { texts } from '../../language/language';
import { UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';

interface CheckOptions {
  readonly json?: boolean;
}

/** `triage models check`: the admission gate, with a line on every check. @returns the exit status */
export async function check(directory: string, { json }: CheckOptions): Promise<number> {
  assertFolder(directory);
  const reports = await inspectFolder(path.resolve(directory));
  if (reports.length === 0) throw new UsageError(texts.models.check.noModel(directory));
  const refused = reports.filter(({ admitted }) => !admitted).length;
  const colour = process.stdout.isTTY;
  const text = json
    ? JSON.stringify({ admitted: refused === 0, models: reports })
    : [...reports.map((report) => describeReport(report, colour)), total(reports.length, refused)].join(
        '\n\n',
      );
  process.stdout.write(`${text}\n`);
  return refused === 0 ? exitCodes.done : exitCodes.failed;
}

/** @throws UsageError if there is no such folder */
export function assertFolder(directory: string): void {
  if (!existsSync(directory) || !statSync(directory).isDirectory())
    throw new UsageError(texts.errors.file.notAFolder(directory));
}

/** One model: a line for each check, including those that were not reached. */
export function describeReport({ model, checks }: FolderReport, colour: boolean): string {
  const lines = checks.map(({ check, result, words }) => {
    const look = { passed: ['✓', 'green'], failed: ['✗', 'red'], skipped: ['·', 'gray'] } as const;
    const [sign, style] = look[result];
    const mark = colour ? styleText(style, sign, { validateStream: false }) : sign;
    return `  ${mark} ${check.padEnd(11)}${check === 'manifest' && result === 'failed' ? oneALine(words) : words}`;
  });
  return [model, ...lines].join('\n');
}

/** A manifest may have many faults; each is listed on its own. */
function oneALine(words: string): string {
  const [first = '', ...others] = words.split('; ');
  if (others.length === 0) return words;
  const [, file, problem] = /^(\S+\.json): (.*)$/s.exec(first) ?? [undefined, '', first];
  return [file, ...[problem, ...others].map((one) => `- ${one}`)].join(`\n${' '.repeat(15)}`);
}

function total(count: number, refused: number): string {
  const said = texts.models.check;
  return refused === 0 ? said.admitted(count) : said.refused(count, refused);
}
