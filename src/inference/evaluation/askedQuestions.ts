import type { ModelLabel } from '../manifest/manifest';
import type { LabelledList } from './lists/labelledList';
import { ListProblem, quoted } from './lists/listProblem';
import { type Question, truthOf } from './question';

/** The maximum number of values of a cell to list; with free text, the message would be endless. */
const maxValues = 200;

/**
 * The questions that a list can answer about a model: those asked, or else one for every column that is named
 * like a label and holds 1, 0 or nothing.
 *
 * @throws ListProblem if a question names a label, column or value that does not exist, or no file answers it
 */
export function askedQuestions(
  asked: readonly Question[],
  labels: readonly ModelLabel[],
  list: LabelledList,
): Question[] {
  const questions = asked.length > 0 ? [...asked] : questionsByName(labels, list);
  for (const question of questions) {
    assertLabel(question, labels);
    assertAnswered(question, list);
  }
  return questions;
}

function questionsByName(labels: readonly ModelLabel[], { columns, files }: LabelledList): Question[] {
  const named = labels.filter(({ name }) => columns.includes(name));
  if (named.length === 0)
    throw new ListProblem(
      `No column of the list is called like a label of the model (${quoted(labels.map(({ name }) => name))}); ` +
        'say what is true with --ask "LABEL: COLUMN = VALUE vs VALUE".',
    );
  for (const { name } of named) {
    const odd = files.find(({ cells }) => !['', '0', '1'].includes(cells.get(name) ?? ''));
    if (odd !== undefined)
      throw new ListProblem(
        `Line ${odd.line} of the list: expected 1, 0 or nothing in the column "${name}"; for other values use --ask.`,
      );
  }
  return named.map(({ name }) => ({ label: name, column: name, positive: ['1'], negative: ['0'] }));
}

function assertLabel({ label }: Question, labels: readonly ModelLabel[]): void {
  const names = labels.map(({ name }) => name);
  if (!names.includes(label))
    throw new ListProblem(`The model has no label "${label}", only ${quoted(names, 50)}.`);
}

function assertAnswered(question: Question, { columns, files }: LabelledList): void {
  const { column, positive, negative, separator } = question;
  if (!columns.includes(column))
    throw new ListProblem(`The list has no column "${column}", only ${quoted(columns, 20)}.`);
  const cells = files.map((file) => file.cells.get(column) ?? '');
  const values = new Set(
    cells.flatMap((cell) => (separator === undefined ? [cell] : cell.split(separator))).map((v) => v.trim()),
  );
  values.delete('');
  const named = [positive, negative].flatMap((side) => (side === 'others' ? [] : side));
  const missing = named.filter((value) => !values.has(value) && !isFlag(question, value));
  if (missing.length > 0)
    throw new ListProblem(
      `No file has ${quoted(missing)} in the column "${column}"${values.size <= maxValues ? `, only ${quoted([...values].sort())}` : ''}.`,
    );
  if (!cells.some((cell) => truthOf(question, cell) !== undefined))
    throw new ListProblem(`The column "${column}" says nothing about "${question.label}" for any file.`);
}

/** A 0/1 column may contain only one of the two: a list of positives is valid. */
function isFlag({ label, column }: Question, value: string): boolean {
  return label === column && ['0', '1'].includes(value);
}
