import type { z } from 'zod';
import {
  arrivalSchema,
  dismissedSchema,
  outcomeSchema,
  quarantineSchema,
  supersededSchema,
} from '../../../domain/intake/arrival';
import { isId } from '../../../domain/kernel/identifiers/ids';
import { unpackedJson } from '../../../domain/kernel/packedJson';
import { reviewedVersions } from '../../../domain/study/feedback/feedbackLine';
import { allImagesOf } from '../../../domain/study/images/arrangement';
import type { StudyRecord, StudyVersion } from '../../../domain/study/studyRecord';
import { packedRecordSchema } from '../../../domain/study/versions/packedStudy';
import {
  type VersionChange,
  versionChangeSchema,
  versionsBehind,
} from '../../../domain/study/versions/versionChange';
import {
  type IndexPartition,
  type IndexRow,
  leftRow,
  pointerRow,
  processingRow,
  type RefusalState,
  refusalRow,
  refusalStateOf,
  removedRow,
  type StudyRows,
  studyRows,
} from '../../../domain/worklist/indexRow';
import { type ReviewedPlace, studyOfKey } from '../../../domain/worklist/reviewedPlace';
import { worklistStudySchema } from '../../../domain/worklist/worklist';
import type { BlobTree } from '../blobTree';
import { packedStudyIn } from '../packedStudyIn';
import { isOld } from '../publishedState';
import { saltBlob } from '../subjects';
import { storedVersions } from '../versionChain';

/**
 * What a row must be, by its record. Undefined if there is no record; `unknown` if it cannot be read, which
 * is a fault of its own.
 */
export type Derived = DerivedRow | 'unknown' | undefined;

export interface DerivedRow {
  readonly row: IndexRow;
  /** Whether that is no longer explained by a process that was stopped before it wrote the row. */
  readonly isDue: (line: string) => Promise<boolean>;
}

/** The rows that follow from the records. */
export class DerivedRows {
  /** By study: the images with an outcome. */
  #ended: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

  constructor(
    private readonly tree: BlobTree,
    readonly now: number,
  ) {}

  /** Everything that has a row, as `partition/key`. */
  async *places(): AsyncGenerator<string> {
    for await (const name of this.tree.list('results', 'studies/')) {
      const studyId = name.slice('studies/'.length, -'.json'.length);
      if (isId(studyId)) yield* await this.#studyPlaces(studyId);
    }
    for await (const name of this.tree.list('quarantine')) {
      const [arrivalId, file] = name.split('/');
      if (isId(arrivalId) && file === 'refusal.json') yield `refusal/${arrivalId}`;
    }
    const ended = new Set<string>();
    for await (const name of this.tree.list('results', 'arrivals/'))
      ended.add(name.slice('arrivals/'.length));
    for await (const name of this.tree.list('arrivals')) {
      const arrivalId = name.slice(0, -'.json'.length);
      if (isId(arrivalId) && !ended.has(name)) yield `processing/${arrivalId}`;
    }
  }

  row(partition: IndexPartition, key: string): Promise<Derived> {
    if (partition === 'refusal') return this.#refusal(key);
    if (partition === 'processing') return this.#processing(key);
    if (partition === 'study') return this.#study(key, ({ open }) => open);
    if (partition === 'reviewed')
      return this.#study(key, ({ open, reviewed }) =>
        reviewed ? pointerRow(reviewed) : leftRow(open.revision),
      );
    return this.#study(studyOfKey(key) ?? '', ({ open, reviewed }) =>
      reviewed?.place.partition === partition && reviewed.place.key === key
        ? reviewed.row
        : leftRow(open.revision),
    );
  }

  /** @param pick the row in question, among those of the study */
  async #study(studyId: string, pick: (rows: StudyRows) => IndexRow): Promise<Derived> {
    const study = await this.#record(studyId);
    if (study === undefined)
      // Otherwise it was removed, which is a fault of its own, or is being erased.
      return (await this.tree.read('identity', saltBlob(studyId))) === undefined ? undefined : 'unknown';
    if (study === 'unknown') return study;
    const isLate = isOld(this, lastChange(study));
    return {
      row: pick(await this.#rows(study)),
      // An outcome is written after the row that shows it.
      isDue: async (line) => isLate || !(await this.#hasAllEnded(study, versionIn(line))),
    };
  }

  async #studyPlaces(studyId: string): Promise<string[]> {
    const study = await this.#record(studyId);
    const open = `study/${studyId}`;
    if (study === undefined || study === 'unknown') return [open];
    const { reviewed } = await this.#rows(study);
    return reviewed ? [open, `reviewed/${studyId}`, placeText(reviewed.place)] : [open];
  }

  async #rows(study: StudyRecord): Promise<StudyRows> {
    const earlier: StudyVersion[] = [];
    for (const number of reviewedVersions(study)) {
      const version = await this.#version(study.studyId, number);
      if (version !== undefined) earlier.push(version);
    }
    return studyRows(study, earlier);
  }

  async #refusal(arrivalId: string): Promise<Derived> {
    const refusal = await this.#parsed('quarantine', `${arrivalId}/refusal.json`, quarantineSchema);
    if (refusal === undefined || refusal === 'unknown') return refusal;
    const ended = async () => (await this.tree.read('results', `arrivals/${arrivalId}.json`)) !== undefined;
    const state = await this.#refusalState(arrivalId);
    if (state === 'unknown') return state;
    return {
      row: refusalRow(refusal, state),
      isDue: async () => isOld(this, refusal.quarantinedAt) || (await ended()),
    };
  }

  /** `unknown` while it is put back on the list, after the version that superseded it was erased. */
  async #refusalState(arrivalId: string): Promise<RefusalState | 'unknown'> {
    const name = `${arrivalId}/superseded.json`;
    const superseded = await this.#parsed('quarantine', name, supersededSchema);
    const dismissed = await this.#parsed('quarantine', `${arrivalId}/dismissed.json`, dismissedSchema);
    if (superseded === 'unknown' || dismissed === 'unknown') return 'unknown';
    if (superseded === undefined) return refusalStateOf({ superseded, hasLater: false, dismissed });
    const outcome = await this.#parsed('results', `arrivals/${superseded.by}.json`, outcomeSchema);
    return outcome === undefined ? 'unknown' : outcome === 'unknown' ? outcome : 'superseded';
  }

  async #processing(arrivalId: string): Promise<Derived> {
    const outcome = await this.#parsed('results', `arrivals/${arrivalId}.json`, outcomeSchema);
    if (outcome === 'unknown') return outcome;
    if (outcome !== undefined) return { row: removedRow, isDue: async () => isOld(this, outcome.finishedAt) };
    const arrival = await this.#parsed('arrivals', `${arrivalId}.json`, arrivalSchema);
    if (arrival === undefined || arrival === 'unknown') return arrival;
    return { row: processingRow(arrival), isDue: async () => isOld(this, arrival.receivedAt) };
  }

  /** Whether that version of the study holds all of its images that have an outcome. */
  async #hasAllEnded(study: StudyRecord, version: number): Promise<boolean> {
    this.#ended ??= this.#readEnded();
    const ended = (await this.#ended).get(study.studyId) ?? [];
    const shown = version === study.version ? study : await this.#version(study.studyId, version);
    if (shown === undefined) return ended.length === 0;
    const images = new Set(allImagesOf(shown).map(({ imageId }) => imageId));
    return ended.every((imageId) => images.has(imageId));
  }

  async #record(studyId: string): Promise<StudyRecord | 'unknown' | undefined> {
    const packed = await this.#parsed('results', `studies/${studyId}.json`, packedRecordSchema);
    if (packed === undefined || packed === 'unknown') return packed;
    return (await packedStudyIn(packed, (version) => this.#change(studyId, version))) ?? 'unknown';
  }

  async #change(studyId: string, version: number): Promise<VersionChange | undefined> {
    const name = `studies/${studyId}/v${version}.json`;
    const change = await this.#parsed('results', name, versionChangeSchema);
    return change === 'unknown' ? undefined : change;
  }

  /** Undefined if it cannot be made from what is stored, which is a fault of its own. */
  async #version(studyId: string, version: number): Promise<StudyVersion | undefined> {
    const changes = new Map<number, VersionChange>();
    for (const number of version > 0 ? versionsBehind(version) : []) {
      const change = await this.#change(studyId, number);
      if (change !== undefined) changes.set(number, change);
    }
    return [...storedVersions(changes)].find(({ number }) => number === version)?.made;
  }

  async #readEnded(): Promise<ReadonlyMap<string, readonly string[]>> {
    const images = new Map<string, string[]>();
    for await (const name of this.tree.list('results', 'arrivals/')) {
      const outcome = await this.#parsed('results', name, outcomeSchema);
      if (outcome === undefined || outcome === 'unknown' || !('studyId' in outcome)) continue;
      const { studyId, imageId } = outcome;
      images.set(studyId, [...(images.get(studyId) ?? []), imageId]);
    }
    return images;
  }

  async #parsed<T>(
    container: string,
    name: string,
    schema: z.ZodType<T>,
  ): Promise<T | 'unknown' | undefined> {
    const bytes = await this.tree.read(container, name);
    if (bytes === undefined) return undefined;
    try {
      return schema.parse(JSON.parse(unpackedJson(bytes).toString('utf8')));
    } catch {
      return 'unknown';
    }
  }
}

/** When the record was last written, as far as it says. */
function lastChange({ recordedAt, reviews, escalations, impressions, notifications }: StudyRecord): string {
  const times = [
    recordedAt,
    ...reviews.flatMap(({ submittedAt, withdrawnAt }) => [submittedAt, withdrawnAt ?? submittedAt]),
    ...[...escalations, ...impressions, ...notifications].map(({ at }) => at),
  ];
  return times.sort().at(-1) as string;
}

/** The version of a study that a row of the app shows; 0 if it shows none. */
function versionIn(line: string): number {
  return worklistStudySchema.safeParse(line === '' ? undefined : JSON.parse(line)).data?.version ?? 0;
}

function placeText({ partition, key }: ReviewedPlace): string {
  return `${partition}/${key}`;
}
