import { writeFileSync } from 'node:fs';
import { beginsWith } from '../../../audit/log/histories';
import { LogReader } from '../../../audit/log/logReader';
import { tileReader } from '../../../audit/log/readBack';
import { openCheckpoint } from '../../../audit/proof/checkpoint';
import { leafHash } from '../../../audit/proof/merkle';
import { checkProof } from '../../../audit/proof/tlogProof';
import { logIn } from '../../../audit/verify/blobTree';
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
  if ((await reader.checkpoint()) === undefined) throw new CliError('Nothing is sealed here yet.');
  if (options.since !== undefined) return proveSince(place, reader, options.since, options.key);
  if (entry === undefined) throw new UsageError('Name an entry, or a checkpoint with --since FILE.');
  const sequence = /^\d+$/.test(entry) && entry.length < 16 ? Number(entry) : await reader.placeOf(entry);
  if (sequence === undefined || sequence >= (await reader.size()))
    throw new CliError(
      `The log has no entry ${entry}. What was recorded a moment ago is sealed within seconds.`,
    );
  const proof = await reader.proofOf(sequence);
  if (options.out === undefined) {
    process.stdout.write(proof);
    return;
  }
  writeText(`${options.out}.entry`, await reader.entry(sequence));
  writeText(`${options.out}.tlog-proof`, proof);
  say(
    `Wrote ${options.out}.entry and ${options.out}.tlog-proof: the entry ${sequence}, and the proof that it is in the log.`,
  );
}

function writeText(file: string, bytes: Buffer | string): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new CliError(`${file} cannot be written: ${diskProblem(error) ?? 'it cannot be opened'}.`);
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
  const current = inFile('The checkpoint of the log', () => openCheckpoint(note, keys));
  if (old.size > current.size)
    throw new CliError(
      `The checkpoint covers ${old.size} entries, and the log has ${current.size}: it was cut off or rolled back.`,
    );
  const read = tileReader(logIn(place.tree));
  if (!(await beginsWith(current, old, read)))
    throw new CliError('The log does not continue from this checkpoint: there are two histories.');
  const path = old.size === 0 ? [] : await reader.consistencySince(old.size);
  process.stdout.write(`${path.map((hash) => `${hash.toString('base64')}\n`).join('')}`);
  say(
    `The log of ${current.size} entries begins with the ${old.size} of the checkpoint; above, the ${path.length} hashes that prove it (RFC 6962, section 2.1.2).`,
  );
}

/** `triage audit check`: checks a proof that was handed over. */
export function check(entry: string, proof: string, { key }: { readonly key: readonly string[] }): void {
  const leaf = leafHash(readBytes(entry));
  const text = readTextFile(proof);
  const { index, size, origin } = inFile(proof, () => checkProof(text, leaf, key.map(givenKey)));
  process.stdout.write(`The entry is number ${index} of the ${size} that ${origin} has signed.\n`);
}
