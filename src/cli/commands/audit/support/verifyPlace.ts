import { randomUUID } from 'node:crypto';
import { openCheckpoint } from '../../../../audit/proof/checkpoint';
import type { VerifierKey } from '../../../../audit/proof/verifierKey';
import type { Fault } from '../../../../audit/verify/fault';
import type { KeptCheckpoint } from '../../../../audit/verify/log/heldCheckpoints';
import { verifyModels } from '../../../../audit/verify/models/verifyModels';
import { NotingTree } from '../../../../audit/verify/notingTree';
import type { PartChoice } from '../../../../audit/verify/openPart';
import { drawOf } from '../../../../audit/verify/part';
import { verifyPatients } from '../../../../audit/verify/rows/verifyPatients';
import { type RowVerification, verifyRows } from '../../../../audit/verify/rows/verifyRows';
import { verifyAudit } from '../../../../audit/verify/verifyAudit';
import { type FileVerification, verifyFiles } from '../../../../audit/verify/verifyFiles';
import { Macs } from '../../../../domain/kernel/sealing/macs';
import { maxBytesOf } from '../../../../inference/repository/modelFolder';
import { connectStorage } from '../../../../storage/connect';
import { openUnchecked } from '../../../../storage/store';
import { PatientIndex, patientTable } from '../../../../storage/studies/patientIndex';
import { UncheckedTable } from '../../../../storage/worklist/indexTable';
import { worklistTable } from '../../../../storage/worklist/worklistRows';
import { texts } from '../../../language/language';
import type { LogPlace, PlaceOptions } from '../../../site/logPlace';
import { knownSiteKey } from '../../../site/siteKeyFor';
import { UsageError } from '../../../terminal/errors';
import { say } from '../../../terminal/say';
import { checkExportedInputs, checkIncoming, type InputCheck } from './checkInputs';
import { exportNoteIn } from './exportAudit';
import { isExported } from './exportedContents';
import { addedModels, appModels } from './modelFolders';
import { pinnedKey } from './pinnedKey';
import { inFile, readTextFile } from './readGiven';
import { remembered } from './remembered';
import { recordFaults, unsignedFaults, witnessName } from './reportedFaults';
import type { Report } from './verificationReport';
import { witnessNotes } from './witnessNotes';

export interface VerifyOptions extends PlaceOptions {
  readonly key?: string;
  readonly checkpoint?: string[];
  readonly remember?: string;
  readonly witness?: string;
  readonly models?: string;
  readonly record?: string;
  /** A file with a checkpoint. */
  readonly since?: string;
  /** Percent. */
  readonly sample?: number;
  readonly inputs: boolean;
  /** Whether the manifest of an exported folder has to be signed. */
  readonly signed?: boolean;
}

/**
 * Verifies a log, and everything that lies with it: on a site, or in an exported folder. What cannot be read is
 * a fault, and the rest is verified all the same.
 */
export async function verifyPlace(given: LogPlace, options: VerifyOptions): Promise<Report> {
  const tree = new NotingTree(given.tree);
  const place = { ...given, tree };
  const key = pinnedKey(options.key, place);
  const part = partOf(place, key, options);
  const kept = [
    ...keptIn(options.since === undefined ? [] : [options.since]),
    ...keptIn(options.checkpoint ?? []),
    ...remembered(options.remember),
    ...(await witnessed(place, key, options.witness)),
  ];
  const note = place.storage === undefined ? await exportNoteIn(tree) : undefined;
  const exported = note?.at;
  const now = Math.min(Date.now(), Date.parse(exported ?? new Date().toISOString()));
  const siteKey = place.storage === undefined ? undefined : knownSiteKey(options.data, process.env);
  const macs = siteKey && new Macs(siteKey);
  const found = await verifyAudit(place.tree, key, kept, now, {
    wanted: options.record,
    macs,
    isExpected: place.storage === undefined ? isExported(note?.inputs === true) : () => true,
    part,
  });
  const inputs = options.inputs && part === undefined ? await inputsOf(place) : undefined;
  const models = await verifyModels(
    found.models,
    appModels(place, options.models),
    addedModels(place),
    (name) => maxBytesOf(name) !== undefined,
  );
  const files = await filesOf(place, found.key, options);
  const worklist = part === undefined ? await worklistOf(place, macs, now) : undefined;
  const faults = [
    ...found.faults,
    ...(inputs?.faults ?? []),
    ...models.faults,
    ...recordFaults(found, options.record),
    ...(files?.faults ?? []),
    ...unsignedFaults(files, options.signed ?? false),
    ...(worklist?.faults ?? []),
    ...tree.faults,
  ];
  return {
    found,
    key,
    isWriterChecked: macs !== undefined,
    exported,
    kept: kept.length,
    part: part && { since: part.since?.size, sample: options.sample },
    inputs,
    models,
    files,
    worklist,
    faults: oncePerPlace(faults),
  };
}

/** @throws UsageError */
function partOf(
  { storage }: LogPlace,
  key: VerifierKey,
  { since, sample }: VerifyOptions,
): PartChoice | undefined {
  if (since === undefined && sample === undefined) return undefined;
  if (storage === undefined) throw new UsageError(texts.audit.verify.wholeFolder);
  const checkpoint =
    since === undefined ? undefined : inFile(since, () => openCheckpoint(readTextFile(since), [key]));
  // Drawn anew each time, so that nobody knows what will be looked at.
  return { since: checkpoint, draw: drawOf((sample ?? 100) / 100, randomUUID()) };
}

/** Several checks may meet the same blob that cannot be read. */
function oncePerPlace(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ code, where }) => {
    const isNew = code !== 'unreadable' || !seen.has(where);
    if (code === 'unreadable') seen.add(where);
    return isNew;
  });
}

function keptIn(files: readonly string[]): KeptCheckpoint[] {
  return files.map((file) => ({ from: file, note: readTextFile(file) }));
}

/** The witness's checkpoints: asked for now, or as they were when the log was exported. */
async function witnessed(
  place: LogPlace,
  key: VerifierKey,
  given: string | undefined,
): Promise<KeptCheckpoint[]> {
  const kept: KeptCheckpoint[] = [];
  for await (const name of place.tree.list('witness')) {
    const note = await place.tree.read('witness', name);
    kept.push({ from: `witness/${name}`, note: note?.toString('utf8') ?? '' });
  }
  const text = given ?? (place.storage === undefined ? undefined : process.env.TRIAGE_AUDIT_WITNESS);
  if (!text) return kept;
  for await (const { name, note } of witnessNotes(text, key)) kept.push({ from: witnessName(name), note });
  if (kept.length === 0) say(texts.audit.witness.empty);
  return kept;
}

async function inputsOf({ tree, storage }: LogPlace): Promise<InputCheck> {
  if (storage === undefined) return checkExportedInputs(tree);
  return checkIncoming(
    openUnchecked({ storage, incomingContainer: process.env.TRIAGE_INCOMING_CONTAINER || 'incoming' }),
  );
}

/** The files of an exported folder against its manifest; a site has none. */
async function filesOf(
  { tree, storage }: LogPlace,
  key: VerifierKey,
  { inputs }: Pick<VerifyOptions, 'inputs'>,
): Promise<FileVerification | undefined> {
  if (storage !== undefined) return undefined;
  return verifyFiles(tree, key, (name) => inputs || !name.startsWith('inputs/'));
}

/** The tables of a site against the records that they follow from; an exported folder has none. */
async function worklistOf(
  { tree, storage }: LogPlace,
  macs: Macs | undefined,
  now: number,
): Promise<RowVerification | undefined> {
  if (storage === undefined) return undefined;
  const clients = connectStorage(storage);
  const verified = await verifyRows(tree, new UncheckedTable(clients.table(worklistTable)), macs, now);
  // Without the key nobody can tell what stands for a name.
  if (macs === undefined) return verified;
  const index = new PatientIndex(clients.table(patientTable), macs);
  const faults = await verifyPatients(tree, () => index.rowKeys(), macs);
  return { ...verified, faults: [...verified.faults, ...faults] };
}
