import { cpSync, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LogReader } from '../../audit/logReader';
import { readSubjects, saltBlob } from '../../audit/subjects';
import type { VerifierKey } from '../../audit/verifierKey';
import { witnessFolder } from '../../auditSealer';
import { RefusedError } from '../../domain/errors';
import { parseWitness } from '../../settings';
import { publicKeyFile } from '../../signing/keyFile';
import { connectStorage } from '../../storage/connect';
import { containers } from '../../storage/containers';
import { openStore } from '../../storage/store';
import { WitnessStore, witnessContainer } from '../../storage/witness';
import { appDirectory } from '../appDirectory';
import { inParallel } from '../inParallel';
import { auditKeyFile } from '../localSite';
import type { LogPlace } from './logPlace';

export interface ExportChoice {
  readonly inputs?: boolean;
  readonly models?: string;
}

const atOnce = 16;

/** Writes a log and what it speaks of into a folder, a sub-folder for each container. @returns how many files */
export async function exportAudit(
  place: LogPlace,
  target: string,
  key: VerifierKey,
  choice: ExportChoice,
): Promise<number> {
  let written = 0;
  const write = async (container: string, name: string, bytes: Buffer | string | undefined) => {
    if (bytes === undefined) return;
    const file = path.join(target, container, name);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, bytes, { mode: 0o600 });
    written += 1;
  };
  // The checkpoint first: what is sealed while the rest is copied is left out, and missed by nobody.
  await write('audit', 'checkpoint', await place.tree.read('audit', 'checkpoint'));
  await copyAll(place, 'audit', write, await wantedOfLog(place));
  await copyAll(place, 'results', write);
  await copyAll(place, 'quarantine', write, async (name) => name.endsWith('/refusal.json'));
  const subjects = await readSubjects(place.tree);
  for (const { studyId, salt } of subjects.studyOf.values())
    await write('identity', saltBlob(studyId), JSON.stringify({ schemaVersion: 1, salt }));
  for (const { arrivalId, salt } of subjects.arrivalOf.values())
    await write('arrivals', `${arrivalId}.json`, JSON.stringify({ arrivalId, salt }));
  for await (const { name, note } of witnessed(key)) await write('witness', path.basename(name), note);
  await write('.', publicKeyFile(auditKeyFile), `${key.text}\n`);
  copyModels(choice.models ?? path.resolve(appDirectory, process.env.TRIAGE_MODELS || 'models'), target);
  await copyAll(place, containers.models, write);
  if (choice.inputs) await writeInputs(place, write);
  return written;
}

type Write = (container: string, name: string, bytes: Buffer | string | undefined) => Promise<void>;

async function copyAll(
  { tree }: LogPlace,
  container: string,
  write: Write,
  wanted: (name: string) => Promise<boolean> = async () => true,
): Promise<void> {
  const names: string[] = [];
  for await (const name of tree.list(container)) if (await wanted(name)) names.push(name);
  await inParallel(names, atOnce, async (name) => write(container, name, await tree.read(container, name)));
}

/** Of the log's container: no checkpoint over more than was there at first, and of records those that are not sealed. */
async function wantedOfLog({ tree }: LogPlace): Promise<(name: string) => Promise<boolean>> {
  const reader = new LogReader((name) => tree.read('audit', name));
  const size = await reader.size();
  return async (name) => {
    const [folder = '', file = ''] = name.split('/');
    if (folder === 'records') return (await reader.placeOf(file.slice(0, -'.json'.length))) === undefined;
    if (folder === 'checkpoints') return Number(file) <= size;
    return folder === 'tile' || folder === 'settings';
  };
}

async function* witnessed(key: VerifierKey): AsyncGenerator<{ name: string; note: string }> {
  const text = process.env.TRIAGE_AUDIT_WITNESS;
  if (!text) return;
  const { blobs } = connectStorage(parseWitness(text));
  yield* new WitnessStore(blobs.getContainerClient(witnessContainer), witnessFolder(key.name)).notes();
}

function copyModels(directory: string, target: string): void {
  if (!existsSync(directory)) return;
  const wanted = (file: string) => !path.relative(directory, file).split(path.sep).includes('training');
  cpSync(directory, path.join(target, 'models'), { recursive: true, filter: wanted });
}

/** Each under its own hash, which is what the log commits to. */
async function writeInputs({ storage }: LogPlace, write: Write): Promise<void> {
  if (storage === undefined) return;
  const incomingContainer = process.env.TRIAGE_INCOMING_CONTAINER || 'incoming';
  const { arrivals, incoming } = openStore({ storage, incomingContainer });
  for (const arrivalId of await arrivals.finished()) {
    const [arrival, outcome] = await Promise.all([arrivals.read(arrivalId), arrivals.outcome(arrivalId)]);
    if (!arrival || arrival.member || !outcome || !('imageId' in outcome)) continue;
    try {
      await write(
        'inputs',
        outcome.imageId,
        await incoming.download(arrival.name, arrival.etag, Number.MAX_SAFE_INTEGER),
      );
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
    }
  }
}
