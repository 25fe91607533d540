import { ListProblem } from './lists/listProblem';
import type { Question } from './question';

const shape = /^\s*(?<label>[^:\s]+)\s*:\s*(?<column>.+?)(?<sign>\s*=\s*|\s+has\s+)(?<values>.+)$/;

/**
 * Parses a question as typed: `LABEL: COLUMN = VALUE | VALUE vs VALUE | VALUE`. Without `vs`, all other
 * values are negative; `*` means all other values; `has` instead of `=` is for columns with several values,
 * separated by `|`.
 *
 * @throws ListProblem
 */
export function parseAsk(text: string): Question {
  const { label, column, sign, values } = shape.exec(text)?.groups ?? {};
  const [positive, negative, ...more] = values?.split(/\s+vs\s+/) ?? [];
  if (!label || !column || !positive || more.length > 0) throw new ListProblem(expected(text));
  const sides = {
    positive: side(positive, text),
    negative: negative === undefined ? 'others' : side(negative, text),
  } as const;
  if (sides.positive === 'others' && sides.negative === 'others') throw new ListProblem(expected(text));
  return { label, column: column.trim(), ...sides, ...(sign?.trim() === 'has' && { separator: '|' }) };
}

function side(text: string, whole: string): string[] | 'others' {
  if (text.trim() === '*') return 'others';
  const values = text.split('|').map((value) => value.trim());
  if (values.includes('')) throw new ListProblem(expected(whole));
  return values;
}

function expected(text: string): string {
  return `--ask "${text}" is not understood; expected "LABEL: COLUMN = VALUE | … vs VALUE | …", such as "lung-opacity: rsna_class = Lung Opacity vs Normal".`;
}
