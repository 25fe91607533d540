import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { LogReader } from '../../../../audit/log/logReader';
import { partialsOf, readTile } from '../../../../audit/log/partialTiles';
import { LogDamagedError } from '../../../../audit/log/readBack';
import { isPartial, packEntries, tilePath, unpackEntries } from '../../../../audit/log/tiles';
import { readCheckpoint } from '../../../../audit/proof/checkpoint';
import { NoteError } from '../../../../audit/proof/signedNote';
import type { Signer } from '../../../../audit/proof/signer';
import type { VerifierKey } from '../../../../audit/proof/verifierKey';
import { type BlobTree, logIn, readJsonBlob } from '../../../../audit/verify/blobTree';
import { readSubjects, saltBlob } from '../../../../audit/verify/subjects';
import { contentPlaceOf } from '../../../../domain/audit/contents';
import { RefusedError } from '../../../../domain/reasons/refusals';
import { ModelProblem } from '../../../../inference/manifest/modelProblem';
import { modelFiles, readModelFile } from '../../../../inference/repository/modelFolder';
import { standingFile } from '../../../../inference/repository/shippedStanding';
import { versionFolders } from '../../../../inference/repository/versionFolders';
import { publicKeyFile } from '../../../../signing/keyFile';
import { containers } from '../../../../storage/containers';
import { openUnchecked } from '../../../../storage/store';
import { requireBlobName } from '../../../files/fileUnder';
import { texts } from '../../../language/language';
import { auditKeyFile } from '../../../site/localSite';
import type { LogPlace } from '../../../site/logPlace';
import { inParallel } from '../../../terminal/inParallel';
import { say } from '../../../terminal/say';
import { isExported } from './exportedContents';
import { ExportFolder, isSignerOf } from './exportFolder';
import { appModelsDirectory, appModelsFolder } from './modelFolders';
import { witnessNotes } from './witnessNotes';

export interface ExportChoice {
  readonly inputs?: boolean;
  readonly models?: string;
  /** The log's key, if it is at hand. */
  readonly signer?: Signer | undefined;
}

export interface Exported {
  readonly files: number;
  /** Whether the manifest of the files is signed. */
  readonly isSigned: boolean;
}

const atOnce = 16;
/** Records when an export began. */
const exportNote = 'export.json';
const noteSchema = z.object({ at: z.iso.datetime(), inputs: z.boolean() });

/**
 * When a folder was exported, ISO time, and whether with the files that arrived; undefined if it does not say.
 */
export async function exportNoteIn(tree: BlobTree): Promise<z.infer<typeof noteSchema> | undefined> {
  try {
    return noteSchema.parse(await readJsonBlob(tree, '', exportNote));
  } catch {
    return undefined;
  }
}

/**
 * Writes a log and the data that it refers to into a folder, with a sub-folder for each container, and a
 * manifest of all files. The site may keep running: whatever is shown was recorded first, and what was
 * recorded later is copied last.
 */
export async function exportAudit(
  place: LogPlace,
  target: string,
  key: VerifierKey,
  choice: ExportChoice,
): Promise<Exported> {
  const folder = new ExportFolder(target);
  const at = new Date().toISOString();
  // The witness first: it gets a checkpoint once it is published, and so holds none that is newer than the next.
  const witness = process.env.TRIAGE_AUDIT_WITNESS;
  for await (const { name, note } of witness ? witnessNotes(witness, key) : [])
    await folder.write(`witness/${path.basename(name)}`, note);
  // Then the checkpoint: what is sealed while the rest is copied remains a record.
  const checkpoint = await place.tree.read('audit', 'checkpoint');
  await folder.write('audit/checkpoint', checkpoint);
  await writePartials(place, folder, sizeIn(checkpoint));
  const wanted = wantedOfLog(place, checkpoint);
  await copyAll(place, 'audit', folder, wanted);
  await copyAll(place, 'results', folder);
  for (const container of ['images', 'identity', 'quarantine'])
    await copyContents(place, container, folder, choice);
  const subjects = await readSubjects(place.tree);
  for (const { studyId, salt } of subjects.studyOf.values())
    await folder.write(`identity/${saltBlob(studyId)}`, JSON.stringify({ schemaVersion: 1, salt }));
  for (const { arrivalId, salt } of subjects.arrivalOf.values())
    await folder.write(`arrivals/${arrivalId}.json`, JSON.stringify({ arrivalId, salt }));
  await copyAll(place, containers.models, folder);
  await copyAll(place, 'audit', folder, async (name) => !folder.has(`audit/${name}`) && wanted(name));
  await folder.write(
    exportNote,
    `${JSON.stringify({ schemaVersion: 1, at, inputs: choice.inputs === true })}\n`,
  );
  await folder.write(publicKeyFile(auditKeyFile), `${key.text}\n`);
  await copyAppModels(appModelsDirectory(choice.models), folder);
  if (choice.inputs) await writeInputs(place, folder);
  const signer = choice.signer && isSignerOf(checkpoint, choice.signer) ? choice.signer : undefined;
  await folder.close(signer);
  return { files: folder.size, isSigned: signer !== undefined };
}

async function copyAll(
  { tree }: LogPlace,
  container: string,
  folder: ExportFolder,
  wanted: (name: string) => Promise<boolean> = async () => true,
): Promise<void> {
  const names: string[] = [];
  for await (const name of tree.list(container)) {
    requireBlobName(`${container}/${name}`);
    if (await wanted(name)) names.push(name);
  }
  await inParallel(names, atOnce, async (name) =>
    folder.write(`${container}/${name}`, await tree.read(container, name)),
  );
}

/** What is stored of images and arrivals and covered by the log. */
function copyContents(
  place: LogPlace,
  container: string,
  folder: ExportFolder,
  { inputs }: ExportChoice,
): Promise<void> {
  const isWanted = isExported(inputs === true);
  return copyAll(place, container, folder, async (name) => {
    const what = contentPlaceOf(container, name)?.what;
    return what !== undefined && isWanted(what);
  });
}

/**
 * Of the log's container: no checkpoint larger than the first one read, and only the records that it does not
 * cover.
 */
function wantedOfLog({ tree }: LogPlace, checkpoint: Buffer | undefined): (name: string) => Promise<boolean> {
  const reader = new LogReader(logIn(tree));
  const size = sizeIn(checkpoint);
  const isCovered = async (eventId: string) => {
    try {
      return ((await reader.placeOf(eventId)) ?? size) < size;
    } catch (error) {
      // A damaged log is exported as it is, so that it can be examined.
      if (error instanceof LogDamagedError || error instanceof NoteError) return false;
      throw error;
    }
  };
  return async (name) => {
    const [folder = '', file = ''] = name.split('/');
    if (folder === 'records') return !(await isCovered(file.slice(0, -'.json'.length)));
    if (folder === 'checkpoints') return size === 0 || Number(file) <= size;
    return folder === 'settings' || (folder === 'tile' && !isPartial(name));
  };
}

/** Those of the checkpoint: the site's may be wider by now. */
async function writePartials({ tree }: LogPlace, folder: ExportFolder, size: number): Promise<void> {
  for (const name of partialsOf(size)) {
    const bytes = await readTile(logIn(tree), name);
    const entries = name.level === 'entries' && bytes !== undefined ? unpackEntries(bytes) : undefined;
    const cut = entries === undefined ? bytes : packEntries(entries.slice(0, name.width));
    await folder.write(`audit/${tilePath(name)}`, cut);
  }
}

function sizeIn(checkpoint: Buffer | undefined): number {
  try {
    return checkpoint === undefined ? 0 : readCheckpoint(checkpoint.toString('utf8')).size;
  } catch {
    return 0;
  }
}

/** The files that models consist of, and what their versions may do. */
async function copyAppModels(directory: string, folder: ExportFolder): Promise<void> {
  if (!existsSync(directory)) return;
  for (const { id, version } of await versionFolders(directory)) {
    const from = path.join(directory, id, version);
    const files = await modelFiles(from).catch(notExported);
    for (const { name } of files)
      await folder.write(`${appModelsFolder}/${id}/${version}/${name}`, await readModelFile(from, name));
  }
  const standing = path.join(directory, standingFile);
  if (existsSync(standing)) await folder.write(`${appModelsFolder}/${standingFile}`, readFileSync(standing));
}

/** Such a model is not run either. */
function notExported(error: unknown): [] {
  if (!(error instanceof ModelProblem)) throw error;
  say(texts.audit.export.modelLeftOut(error.message));
  return [];
}

/** Each under its own hash, which is what the log commits to. */
async function writeInputs({ storage }: LogPlace, folder: ExportFolder): Promise<void> {
  if (storage === undefined) return;
  const incomingContainer = process.env.TRIAGE_INCOMING_CONTAINER || 'incoming';
  const { arrivals, incoming } = openUnchecked({ storage, incomingContainer });
  for (const arrivalId of await arrivals.finished()) {
    const [arrival, outcome] = await Promise.all([arrivals.read(arrivalId), arrivals.outcome(arrivalId)]);
    if (!arrival || arrival.member || !outcome || !('imageId' in outcome)) continue;
    const name = `inputs/${outcome.imageId}`;
    // The same file may have arrived twice.
    if (folder.has(name)) continue;
    try {
      await folder.write(name, await incoming.download(arrival.name, arrival.etag, Number.MAX_SAFE_INTEGER));
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
    }
  }
}
