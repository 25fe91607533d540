import { manifestFile } from '../../../../audit/proof/fileManifest';
import { fingerprintOf, type VerifierKey } from '../../../../audit/proof/verifierKey';
import { describeFault, type Fault } from '../../../../audit/verify/fault';
import type { AuditVerification } from '../../../../audit/verify/verifyAudit';
import type { FileVerification } from '../../../../audit/verify/verifyFiles';
import type { ModelVerification } from '../../../../audit/verify/verifyModels';
import type { RowVerification } from '../../../../audit/verify/verifyRows';
import { printable } from '../../../terminal/printable';
import type { InputCheck } from './checkInputs';

const maxFaultsShown = 20;

/** What was verified, and what was found wrong. */
export interface Report {
  readonly found: AuditVerification;
  readonly key: VerifierKey;
  /** Whether the site's key was available to check who wrote the waiting records. */
  readonly isWriterChecked: boolean;
  /** When the folder was exported, if it is one and says so. */
  readonly exported: string | undefined;
  readonly kept: number;
  /** What was verified, if not everything: entries from this one on, and a share of what they are about, in percent. */
  readonly part?: { readonly since: number | undefined; readonly sample: number | undefined } | undefined;
  readonly inputs: InputCheck | undefined;
  readonly models: ModelVerification;
  /** Of an exported folder. */
  readonly files: FileVerification | undefined;
  /** The worklist's table of a site; an exported folder has none. */
  readonly worklist: RowVerification | undefined;
  readonly faults: readonly Fault[];
}

/** One line. */
export function reportJson({
  found,
  key,
  isWriterChecked,
  exported,
  kept,
  part,
  inputs,
  models,
  files,
  worklist,
  faults,
}: Report): string {
  const { size, origin, root, checkpoints, waiting, entries, erasures, shown, contents, drawn, recordAt } =
    found;
  return `${JSON.stringify({
    sound: faults.length === 0,
    origin,
    size,
    root,
    key: key.text,
    exported,
    part: part && { ...part, ...drawn },
    checkpoints: checkpoints - kept,
    keptElsewhere: kept,
    waiting,
    waitingChecked: isWriterChecked,
    entries: Object.fromEntries(entries),
    erasures,
    shown,
    contents,
    inputs: inputs && { same: inputs.same, notThere: inputs.notThere },
    models: { same: models.same, notThere: models.notThere, notNamed: models.notNamed },
    files: files && { same: files.same, signed: files.isSigned },
    worklist: worklist && { rows: worklist.rows },
    ...(recordAt === undefined ? {} : { recordAt }),
    faults,
  })}\n`;
}

const unchecked =
  "the site's key is not here, so what waits (records to be sealed, changes to be shown) is taken at its word";

const sound = 'Sound: nothing was changed, removed, reordered or invented that this can show.';

const nothingDrawn =
  'The entries are sound. No study or file is in the part, so nothing that is stored was compared with them.';

const unsigned = `${manifestFile} is not signed, so this shows only what was changed by accident`;

export function reportText({
  found,
  key,
  isWriterChecked,
  exported,
  kept,
  part,
  inputs,
  models,
  files,
  worklist,
  faults,
}: Report): string {
  const { size, origin, checkpoints, waiting, entries, erasures, shown, contents, drawn, recordAt } = found;
  const counts = [...entries].map(([type, count]) => `${count} ${type}`).join(', ');
  const lines = [
    `Audit log    ${origin || 'none'}`,
    `Key          ${fingerprintOf(key)}`,
    `Entries      ${size}${waiting > 0 ? `, and ${waiting} ${waiting === 1 ? 'record that waits' : 'records that wait'} to be sealed` : ''}`,
    `             ${counts}`,
    ...(part
      ? [`Part         ${partText(part)}${drawn ? `: ${drawn.studies} studies, ${drawn.files} files` : ''}`]
      : []),
    ...(isWriterChecked ? [] : [`Waiting      ${unchecked}`]),
    ...(exported === undefined ? [] : [`Exported     ${exported}`]),
    `Checkpoints  ${checkpoints - kept} of its own, ${kept} kept elsewhere`,
    `Shown        ${shown.outcomes} outcomes, ${shown.images} images, ${shown.studies} studies in ${shown.versions} versions, ${shown.reviews} reviews`,
    `Stored       ${contents.read} identities, parts of images, pictures and refused files were compared with the log${contents.notCovered === 0 ? '' : `; ${contents.notCovered} are not covered by it`}`,
    ...(erasures > 0
      ? [`Erased       ${erasures} studies or files; their entries stay, and name nobody`]
      : []),
    ...(inputs
      ? [
          `Inputs       ${inputs.same} files are the ones that arrived; ${inputs.notThere} are not here to be checked`,
        ]
      : []),
    `Models       ${models.same} files are the ones that were used${listed('not here', models.notThere)}${listed('never used, so not compared', models.notNamed)}`,
    ...(files === undefined
      ? []
      : [
          `Files        ${files.same} files are the ones that were exported${files.isSigned ? '' : `; ${unsigned}`}`,
        ]),
    worklist === undefined
      ? `Worklist     not checked: ${part ? 'only a part was verified' : "an exported folder does not have the worklist's table"}`
      : `Worklist     ${worklist.rows} rows of the table were compared with their records`,
    ...(recordAt === undefined ? [] : [`Record       ${recordAt}`]),
    '',
  ].map(printable);
  if (faults.length === 0)
    return `${lines.join('\n')}${drawn && drawn.studies + drawn.files === 0 ? nothingDrawn : sound}\n`;
  const shownFaults = faults.slice(0, maxFaultsShown).map((fault) => `  ${printable(describeFault(fault))}`);
  const more = faults.length > maxFaultsShown ? [`  … and ${faults.length - maxFaultsShown} more`] : [];
  return `${[...lines, 'NOT SOUND. The first fault comes first:', ...shownFaults, ...more].join('\n')}\n`;
}

function partText({ since, sample }: NonNullable<Report['part']>): string {
  const share = sample === undefined ? 'all' : `${sample} of 100, drawn anew each time,`;
  const begun =
    since === undefined ? '' : ` that began after the first ${since} entries, which are taken as they are`;
  return `${share} of the studies and files${begun}`;
}

function listed(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `; ${what}: ${names.join(', ')}`;
}
