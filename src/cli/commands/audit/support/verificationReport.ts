import { manifestFile } from '../../../../audit/proof/fileManifest';
import { fingerprintOf, type VerifierKey } from '../../../../audit/proof/verifierKey';
import type { Fault } from '../../../../audit/verify/fault';
import type { ModelVerification } from '../../../../audit/verify/models/verifyModels';
import type { RowVerification } from '../../../../audit/verify/rows/verifyRows';
import type { AuditVerification } from '../../../../audit/verify/verifyAudit';
import type { FileVerification } from '../../../../audit/verify/verifyFiles';
import { phrases, texts } from '../../../language/language';
import type { Texts } from '../../../language/texts/en/english';
import { padTo } from '../../../terminal/columns';
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

/** For a person, in their language. */
export function reportText(report: Report): string {
  const said = texts.audit.verify;
  const { drawn } = report.found;
  const lines = linesOf(report).map(([title, text]) =>
    printable(`${padTo(title === undefined ? '' : said.titles[title], titleColumns)}${text}`),
  );
  if (report.faults.length === 0) {
    const isEmpty = drawn !== undefined && drawn.studies + drawn.files === 0;
    return `${[...lines, '', isEmpty ? said.nothingDrawn : said.sound].join('\n')}\n`;
  }
  const shown = report.faults.slice(0, maxFaultsShown).map((fault) => phrases.auditFaultWords(fault));
  const more = report.faults.length - maxFaultsShown;
  const faults = [...shown, ...(more > 0 ? [said.more(more)] : [])].map((line) => `  ${printable(line)}`);
  return `${[...lines, '', said.notSound, ...faults].join('\n')}\n`;
}

const titleColumns = 13;

type Line = readonly [title: keyof Texts['audit']['verify']['titles'] | undefined, text: string];

/** What was verified, line by line; one without a title goes on from the line before. */
function linesOf(report: Report): Line[] {
  const { found, key, isWriterChecked, exported, kept, inputs, part, files } = report;
  const { size, origin, checkpoints, waiting, entries, erasures, shown, contents, recordAt } = found;
  const said = texts.audit.verify;
  const line = (wanted: boolean, title: NonNullable<Line[0]>, text: () => string): Line[] =>
    wanted ? [[title, text()]] : [];
  return [
    ['log', origin || said.none],
    ['key', fingerprintOf(key)],
    ['entries', waiting > 0 ? said.waits(size, waiting) : String(size)],
    [undefined, [...entries].map(([type, count]) => `${count} ${type}`).join(', ')],
    ...line(part !== undefined, 'part', () => partText(report)),
    ...line(!isWriterChecked, 'waiting', () => said.unchecked),
    ...line(exported !== undefined, 'exported', () => exported ?? ''),
    ['checkpoints', said.checkpoints(checkpoints - kept, kept)],
    ['shown', said.shown(shown)],
    ['stored', said.stored(contents.read, contents.notCovered)],
    ...line(erasures > 0, 'erased', () => said.erased(erasures)),
    ...(inputs ? [['inputs', said.inputs(inputs.same, inputs.notThere)] as const] : []),
    ['models', modelText(report)],
    ...(files ? [['files', fileText(files)] as const] : []),
    ['worklist', rowText(report)],
    ...line(recordAt !== undefined, 'record', () => recordAt ?? ''),
  ];
}

function partText({ part, found: { drawn } }: Report): string {
  const said = texts.audit.verify;
  const text = said.part(part?.sample, part?.since);
  return drawn ? said.drawn(text, drawn.studies, drawn.files) : text;
}

function modelText({ models: { same, notThere, notNamed } }: Report): string {
  const said = texts.audit.verify;
  return [
    said.models(same),
    ...(notThere.length > 0 ? [said.notHere(notThere.join(', '))] : []),
    ...(notNamed.length > 0 ? [said.neverUsed(notNamed.join(', '))] : []),
  ].join('; ');
}

function fileText({ same, isSigned }: FileVerification): string {
  const said = texts.audit.verify;
  return [said.files(same), ...(isSigned ? [] : [said.unsigned(manifestFile)])].join('; ');
}

function rowText({ worklist, part }: Report): string {
  const said = texts.audit.verify;
  if (worklist !== undefined) return said.rows(worklist.rows);
  return part ? said.rowsOfPart : said.rowsOfFolder;
}
