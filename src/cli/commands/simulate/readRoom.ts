import { readFileSync } from 'node:fs';
import { type Room, roomSchema } from '../../../domain/simulation/room';
import { texts } from '../../language/language';
import { CliError, diskProblem } from '../../terminal/errors';
import exampleRoom from './exampleRoom.json';

/** @throws CliError naming the file, the key, and what was expected */
export function readRoom(file: string | undefined): Room {
  if (file === undefined) return roomSchema.parse(exampleRoom);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CliError(`${file}: ${diskProblem(error) ?? (error as Error).message}.`, undefined, {
      cause: error,
    });
  }
  const parsed = roomSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new CliError(texts.simulate.noRoom(file, problems.join('; ')));
}
