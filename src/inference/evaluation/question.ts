import { z } from 'zod';

/** The truth about a listed file for one label of the model. */
export const questionSchema = z.strictObject({
  /** A label of the model. */
  label: z.string().min(1),
  /** The question in words. */
  title: z.string().min(1).optional(),
  /** The column of the list with the answer. */
  column: z.string().min(1),
  /** Values that are positive; "others": all that are not empty and not negative. */
  positive: z.union([z.array(z.string().min(1)).min(1), z.literal('others')]),
  /** Values that are negative; "others": all that are not empty and not positive. */
  negative: z.union([z.array(z.string().min(1)).min(1), z.literal('others')]),
  /** The separator if the column may hold several values: one matching value is enough. */
  separator: z.string().min(1).optional(),
});

export type Question = z.infer<typeof questionSchema>;

/** True, false, or undefined if the list does not say, or has a value that the question does not cover. */
export function truthOf(question: Question, cell: string | undefined): boolean | undefined {
  if (!cell) return undefined;
  const { positive, negative, separator } = question;
  const values = separator === undefined ? [cell] : cell.split(separator).map((value) => value.trim());
  const holds = (named: readonly string[] | 'others') =>
    named !== 'others' && values.some((v) => named.includes(v));
  if (holds(positive)) return true;
  if (holds(negative)) return false;
  if (positive === 'others') return true;
  return negative === 'others' ? false : undefined;
}

/** A question in one line: `rsna_class: Lung Opacity against Normal`. */
export function describeQuestion({ column, positive, negative, separator }: Question): string {
  const side = (values: readonly string[] | 'others') =>
    values === 'others' ? 'all others' : values.join(' or ');
  return `${column}${separator === undefined ? ':' : ' holds'} ${side(positive)} against ${side(negative)}`;
}
