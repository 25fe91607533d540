import { randomBytes } from 'node:crypto';
import { type FileNote, joinLedgers, ledgerOf, ledgerSchema } from '../../domain/accounting/ledger';
import type { SealedBlobs } from '../blobs/sealedBlobs';

export const batchPrefix = 'batches/';

/** What nobody waits for is written together with the next note, or after this time. */
const laterMilliseconds = 2_000;

/**
 * What this process notes of files. Notes that come while others are being written share the next blob, so that a
 * process at work writes a few for many files. No two processes write to the same name.
 */
export class AccountJournal {
  readonly #process = randomBytes(8).toString('hex');
  #written = 0;
  #waiting: FileNote[] = [];
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly blobs: SealedBlobs) {}

  /** Written within some seconds; lost if the process is killed until then. */
  noteLater(note: FileNote): void {
    this.#waiting.push(note);
    this.#plan();
  }

  /** Durable when it returns. */
  note(note: FileNote): Promise<void> {
    this.#waiting.push(note);
    return this.flush();
  }

  /** Writes everything that waits. @throws RestError; what could not be written goes on waiting */
  flush(): Promise<void> {
    this.#next ??= this.#writing
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        this.#writing = this.#write();
        return this.#writing;
      });
    return this.#next;
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => void this.flush().catch(() => {}), laterMilliseconds).unref();
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const notes = this.#waiting;
    if (notes.length === 0) return;
    this.#waiting = [];
    try {
      this.#written += 1;
      const name = `${batchPrefix}${this.#process}-${this.#written}.json`;
      await this.blobs.createJson(name, ledgerSchema.parse(joinLedgers([ledgerOf(notes)])));
    } catch (error) {
      this.#waiting = [...notes, ...this.#waiting];
      this.#plan();
      throw error;
    }
  }
}
