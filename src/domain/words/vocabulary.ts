import type { Balance } from '../accounting/columns';
import type { AuditEvent, AuditEventOf } from '../audit/auditEvent';
import type { AuditedAnalysis } from '../audit/auditParts';
import type { FaultCode } from '../audit/faultCode';
import type { DiskUse } from '../kernel/diskUse';
import type { Place, Priority } from '../kernel/priority';
import type { Role } from '../kernel/roles';
import type { SealedObject } from '../kernel/sealing/sealedObject';
import type { StorageFaultReason } from '../kernel/storageFault';
import type { WorklistTab } from '../kernel/worklistTabs';
import type { AnalysisNote } from '../models/analysisNotes';
import type { Stance } from '../models/findings';
import type { ModelChange } from '../models/modelChanges';
import type { Standing } from '../models/modelStanding';
import type { AnswerCode } from '../outputs/answer';
import type { DeliveryState, HoldReason } from '../outputs/delivery';
import type { OutputForm } from '../outputs/form';
import type { DisplayRule } from '../reasons/displayRules';
import type { FlatReason } from '../reasons/flatReason';
import type { ImageFlag } from '../reasons/imageFlags';
import type { NotAnalysedReason } from '../reasons/notAnalysedReason';
import type { NotDismissed, NotRetried } from '../reasons/notRetried';
import type { OverrideReason } from '../reasons/overrideReason';
import type { ReadNote } from '../reasons/readNotes';
import type { RefusalCode } from '../reasons/refusalCode';
import type { RefusalDetail } from '../reasons/refusals';
import type { RejectionCode } from '../reasons/rejection';
import type { RequestFault } from '../reasons/requestFault';
import type { SkipReason } from '../reasons/skipReason';
import type { NotClosed } from '../study/closing/closeStudy';
import type { NoticeChannel, NoticeType } from '../study/notices/notice';
import type { DecisionReason } from '../study/policy/policy';
import type { Review } from '../study/review/review';
import type { ReviewState } from '../study/review/standingReview';
import type { StudyAlertCode } from '../study/view/studyAlerts';
import type { EvaluationWords, MeasuredShare } from './evaluationWords';

/** What is wrong, and what can be done about it. Whole sentences. */
export interface Explained {
  readonly meaning: string;
  readonly remedy: string;
}

/** How an audit event names a person and a time to a reader. */
export interface AuditReader {
  /** @param subject as recorded in the log */
  readonly name: (subject: string) => string;
  /** @param at ISO time */
  readonly time: (at: string) => string;
}

/** Values in words. Each kind of value has the same form everywhere. */
export interface ValueWords {
  /** Days, hours and minutes: waiting times and times until due. */
  readonly duration: (milliseconds: number) => string;
  /** How long a command took: in seconds; from 100 seconds on, as `duration`. */
  readonly elapsed: (milliseconds: number) => string;
  /** Estimated time left for a command. */
  readonly left: (milliseconds: number) => string;
  /** @param dueAt ISO @param now milliseconds, the server's clock */
  readonly due: (dueAt: string, now: number) => string;
  /** A fraction, 0 … 1. Rounding never turns "nearly" into "certainly". */
  readonly percent: (share: number) => string;
  readonly percentRange: (range: readonly [from: number, to: number]) => string;
  /** A counted proportion with its 95 % interval: `k` of `n`. */
  readonly countedShare: (share: { k: number; n: number; low: number; high: number }) => string;
  readonly fileSize: (bytes: number) => string;
  /** ISO time in UTC, to the minute: the same in every language. */
  readonly time: (at: string) => string;
  /** @param day YYYY-MM-DD */
  readonly day: (day: string) => string;
  /** With the decimal sign of the language; no groups. @param digits behind it */
  readonly number: (value: number, digits: number) => string;
  /** With its 95 % interval. */
  readonly interval: (measured: MeasuredShare, digits: number) => string;
}

/** Counted things: every language has its own plural rules. */
export interface CountWords {
  readonly images: (count: number) => string;
  /** Key objects, reports and others without a picture. */
  readonly objects: (count: number) => string;
  readonly files: (count: number) => string;
  readonly studies: (count: number) => string;
  readonly newStudies: (count: number) => string;
  /** Studies that came to stand at stat. */
  readonly newStat: (count: number) => string;
  readonly lines: (count: number) => string;
  readonly reviews: (count: number) => string;
  readonly acceptedReviews: (count: number) => string;
  /** Letters that a search text still needs. */
  readonly lettersNeeded: (count: number) => string;
}

/** What a worklist line says besides values and names. Durations in milliseconds. */
export interface WorklistWords {
  readonly rank: (rank: number) => string;
  readonly readAs: (place: Place) => string;
  /** Time since the first image: for a study awaiting review, and for any other. */
  readonly waiting: (milliseconds: number) => string;
  readonly arrived: (milliseconds: number) => string;
  readonly ago: (milliseconds: number) => string;
  /** Of a refused version of a file. */
  readonly superseded: string;
  readonly dismissed: string;
  readonly escalated: string;
  readonly notAnalysed: string;
  readonly partlyNotAnalysed: (notAnalysed: number, images: number) => string;
  readonly version: (version: number) => string;
  /** Earlier ones were not looked through. @param at words of a time */
  readonly lookedSince: (at: string) => string;
  /** An image that does not say what it shows. */
  readonly plainPicture: string;
  /** A study that is one plain picture. @param number tells it from others. @param at words of a time */
  readonly picture: (number: string, at?: string) => string;
}

/** Why a study has its rank, in whole sentences. Durations in milliseconds. */
export interface RankWords {
  readonly prior: string;
  readonly kept: string;
  readonly changedOutside: string;
  readonly reviewed: string;
  readonly reopened: string;
  /** Closed unread. */
  readonly closed: string;
  /** The intake rules sent it elsewhere, and it must be seen. */
  readonly broughtBack: string;
  /** By a review that came too late to count. */
  readonly raisedLate: (place: Place) => string;
  readonly nobodyJudged: (ordered: Place) => string;
  readonly findingsHidden: (ordered: Place) => string;
  readonly asOrdered: (ordered: Place) => string;
  /** Raised, but no finding in the decision explains it. */
  readonly raised: (place: Place, ordered: Place) => string;
  /** @param others how many other findings raise it to the same place */
  readonly raisedBy: (finding: RaisingFinding, place: Place, others: number) => string;
  readonly neverLowered: (ordered: Place) => string;
  /** @param due milliseconds from the first image to the due time @param otherwise without the score */
  readonly dueNearer: (finding: RaisingFinding, due: number, otherwise: number) => string;
  /** @param words of the orders, which the policy does not know; `?` for one that is not kept */
  readonly unknownUrgency: (words: readonly string[]) => string;
  readonly rose: (waited: number, place: Place, cap: WaitingCap) => string;
  readonly willRise: (inTime: number, place: Place, cap: WaitingCap) => string;
  /** @param given time from the first image to the due time */
  readonly due: (left: number, given: number) => string;
  readonly overdue: (by: number, given: number) => string;
  readonly first: string;
  /** @param higher how many are read in each place above its own @param same how many in its own */
  readonly before: (higher: readonly (readonly [Place, number])[], same: readonly [Place, number]) => string;
}

export interface RaisingFinding {
  readonly title: string;
  readonly score: number;
  /** `id@version`. */
  readonly model: string;
}

/**
 * A study moves up one place each time it has waited `times` times the period `given`, from arrival to due
 * time.
 */
export interface WaitingCap {
  readonly times: number;
  readonly given: number;
}

/**
 * What happened to a study since a reviewer looked at it, in whole sentences. `who` is undefined for the
 * reader's own actions.
 */
export interface ChangeWords {
  readonly signed: (
    who: string | undefined,
    review: Pick<Review, 'decision' | 'studyVersion' | 'priority' | 'reason'>,
    at: string,
  ) => string;
  readonly tookBack: (who: string | undefined, at: string) => string;
  /** @param added number of new images, if known */
  readonly newVersion: (version: number, before: number, added: number | undefined) => string;
  readonly moved: (to: Place, from: Place) => string;
  readonly escalated: (at: string) => string;
  readonly noSuchVersion: (version: number, newest: number) => string;
  /** A late review that raised the study. */
  readonly raised: (who: string | undefined, to: Place, at: string) => string;
  /** For its author. */
  readonly raisedByYou: (to: Place) => string;
  readonly nothingToDo: string;
  readonly decideAgain: string;
}

/** The state of a file, in short. */
export interface WhyWords {
  readonly keepsPlace: (place: Place) => string;
  /** @param title of the class that the gate model assigned to the picture */
  readonly looksLike: (title: string) => string;
  readonly byReviewer: (place: Place) => string;
  readonly nothingRaises: string;
  readonly ordered: (place: Place) => string;
  readonly raisedBy: (title: string, score: number, stance: Stance, place: Place) => string;
  readonly byOtherImage: (place: Place) => string;
  /** @param due milliseconds from the first image to the due time @param otherwise without the score */
  readonly dueNearer: (title: string, score: number, due: number, otherwise: number) => string;
}

/** What an export contained. */
export interface ExportWords {
  readonly members: (count: number) => string;
  readonly leftOut: (what: readonly string[]) => string;
  readonly missing: (count: number) => string;
  readonly indexUnreadable: (reason: string) => string;
  /** For a DICOMDIR on its own. */
  readonly index: string;
}

/** What a limit applies to: a text, a list, or a number. */
export type Measured = 'characters' | 'entries' | 'value';

/** Problems with a request. Each phrase follows the name of a key. */
export interface FaultWords {
  /** @param expected a type as zod names it */
  readonly wrongType: (expected: string) => string;
  readonly notOneOf: (values: readonly string[]) => string;
  readonly tooSmall: (least: number, of: Measured) => string;
  readonly tooLarge: (most: number, of: Measured) => string;
  readonly wrongFormat: (format: string) => string;
  /** @param letters how many are still needed */
  readonly tooShortToSearch: (letters: number) => string;
  readonly own: Readonly<Record<RequestFault, string>>;
  readonly wrong: string;
  /** A whole sentence. It does not repeat the keys: one may name a patient. */
  readonly unknownKeys: (count: number) => string;
  readonly sentence: (key: string, fault: string) => string;
  /** For a body that is not an object. */
  readonly body: string;
}

/** What people are told of something that is no longer what the app wrote. */
export interface ChangedOutsideWords {
  /** In place of whatever was asked for. */
  readonly answer: string;
  readonly title: string;
  readonly whatToDo: string;
  /** @param objects names of `sealedObjects` */
  readonly changed: (objects: readonly string[]) => string;
  /** In place of a decision. */
  readonly notSigned: string;
  /** On a line of the worklist, in place of findings. */
  readonly line: string;
}

/** Whole sentences. @param images how many it concerns */
export interface StudyAlertWords {
  /** On a line of the worklist. */
  readonly line: (images: number) => string;
  /** On the study's page and in results, with what it means. */
  readonly notice: (images: number) => string;
}

/** What somebody should do so that the site works, in whole sentences. */
export interface HealthAdviceWords {
  readonly diskFull: (holds: DiskUse, freeMegabytes: number) => string;
  readonly storageUnreachable: string;
  readonly storageRefused: string;
  readonly models: string;
  readonly drift: string;
  /** @param outputs how many wait for it */
  readonly outputsDenied: (receiver: string, outputs: number) => string;
  readonly changedOutside: string;
  readonly sealingFailing: string;
  readonly sealingLate: string;
  readonly fileWaits: (minutes: number) => string;
  /** @param endedAt ISO */
  readonly reconcileLate: (endedAt: string) => string;
  readonly orchestrationsFailed: (count: number) => string;
  readonly sourceSilent: (source: string) => string;
}

/** How the parts of a site stand. */
export interface HealthWords {
  readonly advice: HealthAdviceWords;
  readonly storage: Readonly<Record<'ok' | 'unreachable' | 'refused', string>>;
  /** Why a part of the storage cannot be used. */
  readonly storageFaults: Readonly<Record<StorageFaultReason, string>>;
  readonly sealing: Readonly<Record<'ok' | 'late' | 'failing' | 'unknown', string>>;
  readonly disks: Readonly<Record<DiskUse, string>>;
}

/** How a file ended. */
export type Outcome = 'analysed' | 'not-analysed' | 'quarantined' | 'unpacked' | 'index';

/**
 * All words for codes and values in one language. Every table covers every code, so that a new code without
 * words does not compile. Sentences are functions of their values, so that another language can order them
 * differently.
 */
export interface Vocabulary {
  /** What stands between two sentences. */
  readonly sentenceSpace: string;
  /** What stands between the parts of an enumeration. */
  readonly listSeparator: string;
  /** The columns of the accounts. */
  readonly balance: Readonly<Record<keyof Balance, string>>;
  readonly refusals: Readonly<Record<RefusalCode, Explained>>;
  /** What a refusal means, and where in the file the problem is. */
  readonly refusedWhere: (meaning: string, where: RefusalDetail) => string;
  /** Added to a refusal, because people do not know transfer syntaxes by their UIDs. */
  readonly transferSyntax: (name: string) => string;
  readonly notAnalysed: Readonly<Record<NotAnalysedReason, Pick<Explained, 'meaning'> & Partial<Explained>>>;
  readonly analysisNotes: Readonly<Record<AnalysisNote, string>>;
  readonly readNotes: Readonly<Record<ReadNote, string>>;
  readonly imageFlags: Readonly<Record<ImageFlag, string>>;
  readonly flatReasons: Readonly<Record<FlatReason, string>>;
  /** `shown`: a sentence. `because`: the reason, to go into brackets. */
  readonly displayRules: Readonly<Record<DisplayRule, { readonly shown: string; readonly because: string }>>;
  /** Why files of an export were skipped. */
  readonly skipped: Readonly<Record<SkipReason, (count: number) => string>>;

  /** As a name on its own, and within a sentence. */
  readonly priorities: Readonly<Record<Priority, string>>;
  readonly prioritiesInText: Readonly<Record<Priority, string>>;
  readonly placeMeanings: Readonly<Record<Place, string>>;
  /** `closed`: it counts as reviewed, and nobody has read it. */
  readonly reviewStates: Readonly<Record<ReviewState | 'closed', string>>;
  readonly tabs: Readonly<Record<WorklistTab, string>>;
  /** Of a study that is not for review, by the intake rules. */
  readonly routes: Readonly<Record<'prior' | 'kept', string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly stances: Readonly<Record<Stance, string>>;
  readonly decisions: Readonly<
    Record<Review['decision'], (to: Place | undefined, reason: OverrideReason | undefined) => string>
  >;
  readonly reviewOutcomes: Readonly<Record<Review['outcome'] | 'raised', string | undefined>>;
  readonly overrideReasons: Readonly<Record<OverrideReason, string>>;
  /** What a signature says of its signer. @param recorded as it was signed, in English */
  readonly meaning: (decision: Review['decision'], recorded: string) => string;
  /** The name of a role, and what its holder does. */
  readonly roles: Readonly<Record<Role, { readonly name: string; readonly does: string }>>;
  readonly modelChanges: Readonly<Record<ModelChange, string>>;
  /** What a model version may do, in a word or two. */
  readonly standings: Readonly<Record<Standing, string>>;
  readonly notices: Readonly<Record<NoticeType, string>>;
  readonly noticeChannels: Readonly<Record<NoticeChannel, string>>;
  readonly outputForms: Readonly<Record<OutputForm, string>>;
  readonly deliveryStates: Readonly<Record<DeliveryState, string>>;
  /** Why an output is held back, or why there is none. */
  readonly holdReasons: Readonly<Record<HoldReason, Explained>>;
  /** What a receiver made of an output. */
  readonly answerCodes: Readonly<Record<AnswerCode, Explained>>;
  /** Formats that can be read, for use in a sentence: `DICOM, JPEG or PNG`. */
  readonly readFormats: string;

  readonly values: ValueWords;
  readonly counts: CountWords;
  readonly worklist: WorklistWords;
  readonly rank: RankWords;
  readonly why: WhyWords;
  readonly changes: ChangeWords;
  readonly exportContents: ExportWords;
  /** Why a file is not tried again, or not dismissed; without the full stop. */
  readonly notRetried: Readonly<Record<NotRetried, string>>;
  readonly notDismissed: Readonly<Record<NotDismissed, string>>;
  readonly health: HealthWords;
  /** Why a study is not closed; without the full stop. */
  readonly notClosed: Readonly<Record<NotClosed, string>>;
  readonly changedOutside: ChangedOutsideWords;
  /** What everybody who sees a study must be told. */
  readonly studyAlerts: Readonly<Record<StudyAlertCode, StudyAlertWords>>;
  /** Why a rejection note rejects images; follows `An image was`. */
  readonly rejections: Readonly<Record<RejectionCode, string>>;
  /** Why an image is not read, as a sentence. */
  readonly setAside: (
    aside: { readonly why: 'superseded' } | { readonly why: 'rejected'; readonly code: RejectionCode },
  ) => string;
  /** In a sentence. */
  readonly sealedObjects: Readonly<Record<SealedObject, string>>;
  readonly faults: FaultWords;

  readonly auditEvents: {
    readonly [T in AuditEvent['type']]: (event: AuditEventOf<T>, reader: AuditReader) => string;
  };
  /** A kind of entry of the log, as a title. */
  readonly auditEventNames: Readonly<Record<AuditEvent['type'], string>>;
  /** What one model said of an image, as recorded in the log. */
  readonly auditedAnalysis: (analysis: AuditedAnalysis) => string;
  /**
   * Why the policy placed a study where it did, as recorded in the log. @param what the finding, or the
   * reason
   */
  readonly auditedReasons: Readonly<
    Record<DecisionReason['kind'], (place: Place | undefined, what: string | undefined) => string>
  >;
  /** Problems found by verification of the log. */
  readonly auditFaults: Readonly<Record<FaultCode, string>>;
  readonly policy: (id: string) => string;
  readonly evaluations: EvaluationWords;
  /** What the network's input was. */
  readonly tensor: (sha256: string) => string;
}
