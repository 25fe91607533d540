import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { witnessFolder } from '../../../../app/auditSealer';
import { LogReader } from '../../../../audit/log/logReader';
import { LogDamagedError } from '../../../../audit/log/readBack';
import { CheckpointError, readCheckpoint } from '../../../../audit/proof/checkpoint';
import type { VerifierKey } from '../../../../audit/proof/verifierKey';
import { readSubjects, saltBlob } from '../../../../audit/verify/subjects';
import { RefusedError } from '../../../../domain/reasons/refusals';
import { parseWitness } from '../../../../settings/settings';
import { publicKeyFile } from '../../../../signing/keyFile';
import { connectStorage } from '../../../../storage/connect';
import { containers } from '../../../../storage/containers';
import { openWithoutKey } from '../../../../storage/store';
import { WitnessStore, witnessContainer } from '../../../../storage/witness';
import { requireBlobName, writeUnder } from '../../../files/fileUnder';
import { appDirectory } from '../../../site/appDirectory';
import { auditKeyFile } from '../../../site/localSite';
import type { LogPlace } from '../../../site/logPlace';
import { inParallel } from '../../../terminal/inParallel';

export interface ExportChoice {
  readonly inputs?: boolean;
  readonly models?: string;
}

const atOnce = 16;
/** Records when an export began. */
const exportNote = 'export.json';

/** When a folder was exported, ISO time; undefined if it does not say. */
export function exportedAt(folder: string): string | undefined {
  try {
    return z.iso.datetime().parse(JSON.parse(readFileSync(path.join(folder, exportNote), 'utf8')).at);
  } catch {
    return undefined;
  }
}

/**
 * Writes a log and the data that it refers to into a folder, with a sub-folder for each container. The site
 * may keep running: whatever is shown was recorded first, and what was recorded later is copied last.
 *
 * @returns how many files
 */
export async function exportAudit(
  place: LogPlace,
  target: string,
  key: VerifierKey,
  choice: ExportChoice,
): Promise<number> {
  const written = new Set<string>();
  const write = async (container: string, name: string, bytes: Buffer | string | undefined) => {
    if (bytes === undefined) return;
    written.add(await writeUnder(target, `${container}/${name}`, bytes));
  };
  const at = new Date().toISOString();
  // The checkpoint first: what is sealed while the rest is copied remains a record.
  const checkpoint = await place.tree.read('audit', 'checkpoint');
  await write('audit', 'checkpoint', checkpoint);
  const wanted = wantedOfLog(place, checkpoint);
  await copyAll(place, 'audit', write, wanted);
  await copyAll(place, 'results', write);
  await copyAll(place, 'quarantine', write, async (name) => name.endsWith('/refusal.json'));
  const subjects = await readSubjects(place.tree);
  for (const { studyId, salt } of subjects.studyOf.values())
    await write('identity', saltBlob(studyId), JSON.stringify({ schemaVersion: 1, salt }));
  for (const { arrivalId, salt } of subjects.arrivalOf.values())
    await write('arrivals', `${arrivalId}.json`, JSON.stringify({ arrivalId, salt }));
  for await (const { name, note } of witnessed(key)) await write('witness', path.basename(name), note);
  const isNew = async (name: string) => !written.has(path.join(target, 'audit', name)) && wanted(name);
  await copyAll(place, 'audit', write, isNew);
  const notes = {
    [exportNote]: JSON.stringify({ schemaVersion: 1, at }),
    [publicKeyFile(auditKeyFile)]: key.text,
  };
  for (const [name, text] of Object.entries(notes)) written.add(await writeUnder(target, name, `${text}\n`));
  copyModels(choice.models ?? path.resolve(appDirectory, process.env.TRIAGE_MODELS || 'models'), target);
  await copyAll(place, containers.models, write);
  if (choice.inputs) await writeInputs(place, write);
  return written.size;
}

type Write = (container: string, name: string, bytes: Buffer | string | undefined) => Promise<void>;

async function copyAll(
  { tree }: LogPlace,
  container: string,
  write: Write,
  wanted: (name: string) => Promise<boolean> = async () => true,
): Promise<void> {
  const names: string[] = [];
  for await (const name of tree.list(container)) {
    requireBlobName(`${container}/${name}`);
    if (await wanted(name)) names.push(name);
  }
  await inParallel(names, atOnce, async (name) => write(container, name, await tree.read(container, name)));
}

/**
 * Of the log's container: no checkpoint larger than the first one read, and only the records that it does not
 * cover.
 */
function wantedOfLog({ tree }: LogPlace, checkpoint: Buffer | undefined): (name: string) => Promise<boolean> {
  const reader = new LogReader((name) => tree.read('audit', name));
  const size = sizeIn(checkpoint);
  const isCovered = async (eventId: string) => {
    try {
      return ((await reader.placeOf(eventId)) ?? size) < size;
    } catch (error) {
      // A damaged log is exported as it is, so that it can be examined.
      if (error instanceof LogDamagedError || error instanceof CheckpointError) return false;
      throw error;
    }
  };
  return async (name) => {
    const [folder = '', file = ''] = name.split('/');
    if (folder === 'records') return !(await isCovered(file.slice(0, -'.json'.length)));
    if (folder === 'checkpoints') return size === 0 || Number(file) <= size;
    return folder === 'tile' || folder === 'settings';
  };
}

function sizeIn(checkpoint: Buffer | undefined): number {
  try {
    return checkpoint === undefined ? 0 : readCheckpoint(checkpoint.toString('utf8')).size;
  } catch {
    return 0;
  }
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
  const { arrivals, incoming } = openWithoutKey({ storage, incomingContainer });
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
