import type { TableClient } from '@azure/data-tables';
import type { Claim } from '../../domain/worklist/claim';
import { isStatus } from './worklistRows';

const partitionKey = 'claim';

/** A list of claims is so old at most. */
const validMilliseconds = 1_000;

interface ClaimRow {
  readonly subject: string;
  readonly name: string;
  readonly until: string;
}

/**
 * Who says that they are reading which study. A hint for people: it follows from no record, decides nothing, and lapses by
 * itself.
 */
export class Claims {
  #known: Promise<ReadonlyMap<string, Claim>> | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly table: TableClient) {}

  /** Claims a study, or goes on with it. @returns the claim that stands: somebody else's if theirs has not lapsed */
  async claim(studyId: string, claim: Claim, now: string): Promise<Claim> {
    const row = { partitionKey, rowKey: studyId, ...claim };
    for (;;) {
      const known = await this.#row(studyId);
      if (known && known.claim.subject !== claim.subject && known.claim.until > now) return known.claim;
      try {
        if (known === undefined) await this.table.createEntity(row);
        else await this.table.updateEntity(row, 'Replace', { etag: known.etag });
        this.#known = undefined;
        return claim;
      } catch (error) {
        // Somebody was faster; theirs may stand.
        if (!isStatus(error, 404, 409, 412)) throw error;
      }
    }
  }

  /** Gives up one's own claim. */
  async release(studyId: string, subject: string): Promise<void> {
    const known = await this.#row(studyId);
    if (known?.claim.subject === subject) await this.#remove(studyId, known.etag);
    this.#known = undefined;
  }

  /** By study; as they were a second ago at most. @param now ISO time */
  async current(now: string): Promise<ReadonlyMap<string, Claim>> {
    if (this.#known === undefined || performance.now() - this.#readAt >= validMilliseconds) {
      this.#readAt = performance.now();
      this.#known = this.#read(now);
      this.#known.catch(() => {
        this.#known = undefined;
      });
    }
    return this.#known;
  }

  async #read(now: string): Promise<ReadonlyMap<string, Claim>> {
    const claims = new Map<string, Claim>();
    const filter = `PartitionKey eq '${partitionKey}'`;
    for await (const row of this.table.listEntities<ClaimRow>({ queryOptions: { filter } })) {
      const { rowKey = '', subject, name, until } = row;
      if (until > now) claims.set(rowKey, { subject, name, until });
      // Nobody waits for this.
      else void this.#remove(rowKey, row.etag).catch(() => undefined);
    }
    return claims;
  }

  async #row(studyId: string): Promise<{ readonly claim: Claim; readonly etag: string } | undefined> {
    try {
      const { subject, name, until, etag } = await this.table.getEntity<ClaimRow>(partitionKey, studyId);
      return { claim: { subject, name, until }, etag };
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  async #remove(studyId: string, etag: string): Promise<void> {
    try {
      await this.table.deleteEntity(partitionKey, studyId, { etag });
    } catch (error) {
      if (!isStatus(error, 404, 412)) throw error;
    }
  }
}
