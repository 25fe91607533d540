import path from 'node:path';
import { witnessFolder } from '../../../app/auditSealer';
import { fingerprintOf, type VerifierKey } from '../../../audit/proof/verifierKey';
import { describeFault, type Fault } from '../../../audit/verify/fault';
import type { KeptCheckpoint } from '../../../audit/verify/heldCheckpoints';
import { type AuditVerification, verifyAudit } from '../../../audit/verify/verifyAudit';
import { Macs } from '../../../domain/kernel/macs';
import { parseWitness } from '../../../settings/settings';
import { connectStorage } from '../../../storage/connect';
import { openWithoutRecords } from '../../../storage/store';
import { WitnessStore, witnessContainer } from '../../../storage/witness';
import { appDirectory } from '../../site/appDirectory';
import type { FolderTree } from '../../site/folderTree';
import { type LogPlace, type PlaceOptions, withLog } from '../../site/logPlace';
import { knownSiteKey } from '../../site/siteKeyFor';
import { exitCodes } from '../../terminal/exitCodes';
import { say } from '../../terminal/say';
import { checkExportedInputs, checkIncoming, type InputCheck } from './support/checkInputs';
import { checkModels, type ModelCheck } from './support/checkModels';
import { exportedAt } from './support/exportAudit';
import { pinnedKey } from './support/pinnedKey';
import { readTextFile } from './support/readGiven';

interface VerifyOptions extends PlaceOptions {
  readonly key?: string;
  readonly checkpoint?: string[];
  readonly witness?: string;
  readonly models?: string;
  readonly record?: string;
  readonly inputs: boolean;
  readonly json?: boolean;
}

const maxFaultsShown = 20;

/** `triage audit verify [DIR]`. @returns the exit status */
export function verify(folder: string | undefined, options: VerifyOptions): Promise<number> {
  return withLog(folder, options, (place) => verifyPlace(place, options));
}

async function verifyPlace(place: LogPlace, options: VerifyOptions): Promise<number> {
  const key = pinnedKey(options.key, place);
  const kept = [...filesOf(options.checkpoint ?? []), ...(await witnessed(place, key, options.witness))];
  const exported = place.storage === undefined ? exportedAt(place.folder as string) : undefined;
  const now = Math.min(Date.now(), Date.parse(exported ?? new Date().toISOString()));
  const siteKey = place.storage === undefined ? undefined : knownSiteKey(options.data, process.env);
  const macs = siteKey && new Macs(siteKey);
  const found = await verifyAudit(place.tree, key, kept, now, {
    wanted: options.record,
    macs,
    isExpected: () => place.storage !== undefined,
  });
  const inputs = options.inputs ? await inputsOf(place) : undefined;
  const models = await checkModels(found.models, modelsOf(place, options.models), place.tree);
  const faults = [
    ...found.faults,
    ...(inputs?.faults ?? []),
    ...models.faults,
    ...recordFaults(found, options.record),
  ];
  const report = {
    found,
    key,
    isWriterChecked: macs !== undefined,
    exported,
    kept: kept.length,
    inputs,
    models,
    faults,
  };
  process.stdout.write(options.json ? asJson(report) : asText(report));
  return faults.length === 0 ? exitCodes.done : exitCodes.failed;
}

function filesOf(files: readonly string[]): KeptCheckpoint[] {
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
  const { blobs } = connectStorage(parseWitness(text));
  const store = new WitnessStore(blobs.getContainerClient(witnessContainer), witnessFolder(key.name));
  for await (const { name, note } of store.notes()) kept.push({ from: `the witness (${name})`, note });
  if (kept.length === 0) say('The witness holds no checkpoint of this log.');
  return kept;
}

async function inputsOf({ tree, storage }: LogPlace): Promise<InputCheck> {
  if (storage === undefined) return checkExportedInputs(tree as FolderTree);
  return checkIncoming(
    openWithoutRecords({ storage, incomingContainer: process.env.TRIAGE_INCOMING_CONTAINER || 'incoming' }),
  );
}

function modelsOf({ storage, folder }: LogPlace, given: string | undefined): string {
  if (given !== undefined) return given;
  if (storage === undefined && folder !== undefined) return path.join(folder, 'models');
  return path.resolve(appDirectory, process.env.TRIAGE_MODELS || 'models');
}

function recordFaults({ recordAt }: AuditVerification, record: string | undefined): Fault[] {
  if (record === undefined || recordAt !== undefined) return [];
  return [{ code: 'entries-missing', where: `the event ${record}`, detail: 'it is not in the log' }];
}

interface Report {
  readonly found: AuditVerification;
  readonly key: VerifierKey;
  /** Whether the site's key was available to check who wrote the waiting records. */
  readonly isWriterChecked: boolean;
  /** When the folder was exported, if it is one and says so. */
  readonly exported: string | undefined;
  readonly kept: number;
  readonly inputs: InputCheck | undefined;
  readonly models: ModelCheck;
  readonly faults: readonly Fault[];
}

function asJson({ found, key, isWriterChecked, exported, kept, inputs, models, faults }: Report): string {
  const { size, origin, root, checkpoints, waiting, entries, erasures, shown, recordAt } = found;
  return `${JSON.stringify({
    sound: faults.length === 0,
    origin,
    size,
    root,
    key: key.text,
    exported,
    checkpoints: checkpoints - kept,
    keptElsewhere: kept,
    waiting,
    waitingChecked: isWriterChecked,
    entries: Object.fromEntries(entries),
    erasures,
    shown,
    inputs: inputs && { same: inputs.same, notThere: inputs.notThere },
    models: { same: models.same, notThere: models.notThere },
    ...(recordAt === undefined ? {} : { recordAt }),
    faults,
  })}\n`;
}

const unchecked =
  "the site's key is not here, so what waits (records to be sealed, changes to be shown) is taken at its word";

function asText({ found, key, isWriterChecked, exported, kept, inputs, models, faults }: Report): string {
  const { size, origin, checkpoints, waiting, entries, erasures, shown, recordAt } = found;
  const counts = [...entries].map(([type, count]) => `${count} ${type}`).join(', ');
  const lines = [
    `Audit log    ${origin || 'none'}`,
    `Key          ${fingerprintOf(key)}`,
    `Entries      ${size}${waiting > 0 ? `, and ${waiting} ${waiting === 1 ? 'record that waits' : 'records that wait'} to be sealed` : ''}`,
    `             ${counts}`,
    ...(isWriterChecked ? [] : [`Waiting      ${unchecked}`]),
    ...(exported === undefined ? [] : [`Exported     ${exported}`]),
    `Checkpoints  ${checkpoints - kept} of its own, ${kept} kept elsewhere`,
    `Shown        ${shown.outcomes} outcomes, ${shown.images} images, ${shown.studies} studies in ${shown.versions} versions, ${shown.reviews} reviews`,
    ...(erasures > 0
      ? [`Erased       ${erasures} studies or files; their entries stay, and name nobody`]
      : []),
    ...(inputs
      ? [
          `Inputs       ${inputs.same} files are the ones that arrived; ${inputs.notThere} are not here to be checked`,
        ]
      : []),
    `Models       ${models.same} files are the ones that were used${models.notThere.length === 0 ? '' : `; not here: ${models.notThere.join(', ')}`}`,
    ...(recordAt === undefined ? [] : [`Record       ${recordAt}`]),
    '',
  ];
  if (faults.length === 0)
    return `${lines.join('\n')}Sound: nothing was changed, removed, reordered or invented that this can show.\n`;
  const shownFaults = faults.slice(0, maxFaultsShown).map((fault) => `  ${describeFault(fault)}`);
  const more = faults.length > maxFaultsShown ? [`  … and ${faults.length - maxFaultsShown} more`] : [];
  return `${[...lines, 'NOT SOUND. The first fault comes first:', ...shownFaults, ...more].join('\n')}\n`;
}
