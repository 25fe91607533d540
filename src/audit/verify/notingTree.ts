import { UnreadableError } from '../../domain/kernel/sealing/unreadable';
import type { BlobTree } from './blobTree';
import type { Fault } from './fault';

/** A tree that notes what cannot be read and goes on: such a blob counts as missing. */
export class NotingTree implements BlobTree {
  /** By place: the same blob may be tried several times. */
  readonly #faults = new Map<string, Fault>();

  constructor(private readonly tree: BlobTree) {}

  get faults(): readonly Fault[] {
    return [...this.#faults.values()];
  }

  read(container: string, name: string): Promise<Buffer | undefined> {
    return this.#noting(container, name, () => this.tree.read(container, name));
  }

  sha256(container: string, name: string): Promise<string | undefined> {
    return this.#noting(container, name, () => this.tree.sha256(container, name));
  }

  async *list(container: string, prefix = '', since?: number): AsyncGenerator<string> {
    try {
      yield* this.tree.list(container, prefix, since);
    } catch (error) {
      this.#note(error, container, prefix);
    }
  }

  async #noting<T>(container: string, name: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      this.#note(error, container, name);
      return undefined;
    }
  }

  /** @throws every other error: that a storage cannot be reached is no fault of what it holds */
  #note(error: unknown, container: string, name: string): void {
    if (!(error instanceof UnreadableError)) throw error;
    const where = [container, name].filter(Boolean).join('/');
    this.#faults.set(where, { code: 'unreadable', where, detail: error.reason });
  }
}
