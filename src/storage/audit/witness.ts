import type { ContainerClient } from '@azure/storage-blob';
import { createBytes } from '../blobs/jsonBlobs';

/** In the witness's own account, under a different identity. */
export const witnessContainer = 'audit-witness';

/** Copies of checkpoints, out of reach of the log's own storage: `{log}/{size}`, write-once. */
export class WitnessStore {
  constructor(
    private readonly container: ContainerClient,
    /** Identifies the log; one witness may serve several. */
    private readonly log: string,
  ) {}

  /** @returns what it holds for this size: another checkpoint, if it had one before */
  async keep(size: number, note: string): Promise<string> {
    await this.container.createIfNotExists();
    const name = `${this.log}/${String(size).padStart(15, '0')}`;
    const contentType = 'text/plain; charset=utf-8';
    const isNew = await createBytes(this.container, name, Buffer.from(note), { contentType });
    return isNew ? note : this.read(name);
  }

  /** The largest checkpoint; undefined if there is none. */
  async newest(): Promise<string | undefined> {
    const name = (await this.names()).at(-1);
    return name === undefined ? undefined : this.read(name);
  }

  /** All checkpoints of this log, smallest first. */
  async *notes(): AsyncGenerator<{ name: string; note: string }> {
    for (const name of await this.names()) yield { name, note: await this.read(name) };
  }

  private async read(name: string): Promise<string> {
    return (await this.container.getBlobClient(name).downloadToBuffer()).toString('utf8');
  }

  private async names(): Promise<string[]> {
    if (!(await this.container.exists())) return [];
    const names: string[] = [];
    for await (const { name } of this.container.listBlobsFlat({ prefix: `${this.log}/` })) names.push(name);
    return names.sort();
  }
}
