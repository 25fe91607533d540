import { beginsWith } from '../../../audit/log/histories';
import { tileReader } from '../../../audit/log/readBack';
import { type Checkpoint, openCheckpoint } from '../../../audit/proof/checkpoint';
import type { VerifierKey } from '../../../audit/proof/verifierKey';
import { logIn } from '../../../audit/verify/blobTree';
import { texts } from '../../language/language';
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
  if (a.origin !== b.origin) throw new CliError(texts.audit.compare.twoLogs(a.origin, one, b.origin, other));
  if (a.size === b.size) return tell(a, b, a.root.equals(b.root));
  const places = [options.exported, options.data, options.connection, options.account];
  if (places.every((place) => place === undefined))
    throw new UsageError(texts.audit.compare.nameLog(one, a.size, other, b.size));
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
  if (note === undefined) throw new CliError(texts.audit.compare.nothingSealed);
  const from = texts.audit.compare.yourLog;
  const log = inFile(from, () => ({ ...openCheckpoint(note.toString('utf8'), keys), file: from }));
  const read = tileReader(logIn(tree));
  for (const seen of [a, b]) {
    if (seen.size > log.size) throw new CliError(texts.audit.compare.longer(seen.file, seen.size, log.size));
    if (!(await beginsWith(log, seen, read))) return tell(seen, log, false);
  }
  return tell(a, b, true);
}

function tell(a: Named, b: Named, isOne: boolean): number {
  const { one, two } = texts.audit.compare;
  process.stdout.write(`${(isOne ? one : two)(sized(a), sized(b))}\n`);
  return isOne ? exitCodes.done : exitCodes.failed;
}

function sized({ file, size }: Named): string {
  return texts.audit.compare.sized(file, size);
}
