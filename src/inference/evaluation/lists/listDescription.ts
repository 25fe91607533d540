import { z } from 'zod';
import { listRoles } from '../../../domain/models/listRole';
import { questionSchema } from '../question';
import { ListProblem } from './listProblem';

/** A questions file: what a list is, and what is asked of it. */
export const listDescriptionSchema = z.strictObject({
  title: z.string().min(1).optional(),
  role: z.enum(listRoles).optional(),
  /** Which patients and pictures it contains, and where the labels come from. */
  about: z.string().min(1).optional(),
  /** Caveats for the reader of its numbers, a sentence or two each. */
  limits: z.array(z.string().min(1)).optional(),
  fileColumn: z.string().optional(),
  patientColumn: z.string().optional(),
  /** Columns by which the numbers are broken down. */
  by: z.array(z.string()).optional(),
  questions: z.array(questionSchema).optional(),
});

export type ListDescription = z.infer<typeof listDescriptionSchema>;

/** @throws ListProblem that names every wrong key */
export function parseListDescription(text: string): ListDescription {
  const parsed = listDescriptionSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
  );
  throw new ListProblem(`The questions file: ${issues.join('; ')}.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ListProblem(`The questions file is not JSON: ${(cause as Error).message}.`, { cause });
  }
}
