import { styleText } from 'node:util';
import type { ClassificationAnswer, RankedResult } from '../../../contract/routes/classify';
import { noteWords, words } from '../../../domain/words/words';
import { printable } from '../../terminal/printable';

/** The models' results for one file, as a small table under its name; ends with an empty line. */
export function classificationText(file: string, answer: ClassificationAnswer, colour: boolean): string {
  const { image, results, leftOut, abstained = [], gate = [], notes } = answer;
  const about = [image.modality, image.bodyPart, image.view, `${image.width} × ${image.height}`];
  const lines = [
    `${printable(file)}: ${about.filter((part) => part !== undefined).join(' ')}`,
    ...(answer.outcome === 'not-analysed' ? [`  not analysed (${answer.reason}): ${answer.words}`] : []),
    ...tableOf(results, colour),
    ...(leftOut === undefined ? [] : [`  ${leftOutWords(leftOut)}`]),
    // If no model answered, the first reason is given above.
    ...abstained
      .slice(results.length > 0 ? 0 : 1)
      .map(({ model, reason, words }) => `  ${model} abstained (${reason}): ${words}`),
    ...gate.map(
      ({ model, title, accepted }) =>
        `  ${model}: looks like ${title} (accepted kinds together: ${accepted.toFixed(3)})`,
    ),
    ...notes.map((note) => `  note (${printable(note)}): ${printable(noteWords(note))}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A file that could not be read. */
export function unreadText(file: string, words: string): string {
  return `${printable(file)}\n  not read: ${words}\n`;
}

/**
 * Describes a score relative to its threshold. A score below is not called negative: a model at most finds
 * what it was made for.
 */
export function verdict({ positive, indeterminate, threshold }: RankedResult): string {
  if (threshold === undefined) return words.stances.none;
  if (indeterminate) return words.stances.near;
  return words.stances[positive ? 'above' : 'under'];
}

const headings = ['#', 'label', 'score', 'threshold', '', 'model'];

function cellsOf(result: RankedResult): string[] {
  return [
    String(result.rank),
    printable(result.title),
    result.score.toFixed(3),
    result.threshold?.toFixed(3) ?? '',
    verdict(result),
    result.model,
  ];
}

function tableOf(results: readonly RankedResult[], colour: boolean): string[] {
  if (results.length === 0) return [];
  const rows = [headings, ...results.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  return rows.map((row, index) => {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const line = `  ${cells.join('  ').trimEnd()}`;
    const bold = index === 0 || results[index - 1]?.positive;
    return colour && bold ? styleText('bold', line, { validateStream: false }) : line;
  });
}

function leftOutWords({ labels, positive }: { labels: number; positive: number }): string {
  const what = labels === 1 ? '1 more label' : `${labels} more labels`;
  const warning = positive === 0 ? '' : `, ${positive} of them positive`;
  return `and ${what}${warning} (-k shows more)`;
}
