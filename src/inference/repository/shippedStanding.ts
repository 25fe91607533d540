import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ShippedStanding, shippedStandingSchema } from '../../domain/models/modelStanding';
import { ModelProblem } from '../manifest/modelProblem';

/** The file of a models folder that states the standing of its versions. */
export const standingFile = 'standing.json';

/**
 * The standings that the folder states; undefined if it states none, so that all versions are shadow.
 *
 * @throws ModelProblem that names the wrong key
 */
export async function readShippedStanding(directory: string): Promise<ShippedStanding | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, standingFile), 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ModelProblem(`cannot read ${join(directory, standingFile)}: ${code}`, { cause });
  }
  return parseStanding(standingFile, text, shippedStandingSchema);
}

/** @throws ModelProblem that names the file and the wrong key */
export function parseStanding<T>(name: string, text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const what = issue === undefined ? (cause as Error).message : `${issue.path.join('.')}: ${issue.message}`;
    throw new ModelProblem(`${name}: ${what}`, { cause });
  }
}
