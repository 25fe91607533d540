import type { AuditEvent } from '../domain/audit/auditEvent';
import type { Content } from '../domain/audit/contents';
import type { AnyNotice } from '../domain/audit/unusualReading';
import type {
  ImageContent,
  ImageDescription,
  InstanceIdentity,
  ReadImage,
} from '../domain/image/imageDescription';
import type { NamedPicture } from '../domain/image/namedPicture';
import type { PatientHeader } from '../domain/image/patientHeader';
import type { Rendering } from '../domain/image/rendering';
import type { StoredImage } from '../domain/image/storedImage';
import type { Arrival, Outcome, Quarantine } from '../domain/intake/arrival';
import type { ExportPage, ExportRecord } from '../domain/intake/exportRecord';
import type { CalledFile, FilesAtGate, WaitingFile } from '../domain/intake/lane';
import type { NamedIdentity } from '../domain/kernel/identifiers/identityName';
import type { ReadLimits } from '../domain/kernel/limits';
import type { Analysis, ImageFacts, ModelRef } from '../domain/models/analysis';
import type { ModelName } from '../domain/models/modelName';
import type { NotAnalysedReason } from '../domain/reasons/notAnalysedReason';
import type { ImageRecord } from '../domain/study/images/imageRecord';
import type { StudyRecord } from '../domain/study/studyRecord';
import type { StoredStudy } from '../domain/study/versions/pendingChange';
import type { VersionChange } from '../domain/study/versions/versionChange';
import type { OpenPicture } from '../imaging/openPicture';
import type { GreyPicture } from '../imaging/picture';
import type { Box } from '../imaging/resizing/resize';

/** Current time, ISO, UTC. The only clock that activities have. */
export type Clock = () => string;

/** What is about to be stored. The audit log commits to its contents first. */
export interface Prepared {
  readonly contents: readonly Content[];
  /** Write-once: what is there already stays. @returns whether nothing of it was there */
  store(): Promise<boolean>;
}

export interface IncomingPort {
  /** The first bytes and the size, without loading the rest. @throws RefusedError `changed-during-read` */
  peek(name: string, etag: string, length: number): Promise<{ size: number; start: Uint8Array }>;
  /** A range of it. @throws RefusedError `changed-during-read` */
  range(name: string, etag: string, offset: number, length: number): Promise<Uint8Array>;
}

export interface ArrivalsPort {
  /** Write-once. @returns whether this call wrote it. */
  record(arrival: Arrival): Promise<boolean>;
  read(arrivalId: string): Promise<Arrival | undefined>;
  /** The same; as this process recorded it, if it did so a moment ago. */
  begin(arrivalId: string): Promise<Arrival | undefined>;
  outcome(arrivalId: string): Promise<Outcome | undefined>;
  /** Write-once: the first plan wins. */
  recordExportPage(page: ExportPage): Promise<void>;
  recordExport(record: ExportRecord): Promise<void>;
  export(arrivalId: string): Promise<ExportRecord | undefined>;
  exportPage(arrivalId: string, page: number): Promise<ExportPage | undefined>;
  /** The record of an export and its pages, as stored. */
  exportContents(record: ExportRecord): Promise<readonly Content[]>;
  /** Write-once: the first outcome wins. */
  prepareOutcome(outcome: Outcome): Promise<Prepared>;
}

/** The files at the gate: who waits, and who was called. It is shared by all processes. */
export interface GatePort {
  /** Up to `most` of the files: the called ones, then those that wait, in the order in which they are let in. */
  look(most: number): Promise<FilesAtGate>;
  /** Ids of all files at the gate. */
  ids(): AsyncIterable<string>;
  /** May be repeated. */
  wait(file: WaitingFile): Promise<void>;
  /** Calls a file that does not wait. May be repeated. */
  call(file: CalledFile): Promise<void>;
  /** Calls a file that waits. @returns false if another process was first */
  callWaiting(file: WaitingFile, calledAt: string): Promise<boolean>;
  /** The same in place of a called file, which is no longer called. @returns false if either is not there, and nothing changes */
  callInPlaceOf(arrivalId: string, file: WaitingFile, calledAt: string): Promise<boolean>;
  /** The file is no longer among the called ones. May be repeated. */
  forget(arrivalId: string): Promise<void>;
}

/** Pictures that are about to be stored. */
export interface PreparedPictures extends Prepared {
  /** Names those of where models looked; undefined if there are none. */
  readonly sha256: string | undefined;
}

/** An image that is about to be stored. */
export interface PreparedImage {
  /**
   * With everything that was made of it.
   *
   * @param preview a PNG by which a person recognises it; undefined: none was made
   * @param pictures where models looked
   */
  withPictures(preview: Uint8Array | undefined, pictures: readonly NamedPicture[]): Promise<PreparedPictures>;
}

export interface ImagesPort {
  /** The pixels may be moved away once this returns. */
  prepare(image: StoredImage, content: ImageContent): Promise<PreparedImage>;
  find(imageId: string): Promise<StoredImage | undefined>;
  /**
   * Stored values of one frame, counted from 0. Of an image with `codedFrames` only the first has any.
   * @throws ChangedOutsideError
   */
  frame(image: StoredImage, frame: number): Promise<Uint8Array | undefined>;
  /** A frame as it was compressed, if it is kept. @throws ChangedOutsideError */
  codestream(image: StoredImage, frame: number): Promise<Uint8Array | undefined>;
  /** Where models looked on a visit of a stored image. */
  preparePictures(imageId: string, pictures: readonly NamedPicture[]): Promise<PreparedPictures>;
}

export interface StudySalt {
  /** For the audit log's commitments to the study. */
  readonly salt: string;
  /** Whether it was made just now: then nothing of the study was ever stored. */
  readonly isNew: boolean;
}

export interface IdentityPort {
  /** The salt for the audit log's commitments to the study; created on first use. */
  salt(studyId: string): Promise<string>;
  /** The same, which `salt` then has at hand until it is released. */
  hold(studyId: string): Promise<StudySalt & { release(): void }>;
  /** The images of a study, as far as identities are stored. */
  imageIds(studyId: string): Promise<string[]>;
  /** Whom an image names, which arrival brought it, and that the study is one of its patient's. */
  prepare(place: NamedIdentity, identity: InstanceIdentity, header?: PatientHeader): Promise<Prepared>;
}

export interface QuarantinePort {
  /**
   * Keeps a copy of the file. May be repeated.
   *
   * @param bytes of the file, if it could be read
   * @returns the copy; empty if the file was gone
   */
  keep(
    arrival: Pick<Arrival, 'arrivalId' | 'name' | 'etag' | 'member'>,
    bytes?: Uint8Array,
  ): Promise<readonly Content[]>;
  prepare(refusal: Quarantine): Promise<Prepared>;
}

export interface ResultsPort {
  joinImage(record: ImageRecord): Promise<ImageRecord>;
  /** Adds the shadow models' answers for an image that has a record, and the names of their pictures. */
  addShadow(
    imageId: string,
    analyses: readonly Analysis[],
    pictures: readonly string[],
  ): Promise<ImageRecord>;
  study(studyId: string): Promise<StudyRecord | undefined>;
}

/** Study records, for the study writer only. */
export interface StudyRecordsPort {
  changeStudy(
    studyId: string,
    change: (current: StoredStudy | undefined) => StoredStudy | undefined,
    /** Runs before each write, with what is about to be stored and what is stored until then. */
    before?: (next: StoredStudy, current: StoredStudy | undefined) => Promise<void>,
  ): Promise<StoredStudy | undefined>;
  /**
   * The same for a change that a record of a moment ago does not mislead: it may be shown what this process last
   * saw, while another process has written since. What it makes of that is written only if nobody has.
   */
  advanceStudy(
    studyId: string,
    change: (current: StoredStudy | undefined) => StoredStudy | undefined,
    /** The study has probably no record yet. */
    isProbablyNew?: boolean,
  ): Promise<StoredStudy | undefined>;
  /**
   * Write-once. A blob of that name that the app did not write is replaced, as it would keep the study from its
   * images for good.
   *
   * @returns what makes that version of the study: another change if another writer was first
   * @throws ChangedOutsideError after such a blob was replaced
   */
  createVersion(change: VersionChange): Promise<VersionChange>;
  /** Removes a version of a study that was erased while it was made; another one of that number stays. */
  removeVersion(change: VersionChange): Promise<void>;
}

/** Names the studies that a person's change or erasure is under way of. */
export interface BegunChangesPort {
  /** Once it is over, `reconcile` looks for what a killed process left of the study. */
  beginErasure(studyId: string): Promise<void>;
  /** @returns to be called when the change is finished, or was not made */
  begin(studyId: string): Promise<() => Promise<void>>;
}

export interface WorklistPort {
  putStudy(study: StudyRecord): Promise<void>;
  putRefusal(refusal: Quarantine): Promise<void>;
}

export interface AuditPort {
  /**
   * Durable when it returns, and idempotent by `eventId`. A change counts only once its event is recorded, so
   * this call comes before the change itself.
   */
  record(event: AuditEvent): Promise<void>;
}

export interface AuditRecordsPort extends AuditPort {
  /**
   * Like `record`; also returns the event stored under the id, and whether this call stored it.
   *
   * @param nextId of an event that will probably be recorded right after, which spares a request
   */
  recordOnce(event: AuditEvent, nextId?: string): Promise<{ event: AuditEvent; isNew: boolean }>;
  find(eventId: string): Promise<AuditEvent | undefined>;
}

/** The paths of the files that a DICOMDIR lists. @throws RefusedError */
export type MediaDirectoryReader = (bytes: Uint8Array, limits: ReadLimits) => Promise<readonly string[]>;

/** Reads a file's bytes; only the extension of its name is used. @throws RefusedError */
export type FileReader = (bytes: Uint8Array, name: string) => Promise<ReadImage>;

/** The full picture of a reduced image, from its compressed frame. @throws RefusedError */
export type CodestreamDecoder = (
  description: ImageDescription,
  codestream: Uint8Array,
) => Promise<Uint8Array>;

/** The display picture of an image of one frame as an 8-bit grey PNG. @throws RefusedError if it exceeds the limits */
export type PngRenderer = (description: ImageDescription, pixels: Uint8Array) => Promise<Uint8Array>;

/** An image of one frame, not reduced, rendered as a file. @throws RefusedError if it exceeds the limits */
export type PictureRenderer = (
  description: ImageDescription,
  pixels: Uint8Array,
  rendering: Rendering,
) => Promise<Uint8Array>;

/**
 * Opens the first frame of an image, so that parts of it can be requested.
 *
 * @param pixels stored values of all frames. They are moved, not copied: the caller can no longer use them.
 */
export type PictureOpener = (description: ImageDescription, pixels: Uint8Array) => OpenPicture;

/** Where a model looked for one label: 0 … 1 over the whole picture. */
export interface HeatMap extends GreyPicture {
  readonly label: string;
}

/** What a network was shown of a picture, before its values were normalised. */
export interface Seen {
  readonly samples: GreyPicture;
  /** 1 where the network was given the picture; the others are padding, or outside the region. */
  readonly counts: Uint8Array;
  /** The rectangle that the samples cover. */
  readonly box: Box;
}

/** What is wanted of a look beside the analysis. */
export interface Wanted {
  readonly heatMaps: boolean;
}

/** What a model said about a picture, and where it looked. */
export interface Look {
  readonly analysis: Analysis;
  readonly heatMaps: readonly HeatMap[];
  /** Absent if the model abstained. */
  readonly seen?: Seen;
}

/** What the models in use are for. */
export interface CoveragePort {
  /** Whether one of them might analyse an image of which only these facts are known. */
  mightAnalyse(known: Partial<ImageFacts>): Promise<boolean>;
}

/** The models, as the steps see them. */
export interface ModelsPort {
  /**
   * The models whose intended use fits: the promoted ones, and the shadow ones, whose answers are not shown.
   * If no promoted model fits, the reason.
   *
   * @param named only this model, whatever its state; absent: those in use
   * @throws ModelNotLoadedError if the named model is not loaded
   */
  route(
    facts: ImageFacts,
    named?: ModelName,
  ): Promise<{ models: ModelRef[]; shadow?: ModelRef[]; reason?: NotAnalysedReason }>;
  /** The longer side of the model's input, in samples. */
  inputSide(model: ModelRef): Promise<number>;
  /**
   * One picture for any number of models: a gate or region that several models share runs once.
   *
   * @param ageYears undefined if the file states none
   * @param wanted whether heat maps are; some cost a hundred runs of the network
   */
  examine(
    picture: OpenPicture,
    ageYears: number | undefined,
    wanted: Wanted,
  ): (model: ModelRef) => Promise<Look>;
}

/**
 * Told of each answer of a model that was recorded.
 *
 * @param brightness mean of what the model was shown, 0…1; undefined if it was shown nothing
 */
export type OnAnalysed = (analysis: Analysis, image: StoredImage, brightness: number | undefined) => void;

/**
 * Delivers a notice to one receiver. @throws Error if it was not accepted; the same notice is then sent again
 */
export type Notifier = (notice: AnyNotice) => Promise<void>;
