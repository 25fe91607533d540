import { styleText } from 'node:util';
import type { ClassificationAnswer, RankedResult } from '../../../contract/routes/classify';
import { phrases, texts, words } from '../../language/language';
import { columnsOf, padTo } from '../../terminal/columns';
import { printable } from '../../terminal/printable';

/** The models' results for one file, as a small table under its name; ends with an empty line. */
export function classificationText(file: string, answer: ClassificationAnswer, colour: boolean): string {
  const { image, results, leftOut, abstained = [], gate = [], notes } = answer;
  const said = texts.images.classify;
  const about = [image.modality, image.bodyPart, image.view, `${image.width} × ${image.height}`];
  const lines = [
    `${printable(file)}: ${about.filter((part) => part !== undefined).join(' ')}`,
    ...(answer.outcome === 'not-analysed' && answer.reason !== undefined
      ? [`  ${said.notAnalysed(answer.reason, phrases.notAnalysedAdvice(answer.reason))}`]
      : []),
    ...tableOf(results, colour),
    ...(leftOut === undefined ? [] : [`  ${said.leftOut(leftOut.labels, leftOut.positive)}`]),
    // If no model answered, the first reason is given above.
    ...abstained
      .slice(results.length > 0 ? 0 : 1)
      .map(({ model, reason }) => `  ${said.abstained(model, reason, phrases.notAnalysedAdvice(reason))}`),
    ...gate.map(({ model, title, accepted }) => `  ${said.looksLike(model, title, accepted.toFixed(3))}`),
    ...notes.map((note) => `  ${said.note(printable(note), printable(phrases.noteWords(note)))}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A file that could not be read. */
export function unreadText(file: string, why: string): string {
  return `${printable(file)}\n  ${texts.images.classify.notRead(why)}\n`;
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
  const named = texts.images.classify.columns;
  // What a score comes to has no heading.
  const headings = [...named.slice(0, -1), '', ...named.slice(-1)];
  const rows = [headings, ...results.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))));
  return rows.map((row, index) => {
    const cells = row.map((cell, column) => padTo(cell, widths[column] ?? 0));
    const line = `  ${cells.join('  ').trimEnd()}`;
    const bold = index === 0 || results[index - 1]?.positive;
    return colour && bold ? styleText('bold', line, { validateStream: false }) : line;
  });
}
