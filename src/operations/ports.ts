import type { AuditEvent } from '../domain/audit/auditEvent';
import type {
  ImageContent,
  ImageDescription,
  InstanceIdentity,
  ReadImage,
} from '../domain/image/imageDescription';
import type { StoredImage } from '../domain/image/storedImage';
import type { Arrival, Outcome, Quarantine } from '../domain/intake/arrival';
import type { ExportPage, ExportRecord } from '../domain/intake/exportRecord';
import type { ReadLimits } from '../domain/kernel/limits';
import type { Analysis, ImageFacts, ModelRef } from '../domain/models/analysis';
import type { ModelName } from '../domain/models/modelName';
import type { NotAnalysedReason } from '../domain/reasons/notAnalysedReason';
import type { ImageRecord } from '../domain/study/imageRecord';
import type { Notice } from '../domain/study/notice';
import type { StoredStudy } from '../domain/study/pendingChange';
import type { StudyRecord } from '../domain/study/studyRecord';
import type { OpenPicture } from '../imaging/openPicture';
import type { GreyPicture } from '../imaging/picture';

/** ISO time of now, UTC. The only clock that activities have. */
export type Clock = () => string;

export interface IncomingPort {
  /** The first bytes and the size, without loading the rest. @throws RefusedError `changed-during-read` */
  peek(name: string, etag: string, length: number): Promise<{ size: number; start: Uint8Array }>;
  /** A piece of it. @throws RefusedError `changed-during-read` */
  range(name: string, etag: string, offset: number, length: number): Promise<Uint8Array>;
}

export interface ArrivalsPort {
  /** Write-once. @returns whether this call wrote it. */
  record(arrival: Arrival): Promise<boolean>;
  read(arrivalId: string): Promise<Arrival | undefined>;
  outcome(arrivalId: string): Promise<Outcome | undefined>;
  /** Write-once: the first plan stands. */
  recordExportPage(page: ExportPage): Promise<void>;
  recordExport(record: ExportRecord): Promise<void>;
  export(arrivalId: string): Promise<ExportRecord | undefined>;
  exportPage(arrivalId: string, page: number): Promise<ExportPage | undefined>;
  /** Write-once: the first outcome stands. */
  recordOutcome(outcome: Outcome): Promise<void>;
}

export interface ImagesPort {
  store(image: StoredImage, content: ImageContent): Promise<void>;
  find(imageId: string): Promise<StoredImage | undefined>;
  pixels(imageId: string): Promise<Uint8Array | undefined>;
  codestream(imageId: string): Promise<Uint8Array | undefined>;
  storeAnalysis(imageId: string, analysis: Analysis): Promise<void>;
  analysis(imageId: string, model: ModelRef): Promise<Analysis | undefined>;
  storePng(imageId: string, name: string, png: Uint8Array): Promise<void>;
}

export interface IdentityPort {
  /** Under which the audit log commits to the study; made when it is first asked for. */
  salt(studyId: string): Promise<string>;
  /** Notes that this arrival brought an image of the study. */
  linkArrival(studyId: string, arrivalId: string): Promise<void>;
  store(studyId: string, imageId: string, identity: InstanceIdentity): Promise<void>;
  /** Notes that the study shows this patient, so that the studies of one can be found. */
  linkPatient(studyId: string, pseudonym: string): Promise<void>;
}

export interface QuarantinePort {
  /** @param content of a file of an export, where it could be taken out */
  store(
    refusal: Quarantine,
    arrival: Pick<Arrival, 'name' | 'etag' | 'member'>,
    content?: Uint8Array,
  ): Promise<void>;
}

export interface ResultsPort {
  joinImage(record: ImageRecord): Promise<ImageRecord>;
  /** Adds what models in shadow said of an image that has a record. */
  addShadow(imageId: string, analyses: readonly Analysis[]): Promise<void>;
  study(studyId: string): Promise<StudyRecord | undefined>;
}

/** The records of studies, for the study writer alone. */
export interface StudyRecordsPort {
  changeStudy(
    studyId: string,
    change: (current: StoredStudy | undefined) => StoredStudy | undefined,
    /** Done ahead of each write, with what is about to be stored, and what is stored until then. */
    before?: (next: StoredStudy, current: StoredStudy | undefined) => Promise<void>,
  ): Promise<StoredStudy | undefined>;
}

export interface WorklistPort {
  putStudy(study: StudyRecord): Promise<void>;
  putRefusal(refusal: Quarantine): Promise<void>;
}

export interface AuditPort {
  /**
   * Durable when it returns, and idempotent by `eventId`. What an event speaks of counts only after that, so this comes
   * before the change itself.
   */
  record(event: AuditEvent): Promise<void>;
}

export interface AuditRecordsPort extends AuditPort {
  /** As `record`; tells which event stands under the id, and whether this call put it there. */
  recordOnce(event: AuditEvent): Promise<{ event: AuditEvent; isNew: boolean }>;
  find(eventId: string): Promise<AuditEvent | undefined>;
}

/** The paths of the files that a DICOMDIR names. @throws RefusedError */
export type MediaDirectoryReader = (bytes: Uint8Array, limits: ReadLimits) => Promise<readonly string[]>;

/** Reads a file's bytes; its name counts for the extension alone. @throws RefusedError */
export type FileReader = (bytes: Uint8Array, name: string) => Promise<ReadImage>;

/** The full picture of an image that was stored reduced, out of its compressed frame. @throws RefusedError */
export type CodestreamDecoder = (
  description: ImageDescription,
  codestream: Uint8Array,
) => Promise<Uint8Array>;

/**
 * The display picture of one frame, counted from 0, as a grey PNG of 8 bits.
 * @throws RefusedError where it takes more than is allowed
 */
export type PngRenderer = (
  description: ImageDescription,
  pixels: Uint8Array,
  frame: number,
) => Promise<Uint8Array>;

/**
 * Opens the first frame of an image, of which parts can then be asked for.
 *
 * @param pixels all frames' stored values. The caller has them no more: they are moved, not copied.
 */
export type PictureOpener = (description: ImageDescription, pixels: Uint8Array) => OpenPicture;

/** Where a model looked for one label: 0 … 1 over the whole picture. */
export interface HeatMap extends GreyPicture {
  readonly label: string;
}

/** What a model said of a picture, and where it looked. */
export interface Look {
  readonly analysis: Analysis;
  readonly heatMaps: readonly HeatMap[];
}

/** The models, as the steps see them. */
export interface ModelsPort {
  /**
   * The models whose intended use fits: those that speak, and those in shadow, whose answers are not shown. Where none
   * speaks, why.
   *
   * @param named this one alone, whatever it may do; absent: those in use
   * @throws ModelNotLoadedError where the one that was named is not there
   */
  route(
    facts: ImageFacts,
    named?: ModelName,
  ): Promise<{ models: ModelRef[]; shadow?: ModelRef[]; reason?: NotAnalysedReason }>;
  /** The longer side of the model's input, in samples. */
  inputSide(model: ModelRef): Promise<number>;
  /** One picture before any number of models: what several of them ask of it, its gate and its region, is asked once. */
  examine(picture: OpenPicture): (model: ModelRef) => Promise<Look>;
}

/** Hands a notice to one receiver. @throws Error where it was not taken; the same notice then comes again */
export type Notifier = (notice: Notice) => Promise<void>;
