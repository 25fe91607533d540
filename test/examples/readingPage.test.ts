import { readFileSync } from 'node:fs';
import path from 'node:path';
import { notAnalysedReasons } from '../../src/domain/reasons/notAnalysedReason';
import { noteExamples } from './noteExamples';
import { refusalExamples } from './refusalExamples';

const page = readFileSync(path.resolve(__dirname, '../../docs/reading-images.md'), 'utf8');
const known = new Set<string>([
  ...Object.keys(noteExamples),
  ...refusalExamples.keys(),
  ...notAnalysedReasons,
]);

/** The rows of the table under these headings, as cells. */
function rowsUnder(headings: string): string[][] {
  const lines = page.split('\n');
  const start = lines.indexOf(headings);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines
    .slice(start + 2, end)
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}

const doubts = rowsUnder('| doubt | handling |');
const codesIn = (text: string) =>
  [...text.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map(([, code]) => String(code));

test('the table of doubts is there', () => expect(doubts.length).toBeGreaterThan(10));

test.each(doubts)('%s: the codes of its handling are codes with an example', (_, handling = '') => {
  expect(codesIn(handling).filter((code) => !known.has(code))).toEqual([]);
});

test('what the budgets refuse is refused by codes that exist', () => {
  const budgets = rowsUnder('| budget | default | refused as |');
  expect(budgets.length).toBeGreaterThan(2);
  expect(budgets.flatMap(([, , codes = '']) => codesIn(codes)).filter((code) => !known.has(code))).toEqual(
    [],
  );
});
