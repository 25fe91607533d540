import type { AuditEvent, AuditEventOf } from '../audit/auditEvent';
import type { FaultCode } from '../audit/faultCode';
import type { AnalysisNote } from '../models/analysisNotes';
import type { ImageFlag } from '../reasons/imageFlags';
import type { NotAnalysedReason } from '../reasons/notAnalysedReason';
import type { ReadNote } from '../reasons/readNotes';
import type { RefusalCode } from '../reasons/refusalCode';
import type { RefusalDetail } from '../reasons/refusals';
import type { AuditReader, Explained, Vocabulary } from './vocabulary';

/** What names a study. */
interface NamedStudy {
  readonly studyId: string;
  readonly receivedAt: string;
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
  readonly view?: string | undefined;
}

/** What verification of the log found, and where. */
interface AuditFault {
  readonly code: FaultCode;
  readonly where: string;
  readonly detail?: string | undefined;
}

/** What is said by code in one language. */
export interface Phrases {
  readonly words: Vocabulary;
  /** Notes on how a file was read or analysed. */
  readonly noteWords: (code: AnalysisNote | ReadNote | ImageFlag | (string & {})) => string;
  /** Why an image was not analysed, in one or two sentences. */
  readonly notAnalysedWords: (reason: NotAnalysedReason | (string & {})) => string;
  /** The same, with what can be done about it. */
  readonly notAnalysedAdvice: (reason: NotAnalysedReason | (string & {})) => string;
  /** Why a file was refused, and where in it the problem is. */
  readonly refusalWords: (code: RefusalCode, detail?: RefusalDetail) => string;
  /** The same, with what to do about it. */
  readonly refusalAdvice: (code: RefusalCode, detail?: RefusalDetail) => string;
  /** The kind of picture, as far as known: `DX · CHEST · PA`. */
  readonly kindWords: (...parts: readonly (string | undefined)[]) => string;
  /**
   * What a study is called. A plain picture says nothing of itself: it is called by when it came, and a number.
   *
   * @param clock how a time is told; without it the name has none, so that it is the same everywhere
   */
  readonly studyName: (study: NamedStudy, clock?: (at: string) => string) => string;
  /** A fault of the audit log, on one line. */
  readonly auditFaultWords: (fault: AuditFault) => string;
  /** One audit event, in one or two sentences. */
  readonly auditWords: <T extends AuditEvent['type']>(event: AuditEventOf<T>, reader: AuditReader) => string;
}

/** Tells the pictures of a day apart, and is short enough to be said. */
const numberLength = 6;

/** Records outlive the release that wrote them: a code without words is shown as it is. */
function wordFor<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** Whole sentences after one another, as the language sets them. */
function sentences(words: Vocabulary, ...parts: readonly (string | undefined)[]): string {
  return parts.filter((sentence) => sentence !== undefined).join(words.sentenceSpace);
}

export function phrasesOf(words: Vocabulary): Phrases {
  const notAnalysedWords: Phrases['notAnalysedWords'] = (reason) =>
    wordFor(words.notAnalysed, reason)?.meaning ?? reason;
  const refusalWords: Phrases['refusalWords'] = (code, detail = {}) =>
    words.refusedWhere(words.refusals[code].meaning, detail);
  return {
    words,
    notAnalysedWords,
    refusalWords,
    noteWords: (code) => {
      const tables = [words.analysisNotes, words.readNotes, words.imageFlags];
      return tables.map((table) => wordFor<string>(table, code)).find((known) => known !== undefined) ?? code;
    },
    notAnalysedAdvice: (reason) =>
      sentences(
        words,
        notAnalysedWords(reason),
        wordFor<Partial<Explained>>(words.notAnalysed, reason)?.remedy,
      ),
    refusalAdvice: (code, detail) =>
      sentences(words, refusalWords(code, detail), words.refusals[code].remedy),
    kindWords: (...parts) => parts.filter(Boolean).join(' · ') || words.worklist.plainPicture,
    studyName: ({ studyId, receivedAt, modality, bodyPart, view }, clock) => {
      const said = [modality, bodyPart, view].filter(Boolean).join(' · ');
      return said || words.worklist.picture(studyId.slice(0, numberLength), clock?.(receivedAt));
    },
    auditFaultWords: ({ code, where, detail }) => {
      // A newer app may find what this page has no words for.
      const said = wordFor<string>(words.auditFaults, code) ?? '';
      return `${where}: ${said}${detail === undefined ? '' : ` (${detail})`} [${code}]`;
    },
    auditWords: <T extends AuditEvent['type']>(event: AuditEventOf<T>, reader: AuditReader) =>
      words.auditEvents[event.type as T](event, reader),
  };
}
