import type { AuditEvent, AuditEventOf } from '../audit/auditEvent';
import type { AnalysisNote } from '../models/analysisNotes';
import type { ImageFlag } from '../reasons/imageFlags';
import type { NotAnalysedReason } from '../reasons/notAnalysedReason';
import type { ReadNote } from '../reasons/readNotes';
import type { RefusalCode } from '../reasons/refusalCode';
import type { RefusalDetail } from '../reasons/refusals';
import { english } from './en/english';
import type { AuditReader, Explained, Vocabulary } from './vocabulary';

/** The text shown to people, in the site's language. Another language is another `Vocabulary`. */
export const words: Vocabulary = english;

/** Records outlive the release that wrote them: a code without words is shown as it is. */
function wordFor<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** Notes on how a file was read or analysed. */
export function noteWords(code: AnalysisNote | ReadNote | ImageFlag | (string & {})): string {
  const tables = [words.analysisNotes, words.readNotes, words.imageFlags];
  return tables.map((table) => wordFor<string>(table, code)).find((known) => known !== undefined) ?? code;
}

/** Why an image was not analysed, in one or two sentences. */
export function notAnalysedWords(reason: NotAnalysedReason | (string & {})): string {
  return wordFor(words.notAnalysed, reason)?.meaning ?? reason;
}

/** The same, with what can be done about it. */
export function notAnalysedAdvice(reason: NotAnalysedReason | (string & {})): string {
  return [notAnalysedWords(reason), wordFor<Partial<Explained>>(words.notAnalysed, reason)?.remedy]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}

/** Why a file was refused, and where in it the problem is. */
export function refusalWords(code: RefusalCode, detail: RefusalDetail = {}): string {
  return words.refusedWhere(words.refusals[code].meaning, detail);
}

/** The same, with what to do about it. */
export function refusalAdvice(code: RefusalCode, detail?: RefusalDetail): string {
  return `${refusalWords(code, detail)} ${words.refusals[code].remedy}`;
}

/** The kind of picture, as far as known: `DX · CHEST · PA`. */
export function kindWords(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ') || words.worklist.plainPicture;
}

/** What names a study. */
interface NamedStudy {
  readonly studyId: string;
  readonly receivedAt: string;
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
  readonly view?: string | undefined;
}

/** Tells the pictures of a day apart, and is short enough to be said. */
const numberLength = 6;

/**
 * What a study is called. A plain picture says nothing of itself: it is called by when it came, and a number.
 *
 * @param clock how a time is told; without it the name has none, so that it is the same everywhere
 */
export function studyName(study: NamedStudy, clock?: (at: string) => string): string {
  const { studyId, receivedAt, modality, bodyPart, view } = study;
  const said = [modality, bodyPart, view].filter(Boolean).join(' · ');
  return said || words.worklist.picture(studyId.slice(0, numberLength), clock?.(receivedAt));
}

/** One audit event, in one or two sentences. */
export function auditWords<T extends AuditEvent['type']>(
  event: AuditEventOf<T>,
  reader: AuditReader,
): string {
  return words.auditEvents[event.type as T](event, reader);
}
