import { sha256OfJson } from '../../domain/kernel/commitment';
import type { Macs } from '../../domain/kernel/macs';
import { joinImages, type StudyImage, studyImageSchema } from '../../domain/study/imageRecord';
import type { LogIndex, VersionEntry } from './logIndex';
import type { Subjects } from './subjects';

/** The published state as far as it was read, by the commitments that the log uses. */
export interface PublishedState {
  /** Of arrivals. */
  readonly outcomes: Set<string>;
  readonly studies: Set<string>;
  /** Versions of studies that are kept, as the index knows them. */
  readonly versions: Set<VersionEntry>;
  /** Of images: the models that are shown with them, those in shadow included. */
  readonly images: Map<string, ReadonlySet<string>>;
  /** One set for all images that are shown with the same models. */
  readonly modelSets: Map<string, ReadonlySet<string>>;
  /** By image id: a hash over what a study is to know of it. */
  readonly facts: Map<string, string>;
}

/** What the published state is verified against. */
export interface Context {
  readonly index: LogIndex;
  subjects: Subjects;
  readonly published: PublishedState;
  /** Milliseconds. */
  readonly now: number;
  /** The site's; undefined where its key is not at hand. */
  readonly macs: Macs | undefined;
}

export function emptyState(): PublishedState {
  return {
    outcomes: new Set(),
    studies: new Set(),
    versions: new Set(),
    images: new Map(),
    modelSets: new Map(),
    facts: new Map(),
  };
}

export function modelSet({ modelSets }: PublishedState, models: readonly string[]): ReadonlySet<string> {
  const key = models.join();
  const set = modelSets.get(key) ?? new Set(models);
  modelSets.set(key, set);
  return set;
}

/** What an entry speaks of may take this long to be there: it is recorded first. */
const graceMilliseconds = 900_000;

/** Whether what was recorded at that time must be shown by now. */
export function isOld({ now }: Context, at: string): boolean {
  return now - Date.parse(at) > graceMilliseconds;
}

/** Over all that a study knows of an image, in the one form that joins have. */
export function factsOf(image: StudyImage): string {
  const known = studyImageSchema.parse(image);
  return sha256OfJson(joinImages(known, known));
}
