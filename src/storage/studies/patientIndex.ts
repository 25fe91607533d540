import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { IdRange } from '../../domain/kernel/identifiers/idRange';
import type { Macs } from '../../domain/kernel/sealing/macs';
import {
  maxPatientTerms,
  patientPartition as partitionKey,
  patientRowOf,
  patientStudyKey,
  patientTermRow,
  termKey,
} from '../../domain/study/patient/patientTermKey';
import type { WantedTerm } from '../../domain/study/patient/patientTerms';
import { isStatus } from '../worklist/worklistRows';

export const patientTable = 'patients';

/** A text that so many terms begin with is too short to find anybody by. */
const mostFound = 2_000;

/** So few studies are asked for a term faster than all that hold it are listed. */
const askedOneByOne = 50;

const writeTries = 20;

interface StudyRow {
  readonly terms: string;
}

const rowNamed = (rowKey: string) => ({ partitionKey, rowKey });

/**
 * Finds studies by whom they show, without reading them: a row for each term of a study, named by what stands for the
 * term, so that a beginning is a range of rows; and a row for the study with all of them. No row holds a text of a
 * patient. It follows from `identity`: who believes a wrong row shows a study more.
 */
export class PatientIndex {
  /** @param macs undefined: nothing can be written or found */
  constructor(
    private readonly table: TableClient,
    private readonly macs: Macs | undefined,
  ) {}

  async ensure(): Promise<void> {
    await this.table.createTable();
  }

  /**
   * Adds a study, or more terms of it. May be repeated.
   * @param isNew the study has probably no rows yet, which spares a request
   */
  async add(studyId: string, terms: readonly string[], isNew: boolean): Promise<void> {
    const keys = [...new Set(terms.map((term) => this.#key(term)))];
    let known = isNew ? undefined : await this.#study(studyId);
    for (let attempt = 0; attempt < writeTries; attempt += 1) {
      const missing = keys.filter((key) => known?.keys.includes(key) !== true);
      if (known !== undefined && missing.length === 0) return;
      const all = [...(known?.keys ?? []), ...missing].slice(0, maxPatientTerms);
      if (await this.#write(studyId, all, missing, known?.etag)) return;
      known = await this.#study(studyId);
    }
    throw new Error(
      `a study could not be listed by its patient: ${writeTries} times another writer was first`,
    );
  }

  async #write(
    studyId: string,
    all: string[],
    missing: string[],
    etag: string | undefined,
  ): Promise<boolean> {
    const row = { ...rowNamed(patientStudyKey(studyId)), terms: JSON.stringify(all) };
    const own: TransactionAction =
      etag === undefined ? ['create', row] : ['update', row, 'Replace', { etag }];
    const added = missing.filter((key) => all.includes(key));
    try {
      await this.table.submitTransaction([
        own,
        ...added.map(
          (key): TransactionAction => ['upsert', rowNamed(patientTermRow(key, studyId)), 'Replace'],
        ),
      ]);
      return true;
    } catch (error) {
      if (isStatus(error, 404, 409, 412)) return false;
      throw error;
    }
  }

  /** The ids of the studies that hold all terms of one of the lists; undefined if there are too many. */
  async find(wanted: readonly (readonly WantedTerm[])[]): Promise<ReadonlySet<string> | undefined> {
    const found = await Promise.all(wanted.map((terms) => this.#holdingAll(terms)));
    const known = found.filter((ids) => ids !== undefined);
    return known.length === 0 && wanted.length > 0 ? undefined : new Set(known.flatMap((ids) => [...ids]));
  }

  /** The longest term leaves the fewest studies. Of few, each is asked for the other terms. */
  async #holdingAll(terms: readonly WantedTerm[]): Promise<ReadonlySet<string> | undefined> {
    const rest = [...terms].sort((a, b) => b.term.length - a.term.length);
    const common: WantedTerm[] = [];
    let found: ReadonlySet<string> | undefined;
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      if (found !== undefined && found.size <= askedOneByOne) {
        common.push(next);
        continue;
      }
      const holding = await this.#holding(next);
      if (holding === undefined) common.push(next);
      else found = found === undefined ? holding : new Set([...found].filter((id) => holding.has(id)));
    }
    if (found === undefined || common.length === 0) return found;
    if (found.size > askedOneByOne) return undefined;
    const held = await Promise.all([...found].map((id) => this.#holds(id, common)));
    return new Set([...found].filter((_, at) => held[at]));
  }

  async #holds(studyId: string, terms: readonly WantedTerm[]): Promise<boolean> {
    const { keys = [] } = (await this.#study(studyId)) ?? {};
    return terms.every(({ term, whole }) => {
      const wanted = this.#key(term);
      return keys.some((key) => (whole ? key === wanted : key.startsWith(wanted)));
    });
  }

  async #holding({ term, whole }: WantedTerm): Promise<ReadonlySet<string> | undefined> {
    const from = this.#key(term) + (whole ? '-' : '');
    const ids = new Set<string>();
    let rows = 0;
    for await (const key of this.#rowKeys(from, `${from}g`)) {
      ids.add(patientRowOf(key).studyId);
      rows += 1;
      if (rows > mostFound) return undefined;
    }
    return ids;
  }

  /** The studies in a range that have rows. */
  async studiesIn(range: IdRange): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    const from = patientStudyKey(range);
    for await (const key of this.#rowKeys(from, `${from}g`)) ids.add(patientRowOf(key).studyId);
    return ids;
  }

  /** Removes all rows of a study; that of the study last, so that it can be repeated. */
  async remove(studyId: string): Promise<void> {
    const known = await this.#study(studyId);
    for (const key of known?.keys ?? []) await this.#delete(patientTermRow(key, studyId));
    await this.#delete(patientStudyKey(studyId));
  }

  async #delete(rowKey: string): Promise<void> {
    try {
      await this.table.deleteEntity(partitionKey, rowKey);
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
    }
  }

  /** The keys of all rows, for verification. */
  rowKeys(): AsyncGenerator<string> {
    return this.#rowKeys('', '~');
  }

  async #study(studyId: string): Promise<{ keys: string[]; etag: string } | undefined> {
    try {
      const { terms, etag } = await this.table.getEntity<StudyRow>(partitionKey, patientStudyKey(studyId));
      return { keys: JSON.parse(terms), etag };
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  async *#rowKeys(from: string, before: string): AsyncGenerator<string> {
    const filter = `PartitionKey eq '${partitionKey}' and RowKey ge '${from}' and RowKey lt '${before}'`;
    const rows = this.table.listEntities<Record<string, never>>({
      queryOptions: { filter, select: ['RowKey'] },
    });
    for await (const { rowKey } of rows) if (rowKey !== undefined) yield rowKey;
  }

  #key(term: string): string {
    if (this.macs === undefined) throw new Error('nobody is found by name without the key of the site');
    return termKey(this.macs, term);
  }
}
