import { beginsWith } from '../../../audit/log/histories';
import { tileReader } from '../../../audit/log/readBack';
import { type Checkpoint, openCheckpoint } from '../../../audit/proof/checkpoint';
import type { VerifierKey } from '../../../audit/proof/verifierKey';
import { logIn } from '../../../audit/verify/blobTree';
import { type LogPlace, type PlaceOptions, withLog } from '../../site/logPlace';
import { CliError, UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { givenKey } from './support/pinnedKey';
import { inFile, readTextFile } from './support/readGiven';

interface CompareOptions extends PlaceOptions {
  readonly key: string[];
  readonly exported?: string;
}

/** A checkpoint whose signature was checked, and the file that it came in. */
interface Named extends Checkpoint {
  readonly file: string;
}

/**
 * `triage audit compare ONE OTHER`: are two readers shown one history?
 *
 * @returns the exit status
 */
export async function compare(one: string, other: string, options: CompareOptions): Promise<number> {
  const keys = options.key.map(givenKey);
  const [a, b] = [signed(one, keys), signed(other, keys)];
  if (a.origin !== b.origin)
    throw new CliError(`They are of two logs: ${a.origin} in ${one}, ${b.origin} in ${other}.`);
  if (a.size === b.size) return tell(a, b, a.root.equals(b.root));
  const places = [options.exported, options.data, options.connection, options.account];
  if (places.every((place) => place === undefined))
    throw new UsageError(
      `${one} covers ${a.size} entries, ${other} ${b.size}: to see whether one goes on from the other, name the log that either of you was given, with --exported FOLDER, --data, --connection or --account.`,
    );
  return withLog(options.exported, options, (place) => compareIn(place, [a, b], keys));
}

function signed(file: string, keys: readonly VerifierKey[]): Named {
  return inFile(file, () => ({ ...openCheckpoint(readTextFile(file), keys), file }));
}

/** Of one history are both if the log, as it was signed for, begins with each. */
async function compareIn(
  { tree }: LogPlace,
  [a, b]: readonly [Named, Named],
  keys: readonly VerifierKey[],
): Promise<number> {
  const note = await tree.read('audit', 'checkpoint');
  if (note === undefined) throw new CliError('Nothing is sealed in the log that you named.');
  const from = 'the log that you named';
  const log = inFile(from, () => ({ ...openCheckpoint(note.toString('utf8'), keys), file: from }));
  const read = tileReader(logIn(tree));
  for (const seen of [a, b]) {
    if (seen.size > log.size)
      throw new CliError(
        `${seen.file} covers ${seen.size} entries, and the log that you named has ${log.size}: nothing can be said of the rest. Name the longer log.`,
      );
    if (!(await beginsWith(log, seen, read))) return tell(seen, log, false);
  }
  return tell(a, b, true);
}

function tell(a: Named, b: Named, isOne: boolean): number {
  process.stdout.write(
    isOne
      ? `One history: ${sized(a)} and ${sized(b)} are of the same log.\n`
      : `TWO HISTORIES: ${sized(a)} and ${sized(b)} are signed by the key of one log, and no one log has both. Its operator showed different histories to different readers. The two checkpoints prove it: keep them, and the folders that they came with.\n`,
  );
  return isOne ? exitCodes.done : exitCodes.failed;
}

function sized({ file, size }: Named): string {
  return `${file} (${size} entries)`;
}
