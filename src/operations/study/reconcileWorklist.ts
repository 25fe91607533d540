import type { IndexPartition, IndexRow } from '../../domain/worklist/indexRow';
import type { RowFinding } from '../../domain/worklist/rowFinding';
import type { ArrivalListPort } from '../intake/reconcileArrivals';
import type { Clock } from '../ports';

/** A writer writes a record first and its row right after. Until then they may differ. */
const graceMilliseconds = 60_000;

/** A row as it was found. */
type FoundRow = Pick<IndexRow, 'record' | 'hasFeedback'> & {
  /** Whether the app wrote it. */
  readonly isGenuine: boolean;
};

type FoundRows = Readonly<Record<IndexPartition, ReadonlyMap<string, FoundRow>>>;

export interface ReconcileWorklistDeps {
  readonly worklist: {
    rows(): Promise<FoundRows>;
    /** Deletes rows removed so long before that time, in milliseconds, that no copy needs to see it. */
    forgetRemoved(now: number): Promise<void>;
  };
  readonly results: {
    records(): AsyncIterable<{ readonly studyId: string; readonly etag: string; readonly changedAt: number }>;
  };
  readonly quarantine: {
    records(): AsyncIterable<{ readonly arrivalId: string; readonly changedAt: number }>;
  };
  readonly arrivals: ArrivalListPort;
  /** Makes a row anew from its record; removes it if there is none. @returns what was wrong with it */
  readonly renew: (partition: IndexPartition, key: string) => Promise<RowFinding | undefined>;
  readonly now: Clock;
  readonly logWarning: (message: string) => void;
  readonly logError: (message: string) => void;
}

/**
 * Compares the worklist's index with the records it is derived from, and corrects it. A row names the version
 * of the record that it was compared with, so only records that changed since are read again.
 */
export function createReconcileWorklist(deps: ReconcileWorklistDeps) {
  const { worklist, results, quarantine, arrivals, now } = deps;

  return async (): Promise<void> => {
    const at = Date.parse(now());
    // Rows before records: whatever has a row had its record by then.
    const rows = await worklist.rows();
    const pass = new Pass(deps, rows);
    for (const [partition, key, row] of pass.rows()) if (!row.isGenuine) await pass.renew(partition, key);

    const studies = new Set<string>();
    for await (const { studyId, etag, changedAt } of results.records()) {
      studies.add(studyId);
      if (changedAt > at - graceMilliseconds || isCompared(rows, studyId, etag)) continue;
      await pass.renew('study', studyId);
      await pass.renew('feedback', studyId);
    }
    await pass.renewOthers('study', studies);
    await pass.renewOthers('feedback', studies);

    const refused = new Set<string>();
    for await (const { arrivalId, changedAt } of quarantine.records()) {
      refused.add(arrivalId);
      if (!rows.refusal.has(arrivalId) && changedAt <= at - graceMilliseconds)
        await pass.renew('refusal', arrivalId);
    }
    await pass.renewOthers('refusal', refused);

    const open = new Set<string>();
    for await (const arrivalId of arrivals.open(at - graceMilliseconds, await arrivals.finished())) {
      open.add(arrivalId);
      if (!rows.processing.has(arrivalId)) await pass.renew('processing', arrivalId);
    }
    await pass.renewOthers('processing', open);
    await worklist.forgetRemoved(at);
    pass.report();
  };
}

/** Whether both rows of a study were compared with this version of its record. */
function isCompared({ study, feedback }: FoundRows, studyId: string, etag: string): boolean {
  const row = study.get(studyId);
  if (row?.record !== etag) return false;
  return row.hasFeedback ? feedback.get(studyId)?.record === etag : !feedback.has(studyId);
}

class Pass {
  readonly #found: Record<RowFinding, number> = { changed: 0, missing: 0, behind: 0, extra: 0, ahead: 0 };

  constructor(
    private readonly deps: ReconcileWorklistDeps,
    private readonly known: FoundRows,
  ) {}

  *rows(): Generator<[IndexPartition, string, FoundRow]> {
    for (const [partition, rows] of Object.entries(this.known))
      for (const [key, row] of rows) yield [partition as IndexPartition, key, row];
  }

  async renewOthers(partition: IndexPartition, recorded: ReadonlySet<string>): Promise<void> {
    for (const key of this.known[partition].keys()) if (!recorded.has(key)) await this.renew(partition, key);
  }

  async renew(partition: IndexPartition, key: string): Promise<void> {
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
    if (missing + behind + extra > 0)
      this.deps.logWarning(
        `the worklist was corrected from the records: ${missing} rows were missing, ${behind} were older than their records, ${extra} had no record. A process that was stopped leaves one such row; more were changed outside the app.`,
      );
  }
}
