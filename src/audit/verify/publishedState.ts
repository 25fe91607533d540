import { sha256OfText } from '../../domain/kernel/sealing/commitment';
import type { Macs } from '../../domain/kernel/sealing/macs';
import { imageText, type StudyImage } from '../../domain/study/images/imageRecord';
import type { PromisedContent } from './contents/contentIndex';
import type { LogIndex, VersionEntry } from './log/logIndex';
import type { Subjects } from './subjects';

/** The published state read so far, by the commitments that the log uses. */
export interface PublishedState {
  /** By arrival. */
  readonly outcomes: Set<string>;
  readonly studies: Set<string>;
  /** Kept versions of studies, as the index knows them. */
  readonly versions: Set<VersionEntry>;
  /** Images that have a result of their own. */
  readonly records: Set<string>;
  /** By image: the models that are shown with it, by its result, including shadow models, or by its study. */
  readonly images: Map<string, ReadonlySet<string>>;
  /** One shared set for all images that are shown with the same models. */
  readonly modelSets: Map<string, ReadonlySet<string>>;
  /** By image id: a hash over what a study must know about it. */
  readonly facts: Map<string, string>;
  /** By image id: the studies that it is said to belong to. */
  readonly homes: Map<string, Set<string>>;
  /** The blobs with pictures that are there, and those that results name and must be there, by name. */
  readonly pictures: Set<string>;
  readonly namedPictures: Set<string>;
  /** Blobs that the log commits to and that are there, changed or not, as the index knows them. */
  readonly contents: Set<PromisedContent>;
}

/** What the published state is verified against. */
export interface Context {
  readonly index: LogIndex;
  subjects: Subjects;
  readonly published: PublishedState;
  /** Milliseconds. */
  readonly now: number;
  /** The site's; undefined if its key is not available. */
  readonly macs: Macs | undefined;
}

export function emptyState(): PublishedState {
  return {
    outcomes: new Set(),
    studies: new Set(),
    versions: new Set(),
    records: new Set(),
    images: new Map(),
    modelSets: new Map(),
    facts: new Map(),
    homes: new Map(),
    pictures: new Set(),
    namedPictures: new Set(),
    contents: new Set(),
  };
}

export function modelSet({ modelSets }: PublishedState, models: readonly string[]): ReadonlySet<string> {
  const key = models.join();
  const set = modelSets.get(key) ?? new Set(models);
  modelSets.set(key, set);
  return set;
}

/** Remembers a study that an image is said to belong to. */
export function addHome({ homes }: PublishedState, imageId: string, studyId: string): void {
  const known = homes.get(imageId);
  if (known) known.add(studyId);
  else homes.set(imageId, new Set([studyId]));
}

/** How long something may take to appear after its entry: it is recorded first. */
const graceMilliseconds = 900_000;

/** Whether something recorded at that time must be shown by now. */
export function isOld({ now }: Pick<Context, 'now'>, at: string): boolean {
  return now - Date.parse(at) > graceMilliseconds;
}

/** Whether that time is so near that what it began may not be finished. */
export function isRecent({ now }: Pick<Context, 'now'>, at: string): boolean {
  return Math.abs(now - Date.parse(at)) <= graceMilliseconds;
}

/** A hash over everything that a study knows about an image. */
export function factsOf(image: StudyImage): string {
  return sha256OfText(imageText(image));
}
