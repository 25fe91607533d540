import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { Priority } from '../../domain/kernel/priority';
import { byScore, findingsOf, stanceOf } from '../../domain/models/findings';
import { imageOrder } from '../../domain/study/images/imageOrder';
import { effectivePriority } from '../../domain/study/studyRecord';
import { readingOrder } from '../../domain/worklist/readingOrder';
import { texts, words } from '../language/language';
import { printable, shorten } from '../terminal/printable';
import { explain } from './explain';
import type { FileResult } from './fileResult';
import type { OutputOptions } from './output';

export interface TableOptions {
  /** Of the terminal. */
  readonly width: number;
  readonly colour: boolean;
  /** What a file shows, if known beforehand. */
  readonly describe?: (file: string) => string | undefined;
}

type Look = Parameters<typeof styleText>[0];

const looks: Record<Priority | FileResult['outcome']['outcome'], Look | undefined> = {
  stat: ['bold', 'red'],
  urgent: ['bold', 'yellow'],
  routine: undefined,
  unclassified: 'cyan',
  quarantined: 'magenta',
  unpacked: 'gray',
  index: 'gray',
  analysed: undefined,
  'not-analysed': undefined,
};

const shownFindings = 3;
const priorityWidth = 14;
const borders = 5;
const leastWidth = 80;

/** The order in which files should be read: as in the worklist and in each study, refused files last. */
export function byUrgency(a: FileResult, b: FileResult): number {
  if ('image' in a && 'image' in b) {
    const [x, y] = [a.study, b.study].map((study) => ({ ...study, place: effectivePriority(study).place }));
    return (x && y && readingOrder(x, y)) || imageOrder(a.image, b.image);
  }
  return Number('study' in b) - Number('study' in a);
}

/** A table for a terminal. */
export function resultTable(results: readonly FileResult[], options: TableOptions): string {
  const rest = Math.max(leastWidth, options.width) - priorityWidth - borders;
  const findings = Math.min(27, Math.floor(rest * 0.3));
  const why = Math.floor(rest * 0.4);
  const file = rest - findings - why;
  const table = new Table({
    head: texts.run.columns,
    colWidths: [priorityWidth, file, findings, why],
    wordWrap: true,
    style: { head: options.colour ? ['bold'] : [], border: options.colour ? ['gray'] : [] },
  });
  for (const result of results) {
    const about = options.describe?.(result.file);
    table.push([
      priorityCell(result, options.colour),
      [shorten(printable(result.file), file - 2), ...(about === undefined ? [] : [about])].join('\n'),
      findingsCell(result),
      explain(result),
    ]);
  }
  return table.toString();
}

function priorityCell(result: FileResult, colour: boolean): string {
  const code = 'study' in result ? effectivePriority(result.study).priority : result.outcome.outcome;
  const word = { ...words.outcomes, ...words.prioritiesInText }[code];
  const look = looks[code];
  return colour && look !== undefined ? styleText(look, word, { validateStream: false }) : word;
}

function findingsCell(result: FileResult): string {
  if (!('image' in result)) return '';
  if (result.outcome.outcome === 'not-analysed') return `  (${words.outcomes['not-analysed']})`;
  const findings = findingsOf(result.image.analyses).sort(byScore);
  const lines = findings.slice(0, shownFindings).map(findingLine);
  const more = findings.length - shownFindings;
  return [...lines, ...(more > 0 ? [`  ${texts.run.andMore(more)}`] : [])].join('\n');
}

/**
 * `!` raises the priority; `?` marks a score too close to the threshold to tell, which may still raise it.
 */
function findingLine(finding: ReturnType<typeof findingsOf>[number]): string {
  const { title, score, positive } = finding;
  const near = stanceOf(finding) === 'near';
  const line = `${positive ? '!' : near ? '?' : ' '} ${title} ${words.values.percent(score)}`;
  return near ? `${line}\n  ${words.stances.near}` : line;
}

/** `6 files in 4.2 s: 4 analysed, 1 not analysed, 1 quarantined; 2 stat, 1 urgent, …` */
export function summary(results: readonly FileResult[], milliseconds: number): string {
  const outcomes = (['analysed', 'not-analysed', 'quarantined', 'unpacked', 'index'] as const).flatMap(
    (outcome) => {
      const count = results.filter((result) => result.outcome.outcome === outcome).length;
      return count === 0 ? [] : [`${count} ${words.outcomes[outcome]}`];
    },
  );
  const files = words.counts.files(results.length);
  const list = outcomes.join(words.listSeparator) || texts.run.noneAccounted;
  return texts.run.took(files, words.values.elapsed(milliseconds), list);
}

/** The table for the current terminal, with what it leaves out. */
export function tableText(results: readonly FileResult[], options: OutputOptions): string {
  const { milliseconds, byUrgency: sorted = false, describe } = options;
  const table = resultTable(sorted ? [...results].sort(byUrgency) : results, {
    width: process.stdout.columns ?? 120,
    colour: process.stdout.hasColors?.() ?? false,
    ...(describe === undefined ? {} : { describe }),
  });
  return [
    ...(results.length > 0 ? [table] : []),
    summary(results, milliseconds),
    ...(results.some((result) => 'image' in result) ? [texts.run.legend] : []),
    '',
  ].join('\n');
}
