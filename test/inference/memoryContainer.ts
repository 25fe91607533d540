import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerBlob, ContainerPort } from '../../src/inference/repository/containerMirror';

/** A `models` container in memory. */
export class MemoryContainer implements ContainerPort {
  private readonly blobs = new Map<string, Uint8Array>();
  /** The names that were read, in their order. */
  readonly reads: string[] = [];
  /** Thrown by every call. */
  failure: Error | undefined;

  put(name: string, content: Uint8Array | object): void {
    const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
    this.blobs.set(name, bytes);
  }

  delete(name: string): void {
    this.blobs.delete(name);
  }

  /** A folder of one version, as `triage models add` uploads it. */
  async putFolder(directory: string, id: string, version: string): Promise<void> {
    for (const file of await readdir(directory, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      this.put(`${id}/${version}/${path.slice(directory.length + 1)}`, await readFile(path));
    }
  }

  async list(): Promise<ContainerBlob[]> {
    if (this.failure) throw this.failure;
    return [...this.blobs].map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      etag: createHash('md5').update(bytes).digest('hex'),
    }));
  }

  async read({ name }: ContainerBlob): Promise<Uint8Array> {
    if (this.failure) throw this.failure;
    this.reads.push(name);
    return this.blobs.get(name) as Uint8Array;
  }
}
