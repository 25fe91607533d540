import type { ContainerClient } from '@azure/storage-blob';
import { type Arrival, arrivalSchema, type Outcome, outcomeSchema } from '../domain/intake/arrival';
import {
  type ExportPage,
  type ExportRecord,
  exportPageSchema,
  exportRecordSchema,
} from '../domain/intake/exportRecord';
import { isId } from '../domain/kernel/ids';
import { createJson, readJson } from './jsonBlobs';

/** The worklist's lines for files without an outcome. */
export interface ProcessingLines {
  putProcessing(arrival: Arrival): Promise<void>;
  removeProcessing(arrivalId: string): Promise<void>;
}

/** The accounting: what was received, and how each arrival ended. */
export class Arrivals {
  constructor(
    private readonly arrivals: ContainerClient,
    private readonly results: ContainerClient,
    private readonly worklist: ProcessingLines,
  ) {}

  /**
   * Write-once; repeating it changes nothing. The arrival stays on the worklist until it has an outcome.
   *
   * @returns whether this call wrote it.
   */
  async record(arrival: Arrival): Promise<boolean> {
    const isNew = await createJson(this.arrivals, `${arrival.arrivalId}.json`, arrivalSchema.parse(arrival));
    if (isNew) await this.worklist.putProcessing(arrival);
    return isNew;
  }

  read(arrivalId: string): Promise<Arrival | undefined> {
    return readJson(this.arrivals.getBlobClient(`${arrivalId}.json`), arrivalSchema);
  }

  /** Write-once: the first plan wins. */
  async recordExport(record: ExportRecord): Promise<void> {
    await createJson(this.arrivals, exportName(record.arrivalId), exportRecordSchema.parse(record));
  }

  /** Write-once: the first plan wins. */
  async recordExportPage(page: ExportPage): Promise<void> {
    const name = exportPageName(page.arrivalId, page.page);
    await createJson(this.arrivals, name, exportPageSchema.parse(page));
  }

  /** One page of its files. */
  exportPage(arrivalId: string, page: number): Promise<ExportPage | undefined> {
    return readJson(this.arrivals.getBlobClient(exportPageName(arrivalId, page)), exportPageSchema);
  }

  /** The contents of an export. */
  export(arrivalId: string): Promise<ExportRecord | undefined> {
    return readJson(this.arrivals.getBlobClient(exportName(arrivalId)), exportRecordSchema);
  }

  /** Ids of arrivals recorded before that time, in milliseconds, that are not among the finished ones. */
  async *open(before: number, finished: ReadonlySet<string>): AsyncGenerator<string> {
    for await (const { name, properties } of this.arrivals.listBlobsFlat()) {
      const arrivalId = name.slice(0, -'.json'.length);
      if (!isId(arrivalId) || finished.has(arrivalId)) continue;
      if (properties.lastModified.getTime() <= before) yield arrivalId;
    }
  }

  /**
   * Write-once: the first outcome wins. By then its result is on the worklist, and the arrival's own line is
   * removed.
   */
  async recordOutcome(outcome: Outcome): Promise<void> {
    await createJson(this.results, outcomeName(outcome.arrivalId), outcomeSchema.parse(outcome));
    await this.worklist.removeProcessing(outcome.arrivalId);
  }

  outcome(arrivalId: string): Promise<Outcome | undefined> {
    return readJson(this.results.getBlobClient(outcomeName(arrivalId)), outcomeSchema);
  }

  /** Ids of all arrivals with an outcome. */
  async finished(): Promise<Set<string>> {
    const ids = new Set<string>();
    for await (const { name } of this.results.listBlobsFlat({ prefix: outcomePrefix })) {
      ids.add(name.slice(outcomePrefix.length, -'.json'.length));
    }
    return ids;
  }
}

const outcomePrefix = 'arrivals/';

function exportName(arrivalId: string): string {
  return `exports/${arrivalId}.json`;
}

function exportPageName(arrivalId: string, page: number): string {
  return `exports/${arrivalId}/${page}.json`;
}

function outcomeName(arrivalId: string): string {
  return `${outcomePrefix}${arrivalId}.json`;
}
