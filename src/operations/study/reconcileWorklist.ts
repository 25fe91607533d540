import type { IdRange } from '../../domain/kernel/identifiers/idRange';
import { partOf, rangeAfter } from '../../domain/kernel/identifiers/idRange';
import { reviewInstanceOf } from '../../domain/kernel/identifiers/ids';
import type { IndexPartition, IndexRow, OpenPartition } from '../../domain/worklist/indexRow';
import type { RowFinding } from '../../domain/worklist/rowFinding';
import type { Clock } from '../ports';

/** A writer writes a record first and its row right after. Until then they may differ. */
const graceMilliseconds = 60_000;

/** After so many names a run leaves the rest to the next one. */
const namesInRun = 5_000;

/** A range costs as much as so many names, however few it has. */
const leastNames = 1_250;

/** With fewer names in a range, the next one can be longer. */
const sparseNames = 250;

/** A row as it was found. */
interface FoundRow extends Pick<IndexRow, 'line' | 'record'> {
  /** Whether the app wrote it. */
  readonly isGenuine: boolean;
}

export type FoundRows = Readonly<Record<OpenPartition, ReadonlyMap<string, FoundRow>>>;

/** What is in a range, and how many names were gone through for it. Undefined if the range is too long. */
type Listed<T> = Promise<(T & { readonly names: number }) | undefined>;

interface RecordFacts {
  readonly studyId: string;
  readonly etag: string;
  /** Milliseconds. */
  readonly changedAt: number;
  readonly isPending: boolean;
}

export interface ReconcileWorklistDeps {
  readonly worklist: {
    /** What points to the lines of the reviewed studies in a range. */
    reviewedIn(range: IdRange): Promise<ReadonlyMap<string, FoundRow>>;
  };
  readonly results: {
    /** `withoutRecord`: ids of studies that have versions and no record. */
    recordsIn(
      range: IdRange,
    ): Listed<{ readonly records: readonly RecordFacts[]; readonly withoutRecord: readonly string[] }>;
  };
  readonly erase: {
    /** Removes versions of a study that was erased. @returns false if it was not */
    removeLeftVersions(studyId: string): Promise<boolean>;
  };
  readonly quarantine: {
    recordsIn(
      range: IdRange,
    ): Listed<{ readonly records: readonly { readonly arrivalId: string; readonly changedAt: number }[] }>;
  };
  readonly arrivals: { openIn(range: IdRange, before: number): Listed<{ readonly ids: readonly string[] }> };
  readonly identity: {
    /** The studies in a range that can be found by whom they show. */
    listedIn(range: IdRange): Promise<ReadonlySet<string>>;
    /** Makes it so. @returns whether its images name anybody */
    relist(studyId: string): Promise<boolean>;
  };
  /** Makes a row anew from its record; removes it if there is none. @returns what was wrong with it */
  readonly renew: (partition: IndexPartition, key: string) => Promise<RowFinding | undefined>;
  /** Finishes a change of a study that a crash interrupted. */
  readonly finish: (studyId: string) => Promise<unknown>;
  readonly now: Clock;
  readonly logWarning: (message: string) => void;
  readonly logError: (message: string) => void;
}

/** What of the whole index a run of `reconcile` compares. */
export interface Comparison {
  /** Ids of instances that run. */
  readonly running: ReadonlySet<string>;
  /** The ids that come next. */
  readonly range: IdRange;
}

/**
 * Compares the worklist's index with the records it is derived from, and corrects it. What the rows themselves and
 * the running instances show is looked at in each run; all records are gone through range by range, some in each run.
 * A row names the version of the record that it was compared with, so only records that changed since are read again.
 */
export function createReconcileWorklist(deps: ReconcileWorklistDeps) {
  /** @returns the ids that come next, and arrivals without an outcome that were not on the list */
  return async (
    rows: FoundRows,
    { running, range }: Comparison,
  ): Promise<{ range: IdRange; arrivals: readonly string[] }> => {
    const pass = new Pass(deps, rows);
    await pass.foreign();
    await pass.running(running);
    const next = await pass.ranges(range);
    pass.report();
    return { range: next, arrivals: pass.unlisted };
  };
}

class Pass {
  readonly #found: Record<RowFinding, number> = { changed: 0, missing: 0, behind: 0, extra: 0, ahead: 0 };
  #relisted = 0;
  readonly #before: number;
  #leftVersions = 0;
  /** Arrivals without an outcome that were not on the list. */
  readonly unlisted: string[] = [];

  constructor(
    private readonly deps: ReconcileWorklistDeps,
    private readonly rows: FoundRows,
  ) {
    this.#before = Date.parse(deps.now()) - graceMilliseconds;
  }

  /** Rows that the app did not write. */
  async foreign(): Promise<void> {
    for (const [partition, rows] of Object.entries(this.rows))
      for (const [key, row] of rows) if (!row.isGenuine) await this.renew(partition as OpenPartition, key);
  }

  /** What is being worked on must be on the list. */
  async running(running: ReadonlySet<string>): Promise<void> {
    for (const instance of running) {
      const [partition, key] = workOf(instance);
      if (key !== undefined && !this.rows[partition].has(key)) await this.renew(partition, key);
    }
  }

  /** @returns the range that comes next */
  async ranges(first: IdRange): Promise<IdRange> {
    let range = first;
    for (let names = 0; names < namesInRun; ) {
      const gone = await this.range(range);
      if (gone === undefined) return partOf(range);
      names += Math.max(gone, leastNames);
      const { next, isFirst } = rangeAfter(range, gone < sparseNames);
      range = next;
      if (isFirst) return range;
    }
    return range;
  }

  /** @returns how many names were gone through; undefined if the range is too long */
  async range(range: IdRange): Promise<number | undefined> {
    const { results, quarantine, arrivals, worklist, erase } = this.deps;
    const open = await arrivals.openIn(range, this.#before);
    if (open === undefined) return undefined;
    const [studies, refusals] = await Promise.all([results.recordsIn(range), quarantine.recordsIn(range)]);
    if (studies === undefined || refusals === undefined) return undefined;
    await this.studies(range, studies.records, await worklist.reviewedIn(range));
    await this.unlistedPatients(range, studies.records);
    await this.refusals(range, refusals.records);
    for (const studyId of studies.withoutRecord)
      if (await erase.removeLeftVersions(studyId)) this.#leftVersions += 1;
    for (const arrivalId of open.ids)
      if (!this.rows.processing.has(arrivalId)) {
        this.unlisted.push(arrivalId);
        await this.renew('processing', arrivalId);
      }
    return studies.names + refusals.names + open.names;
  }

  private async studies(
    range: IdRange,
    records: readonly RecordFacts[],
    reviewed: ReadonlyMap<string, FoundRow>,
  ): Promise<void> {
    const recorded = new Set<string>();
    for (const { studyId, etag, changedAt, isPending } of records) {
      recorded.add(studyId);
      if (isPending) await this.deps.finish(studyId);
      if (changedAt > this.#before) continue;
      const open = this.rows.study.get(studyId);
      const listed = [open, reviewed.get(studyId)].filter((row) => row !== undefined && row.line !== '');
      const [row] = listed;
      if (listed.length !== 1 || !row?.isGenuine || row.record !== etag) await this.renew('study', studyId);
    }
    for (const studyId of [...this.rows.study.keys(), ...reviewed.keys()]) {
      if (!studyId.startsWith(range) || recorded.has(studyId)) continue;
      recorded.add(studyId);
      await this.renew('study', studyId);
    }
  }

  /** Studies that nobody finds by their patient. */
  private async unlistedPatients(range: IdRange, records: readonly RecordFacts[]): Promise<void> {
    const { identity, logError } = this.deps;
    const listed = await identity.listedIn(range);
    for (const { studyId, changedAt } of records) {
      if (listed.has(studyId) || changedAt > this.#before) continue;
      try {
        if (await identity.relist(studyId)) this.#relisted += 1;
      } catch (error) {
        logError(`the study ${studyId} cannot be found by its patient: ${error}`);
      }
    }
  }

  private async refusals(
    range: IdRange,
    records: readonly { readonly arrivalId: string; readonly changedAt: number }[],
  ): Promise<void> {
    const { refusal } = this.rows;
    const recorded = new Set(records.map(({ arrivalId }) => arrivalId));
    for (const { arrivalId, changedAt } of records)
      if (!refusal.has(arrivalId) && changedAt <= this.#before) await this.renew('refusal', arrivalId);
    for (const arrivalId of refusal.keys())
      if (arrivalId.startsWith(range) && !recorded.has(arrivalId)) await this.renew('refusal', arrivalId);
  }

  private async renew(partition: OpenPartition, key: string): Promise<void> {
    try {
      const finding = await this.deps.renew(partition, key);
      // A file may just have ended, and its row is removed after that.
      if (partition === 'processing' && finding === 'extra') return;
      if (finding !== undefined) this.#found[finding] += 1;
    } catch (error) {
      this.deps.logError(`the worklist's row ${partition}/${key} was not compared with its record: ${error}`);
    }
  }

  report(): void {
    const { changed, missing, behind, extra, ahead } = this.#found;
    if (changed > 0)
      this.deps.logError(
        `${changed} rows of the worklist were not written by the app: they were made anew from their records`,
      );
    if (ahead > 0)
      this.deps.logError(
        `${ahead} records of studies are older than their rows in the worklist: somebody put earlier versions of them back. The rows stay as they are; verify the audit log. After a backup was put back, "triage worklist rebuild" makes the rows anew.`,
      );
    if (this.#leftVersions > 0)
      this.deps.logWarning(
        `versions of ${this.#leftVersions} erased studies were removed: they were being made while the studies were erased`,
      );
    if (this.#relisted > 0)
      this.deps.logWarning(`${this.#relisted} studies could not be found by their patients, and can again`);
    if (missing + behind + extra > 0)
      this.deps.logWarning(
        `the worklist was corrected from the records: ${missing} rows were missing, ${behind} were older than their records, ${extra} had no record. A process that was stopped leaves one such row; more were changed outside the app.`,
      );
  }
}

const reviewPrefix = reviewInstanceOf('');
const hexId = /^[0-9a-f]{64}$/;

/** Where the list must have what an instance works on. */
function workOf(instance: string): readonly [OpenPartition, string | undefined] {
  const isReview = instance.startsWith(reviewPrefix);
  const key = isReview ? instance.slice(reviewPrefix.length) : instance;
  return [isReview ? 'study' : 'processing', hexId.test(key) ? key : undefined];
}
