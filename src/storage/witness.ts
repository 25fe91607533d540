import type { ContainerClient } from '@azure/storage-blob';
import { createBytes } from './jsonBlobs';

/** In the witness's own account, under a different identity. */
export const witnessContainer = 'audit-witness';

/** Copies of checkpoints, out of reach of the log's own storage: `{log}/{size}`, write-once. */
export class WitnessStore {
  constructor(
    private readonly container: ContainerClient,
    /** Identifies the log; one witness may serve several. */
    private readonly log: string,
  ) {}

  async keep(size: number, note: string): Promise<void> {
    await this.container.createIfNotExists();
    const name = `${this.log}/${String(size).padStart(15, '0')}`;
    const contentType = 'text/plain; charset=utf-8';
    await createBytes(this.container, name, Buffer.from(note), { contentType });
  }

  async largest(): Promise<number> {
    let largest = 0;
    for (const name of await this.names()) largest = Math.max(largest, Number(name.split('/').at(-1)));
    return largest;
  }

  /** All checkpoints of this log, smallest first. */
  async *notes(): AsyncGenerator<{ name: string; note: string }> {
    for (const name of await this.names()) {
      const note = await this.container.getBlobClient(name).downloadToBuffer();
      yield { name, note: note.toString('utf8') };
    }
  }

  private async names(): Promise<string[]> {
    if (!(await this.container.exists())) return [];
    const names: string[] = [];
    for await (const { name } of this.container.listBlobsFlat({ prefix: `${this.log}/` })) names.push(name);
    return names.sort();
  }
}
