import { writeFileSync } from 'node:fs';
import { beginsWith } from '../../../audit/log/histories';
import { LogReader } from '../../../audit/log/logReader';
import { tileReader } from '../../../audit/log/readBack';
import { openCheckpoint } from '../../../audit/proof/checkpoint';
import { leafHash } from '../../../audit/proof/merkle';
import { checkProof } from '../../../audit/proof/tlogProof';
import { logIn } from '../../../audit/verify/blobTree';
import { texts } from '../../language/language';
import { type LogPlace, type PlaceOptions, withLog } from '../../site/logPlace';
import { CliError, diskProblem, UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';
import { givenKey, pinnedKey } from './support/pinnedKey';
import { inFile, readBytes, readTextFile } from './support/readGiven';

interface ProveOptions extends PlaceOptions {
  readonly key?: string[];
  readonly exported?: string;
  readonly out?: string;
  readonly since?: string;
}

/** `triage audit prove`: proofs for somebody who does not get the whole log. */
export async function prove(entry: string | undefined, options: ProveOptions): Promise<void> {
  await withLog(options.exported, options, (place) => proveIn(place, entry, options));
}

async function proveIn(place: LogPlace, entry: string | undefined, options: ProveOptions): Promise<void> {
  const reader = new LogReader(logIn(place.tree));
  if ((await reader.checkpoint()) === undefined) throw new CliError(texts.audit.nothingSealed);
  if (options.since !== undefined) return proveSince(place, reader, options.since, options.key);
  if (entry === undefined) throw new UsageError(texts.audit.prove.choose);
  const sequence = /^\d+$/.test(entry) && entry.length < 16 ? Number(entry) : await reader.placeOf(entry);
  if (sequence === undefined || sequence >= (await reader.size()))
    throw new CliError(texts.audit.prove.noEntry(entry));
  const proof = await reader.proofOf(sequence);
  if (options.out === undefined) {
    process.stdout.write(proof);
    return;
  }
  writeText(`${options.out}.entry`, await reader.entry(sequence));
  writeText(`${options.out}.tlog-proof`, proof);
  say(texts.audit.prove.wrote(options.out, sequence));
}

function writeText(file: string, bytes: Buffer | string): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new CliError(texts.errors.file.unwritable(file, diskProblem(error) ?? texts.errors.unopened));
  }
}

async function proveSince(
  place: LogPlace,
  reader: LogReader,
  file: string,
  given: readonly string[] | undefined,
): Promise<void> {
  const keys = given?.map(givenKey) ?? [pinnedKey(undefined, place)];
  const old = inFile(file, () => openCheckpoint(readTextFile(file), keys));
  const note = (await reader.checkpoint()) as string;
  const current = inFile(texts.audit.prove.logsCheckpoint, () => openCheckpoint(note, keys));
  if (old.size > current.size) throw new CliError(texts.audit.prove.rolledBack(old.size, current.size));
  const read = tileReader(logIn(place.tree));
  if (!(await beginsWith(current, old, read))) throw new CliError(texts.audit.prove.forked);
  const path = old.size === 0 ? [] : await reader.consistencySince(old.size);
  process.stdout.write(`${path.map((hash) => `${hash.toString('base64')}\n`).join('')}`);
  say(texts.audit.prove.goesOn(current.size, old.size, path.length));
}

/** `triage audit check`: checks a proof that was handed over. */
export function check(entry: string, proof: string, { key }: { readonly key: readonly string[] }): void {
  const leaf = leafHash(readBytes(entry));
  const text = readTextFile(proof);
  const { index, size, origin } = inFile(proof, () => checkProof(text, leaf, key.map(givenKey)));
  process.stdout.write(`${texts.audit.prove.checked(index, size, origin)}\n`);
}
