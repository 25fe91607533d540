import { readFileSync } from 'node:fs';
import { type Room, roomSchema } from '../../../domain/simulation/room';
import { type Spoken, spokenEnglish, texts } from '../../language/language';
import { CliError, diskProblem } from '../../terminal/errors';
import exampleRoom from './exampleRoom.json';

/** A room, and what it is called in a language. */
export interface NamedRoom {
  readonly room: Room;
  readonly title: (spoken: Spoken) => string;
}

/**
 * The room of a file, or the example.
 *
 * @throws CliError naming the file, the key, and what was expected
 */
export function readRoom(file: string | undefined): NamedRoom {
  if (file === undefined) return named(roomSchema.parse(exampleRoom), (says) => says.exampleRoom);
  const room = roomIn(file);
  return { room, title: ({ texts }) => room.title ?? texts.simulationPage.aRoom };
}

/** A room that has no name of its own. In JSON it is called what it is called in English. */
export function named(room: Room, name: (says: Spoken['texts']['simulationPage']) => string): NamedRoom {
  return {
    room: { ...room, title: name(spokenEnglish.texts.simulationPage) },
    title: ({ texts }) => name(texts.simulationPage),
  };
}

function roomIn(file: string): Room {
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
