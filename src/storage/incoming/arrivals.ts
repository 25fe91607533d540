import { endedNote, type FileNote, receivedNote, supersededNote } from '../../domain/accounting/ledger';
import type { Content } from '../../domain/audit/contents';
import { type Arrival, arrivalSchema, type Outcome, outcomeSchema } from '../../domain/intake/arrival';
import {
  type ExportPage,
  type ExportRecord,
  exportPageSchema,
  exportRecordSchema,
} from '../../domain/intake/exportRecord';
import type { IdRange } from '../../domain/kernel/identifiers/idRange';
import { isId } from '../../domain/kernel/identifiers/ids';
import { blobPage, blobsBeside, whole } from '../blobs/blobPage';
import { jsonBlob, type PreparedBlobs, preparedBlobs } from '../blobs/preparedBlobs';
import type { SealedBlobs } from '../blobs/sealedBlobs';

/** The worklist's lines for files without an outcome. */
export interface ProcessingLines {
  putProcessing(arrival: Arrival): Promise<void>;
  removeProcessing(arrivalId: string): Promise<void>;
}

/** Where what becomes of files is noted, to be counted. */
export interface FileNotes {
  /** Within some seconds. */
  noteLater(note: FileNote): void;
  /** Durable when it returns. */
  note(note: FileNote): Promise<void>;
}

/** Whoever ends an arrival has recorded or read it shortly before. */
const rememberedArrivals = 1000;

/** What was received, and how each arrival ended. */
export class Arrivals {
  #ended: (outcome: Outcome, arrival: Arrival) => void = () => {};
  readonly #remembered = new Map<string, Arrival>();

  constructor(
    private readonly arrivals: SealedBlobs,
    private readonly results: SealedBlobs,
    private readonly worklist: ProcessingLines,
    private readonly notes: FileNotes,
  ) {}

  /** Called once this process stored an outcome that was not there yet: over all processes, once for each arrival. */
  onOutcome(ended: (outcome: Outcome, arrival: Arrival) => void): void {
    this.#ended = ended;
  }

  /**
   * Write-once; repeating it changes nothing. The arrival is on the worklist from before that until it has an
   * outcome, so that the list has every file that was begun, wherever a process was stopped.
   *
   * @returns whether this call wrote it.
   */
  async record(arrival: Arrival): Promise<boolean> {
    const { arrivalId } = arrival;
    await this.worklist.putProcessing(arrival);
    const isNew = await this.arrivals.createJson(`${arrivalId}.json`, arrivalSchema.parse(arrival));
    if (isNew) this.#remember(arrival);
    else if (await this.outcome(arrivalId)) await this.worklist.removeProcessing(arrivalId);
    this.notes.noteLater(receivedNote(arrival));
    return isNew;
  }

  /** The same as `read`; as this process knows it, if it recorded or read it a moment ago. It never changes. */
  async begin(arrivalId: string): Promise<Arrival | undefined> {
    return this.#remembered.get(arrivalId) ?? this.read(arrivalId);
  }

  async read(arrivalId: string): Promise<Arrival | undefined> {
    const arrival = await this.arrivals.json(`${arrivalId}.json`, arrivalSchema);
    if (arrival) this.#remember(arrival);
    return arrival;
  }

  #remember(arrival: Arrival): void {
    this.#remembered.set(arrival.arrivalId, arrival);
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined && this.#remembered.size > rememberedArrivals) this.#remembered.delete(oldest);
  }

  /** Ids of all arrivals recorded since that time, in milliseconds by the storage's clock. */
  async *recorded(since: number): AsyncGenerator<string> {
    for await (const { name, properties } of this.arrivals.container.listBlobsFlat()) {
      const arrivalId = name.slice(0, -'.json'.length);
      if (isId(arrivalId) && properties.lastModified.getTime() >= since) yield arrivalId;
    }
  }

  /** Write-once: the first plan wins. */
  async recordExport(record: ExportRecord): Promise<void> {
    await this.arrivals.createJson(exportName(record.arrivalId), exportRecordSchema.parse(record));
  }

  /** Write-once: the first plan wins. */
  async recordExportPage(page: ExportPage): Promise<void> {
    const name = exportPageName(page.arrivalId, page.page);
    await this.arrivals.createJson(name, exportPageSchema.parse(page));
  }

  /** One page of its files. */
  exportPage(arrivalId: string, page: number): Promise<ExportPage | undefined> {
    return this.arrivals.json(exportPageName(arrivalId, page), exportPageSchema);
  }

  /** The contents of an export. */
  export(arrivalId: string): Promise<ExportRecord | undefined> {
    return this.arrivals.json(exportName(arrivalId), exportRecordSchema);
  }

  /** The record of an export and its pages, as stored. */
  exportContents({ arrivalId, pages }: ExportRecord): Promise<Content[]> {
    const names = Array.from({ length: pages }, (_, page) => exportPageName(arrivalId, page));
    return this.arrivals.contents([exportName(arrivalId), ...names]);
  }

  /** Ids of arrivals recorded before that time, in milliseconds, that are not among the finished ones. */
  async *open(before: number, finished: ReadonlySet<string>): AsyncGenerator<string> {
    for await (const { name, properties, metadata } of this.arrivals.container.listBlobsFlat({
      includeMetadata: true,
    })) {
      const arrivalId = name.slice(0, -'.json'.length);
      if (!isId(arrivalId) || finished.has(arrivalId)) continue;
      if (!this.arrivals.isSealed(name, metadata)) continue;
      if (properties.lastModified.getTime() <= before) yield arrivalId;
    }
  }

  /**
   * Write-once: the first outcome wins. By then its result is on the worklist, and the arrival's own line is
   * removed.
   */
  async prepareOutcome(outcome: Outcome): Promise<PreparedBlobs> {
    const { arrivalId } = outcome;
    const blob = jsonBlob(outcomeName(arrivalId), outcomeSchema.parse(outcome));
    const { contents, store } = await preparedBlobs(this.results, [blob]);
    return {
      contents,
      store: async () => {
        const isNew = await store();
        await Promise.all([this.#account(outcome, isNew), this.worklist.removeProcessing(arrivalId)]);
        return isNew;
      },
    };
  }

  /** A refused file whose name holds a later version by now that was read. */
  async noteSuperseded(arrivalId: string): Promise<void> {
    const [arrival, outcome] = await Promise.all([this.read(arrivalId), this.outcome(arrivalId)]);
    if (arrival && outcome) await this.notes.note(supersededNote(arrival, outcome));
  }

  /** Also where another one stored the outcome: it may have been stopped before it noted that. */
  async #account(outcome: Outcome, isNew: boolean): Promise<void> {
    const { arrivalId } = outcome;
    const arrival = this.#remembered.get(arrivalId) ?? (await this.read(arrivalId));
    // It was erased meanwhile.
    if (arrival === undefined) return;
    if (isNew) this.#ended(outcome, arrival);
    await this.notes.note(endedNote(arrival, outcome));
    this.#remembered.delete(arrivalId);
  }

  outcome(arrivalId: string): Promise<Outcome | undefined> {
    return this.results.json(outcomeName(arrivalId), outcomeSchema);
  }

  /**
   * Ids in a range of arrivals without an outcome that were recorded before that time, in milliseconds, and how many
   * names were gone through. Undefined if the range is too long to be gone through at once.
   */
  async openIn(range: IdRange, before: number): Promise<{ ids: string[]; names: number } | undefined> {
    const [arrived, ended] = await Promise.all([
      blobsBeside(this.arrivals.container, range),
      blobPage(this.results.container, { prefix: outcomePrefix + range }),
    ]);
    const [arrivals, outcomes] = [whole(arrived), whole(ended)];
    if (arrivals === undefined || outcomes === undefined) return undefined;
    const isEnded = new Set(
      outcomes.blobs
        .filter(({ name, metadata }) => this.results.isSealed(name, metadata))
        .map(({ name }) => name.slice(outcomePrefix.length)),
    );
    const open = arrivals.blobs.filter(
      ({ name, metadata, properties }) =>
        isId(idOf(name)) &&
        !isEnded.has(name) &&
        this.arrivals.isSealed(name, metadata) &&
        properties.lastModified.getTime() <= before,
    );
    return { ids: open.map(({ name }) => idOf(name)), names: arrivals.names + outcomes.names };
  }

  /** Ids of all arrivals with an outcome. One that the app did not write is none. */
  async finished(): Promise<Set<string>> {
    const ids = new Set<string>();
    for await (const name of this.results.names(outcomePrefix, false)) {
      const arrivalId = name.slice(outcomePrefix.length, -'.json'.length);
      if (isId(arrivalId)) ids.add(arrivalId);
    }
    return ids;
  }
}

const outcomePrefix = 'arrivals/';

function idOf(name: string): string {
  return name.slice(0, -'.json'.length);
}

function exportName(arrivalId: string): string {
  return `exports/${arrivalId}.json`;
}

function exportPageName(arrivalId: string, page: number): string {
  return `exports/${arrivalId}/${page}.json`;
}

function outcomeName(arrivalId: string): string {
  return `${outcomePrefix}${arrivalId}.json`;
}
