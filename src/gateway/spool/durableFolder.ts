import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';

/** A folder whose entries are on disk before anybody is told. */
export class DurableFolder {
  private syncing: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  private constructor(
    private readonly folder: string,
    private readonly handle: FileHandle,
  ) {}

  static async make(folder: string): Promise<DurableFolder> {
    const first = await mkdir(folder, { recursive: true });
    // Each new folder is an entry of the one above it.
    for (let made = folder; first !== undefined && made.length >= first.length; made = path.dirname(made)) {
      const parent = await open(path.dirname(made));
      await parent.sync().finally(() => parent.close());
    }
    return new DurableFolder(folder, await open(folder));
  }

  /** Moves a file here; when it returns, that survives a loss of power. */
  async take(file: string, name: string): Promise<void> {
    await rename(file, path.join(this.folder, name));
    await this.sync();
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  /** A sync that began before an entry was made says nothing about it; all that wait share the next one. */
  private sync(): Promise<void> {
    if (this.syncing === undefined) return this.begin();
    this.next ??= this.syncing.then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.next;
  }

  private begin(): Promise<void> {
    this.next = undefined;
    const sync = this.handle.sync().finally(() => {
      if (this.syncing === sync) this.syncing = undefined;
    });
    this.syncing = sync;
    return sync;
  }
}
