import type { ContainerClient } from '@azure/storage-blob';
import { readBytes } from '../blobs/jsonBlobs';

const refreshMilliseconds = 5_000;
/** Names stay a little longer than the session, for machines whose clocks differ. */
const marginSeconds = 3600;

const prefixes = { ended: 'ended/', kept: 'kept/' } as const;

/** `{end in seconds}/{session}`: a name says by itself when nobody needs it any more. */
const nameOf = (prefix: string, id: string, until: Date) =>
  `${prefix}${Math.ceil(until.getTime() / 1000)}/${id}`;
const endOf = (name: string) => Number(name.split('/')[1]);

/**
 * The container `sessions`: which sessions were signed out before their end, and what renews the others.
 * Sessions are named by their random ids alone. The list of ended ones is read at most every five seconds;
 * whatever is past its end is removed then.
 */
export class Sessions {
  /** By session: when it would have ended by itself, in seconds. */
  readonly #ended = new Map<string, number>();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(
    private readonly container: ContainerClient,
    private readonly now: () => number = Date.now,
  ) {}

  /** Durable when it returns. */
  async revoke(id: string, until: Date): Promise<void> {
    await this.#put(nameOf(prefixes.ended, id, until), '');
    this.#ended.set(id, until.getTime() / 1000);
    await this.#remove(nameOf(prefixes.kept, id, until));
  }

  async isRevoked(id: string): Promise<boolean> {
    if (this.now() - this.#readAt >= refreshMilliseconds) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#ended.has(id);
  }

  async keep(id: string, until: Date, sealed: string): Promise<void> {
    await this.#put(nameOf(prefixes.kept, id, until), sealed);
  }

  async kept(id: string, until: Date): Promise<string | undefined> {
    return (await readBytes(this.container.getBlobClient(nameOf(prefixes.kept, id, until))))?.toString();
  }

  async #read(): Promise<void> {
    const began = this.now();
    const isPast = (end: number) => end + marginSeconds < began / 1000;
    const past: string[] = [];
    for await (const { name } of this.container.listBlobsFlat()) {
      const [prefix, , id = ''] = name.split('/');
      if (isPast(endOf(name))) past.push(name);
      else if (`${prefix}/` === prefixes.ended) this.#ended.set(id, endOf(name));
    }
    for (const [id, end] of this.#ended) if (isPast(end)) this.#ended.delete(id);
    this.#readAt = began;
    // Nobody waits for this, and whoever reads the list next tries again.
    void Promise.all(past.map((name) => this.#remove(name))).catch(() => undefined);
  }

  async #put(name: string, text: string): Promise<void> {
    await this.container.getBlockBlobClient(name).upload(text, Buffer.byteLength(text));
  }

  async #remove(name: string): Promise<void> {
    await this.container.getBlobClient(name).deleteIfExists();
  }
}
