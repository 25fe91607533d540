import { createHash } from 'node:crypto';
import type { BlobClient, ContainerClient } from '@azure/storage-blob';
import type { z } from 'zod';
import type { Content as AuditedBlob } from '../../domain/audit/contents';
import { packedJson } from '../../domain/kernel/packedJson';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import type { Macs } from '../../domain/kernel/sealing/macs';
import { blobNamed, blockBlobNamed } from './blobAddress';
import { sha256Of } from './hash';
import { join } from './join';
import {
  type BlobKind,
  type BlobMetadata,
  type Content,
  createBytes,
  hasStatus,
  type JsonForm,
  jsonType,
  openBlob,
  parseJson,
  plainForm,
  replaceBytes,
  type UpdateOptions,
  updateJson,
  uploadOptions,
} from './jsonBlobs';

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What entries without any content hold: their name says everything. */
const link = Buffer.from(JSON.stringify({ schemaVersion: 1 }));

/**
 * The blobs of one container that only the app writes. Each is sealed when it is written: its metadata, sent
 * with the bytes, hold their SHA-256 and a code under the site's key over container, name and that hash. It
 * is checked on the bytes of each download, so nothing that somebody else wrote, changed, or copied from
 * another name is shown or acted on. What it cannot tell is an older sealed version of a blob that changes
 * from a newer one.
 *
 * @throws ChangedOutsideError by everything that reads; BlobNameError for a name that leads out of the container
 */
export class SealedBlobs {
  /**
   * @param macs undefined: for those who hold no key and verify by the audit log. Then nothing is checked, and
   *   nothing can be written.
   */
  constructor(
    readonly container: ContainerClient,
    private readonly macs: Macs | undefined,
  ) {}

  /** Undefined if there is no such blob. */
  async bytes(name: string): Promise<Buffer | undefined> {
    return (await this.#content(blobNamed(this.container, name)))?.bytes;
  }

  /** @throws DamagedBlobError if it was written by another release */
  async json<T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> {
    return (await this.jsonWithTag(name, schema))?.value;
  }

  /** The same with the ETag of the blob. */
  async jsonWithTag<T>(name: string, schema: z.ZodType<T>): Promise<{ value: T; etag: string } | undefined> {
    const blob = blobNamed(this.container, name);
    const content = await this.#content(blob);
    return content && { value: parseJson(content.bytes, schema, blob), etag: content.etag };
  }

  /** Whether it is what the app wrote, or is not there. */
  async isIntact(name: string): Promise<boolean> {
    try {
      await this.bytes(name);
      return true;
    } catch (error) {
      if (error instanceof ChangedOutsideError) return false;
      throw error;
    }
  }

  /**
   * Write-once: false if the name is taken.
   *
   * @param sha256 of the bytes, if known
   */
  async create(
    name: string,
    bytes: Uint8Array,
    kind: Omit<BlobKind, 'metadata'>,
    sha256?: string,
  ): Promise<boolean> {
    const metadata = this.#sealOf(name, sha256 ?? (await sha256Of(bytes)));
    return this.#create(name, bytes, { ...kind, metadata });
  }

  async #create(name: string, bytes: Uint8Array, kind: BlobKind): Promise<boolean> {
    if (await createBytes(this.container, name, bytes, kind)) return true;
    const taken = await blobNamed(this.container, name).getProperties();
    if (!this.isSealed(name, taken.metadata))
      throw new ChangedOutsideError(this.container.containerName, name);
    return false;
  }

  /**
   * The same for a blob of several contents (`PackedBlobs`). Its seal is over what its metadata say of them.
   *
   * @param parts see `partsText`
   */
  async createPack(name: string, bytes: Uint8Array, parts: string): Promise<boolean> {
    const metadata = { ...this.#sealOf(name, hashOf(parts)), parts };
    return this.#create(name, bytes, { contentType: 'application/octet-stream', metadata });
  }

  /** Write-once: false if the name is taken. */
  createJson(name: string, value: unknown): Promise<boolean> {
    return this.create(name, Buffer.from(JSON.stringify(value)), { contentType: jsonType });
  }

  /**
   * Write-once: the value that the blob holds, which is another one if that was written before. What somebody
   * else wrote there is replaced.
   *
   * @throws ChangedOutsideError after that was replaced, so that it becomes known
   */
  async createOrRead<T>(name: string, value: T, schema: z.ZodType<T>): Promise<T> {
    const blob = blockBlobNamed(this.container, name);
    const { bytes, ...encoding } = packedJson(value);
    const kind = { contentType: jsonType, ...encoding, metadata: await this.#seal(name, bytes) };
    for (;;) {
      if (await createBytes(this.container, name, bytes, kind)) return value;
      const found = await this.#unchecked(blob);
      if (found === undefined) continue;
      if (this.#holds(name, found)) return parseJson(found.bytes, schema, blob);
      if (await replaceBytes(this.container, name, bytes, kind, found.etag))
        throw new ChangedOutsideError(this.container.containerName, name, found.sha256);
    }
  }

  async putJson(name: string, value: unknown): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(value));
    const kind = { contentType: jsonType, metadata: await this.#seal(name, bytes) };
    await blockBlobNamed(this.container, name).uploadData(bytes, uploadOptions(kind));
  }

  /** `metadata` is more of it, of the new value; not covered by the seal. */
  update<T, S>(
    name: string,
    form: JsonForm<T, S>,
    change: (current: T | undefined) => T | undefined,
    { metadata = () => ({}), ...options }: Omit<UpdateOptions<T>, 'read'> = {},
  ): Promise<T | undefined> {
    return updateJson(this.container, name, form, change, {
      ...options,
      read: (blob) => this.#content(blob),
      metadata: (value, bytes) => ({
        ...metadata(value, bytes),
        ...this.#sealOf(name, createHash('sha256').update(bytes).digest('hex')),
      }),
    });
  }

  updateJson<T>(
    name: string,
    schema: z.ZodType<T>,
    change: (current: T | undefined) => T | undefined,
    options: Omit<UpdateOptions<T>, 'read'> = {},
  ): Promise<T | undefined> {
    return this.update(name, plainForm(schema), change, options);
  }

  /** An entry that says everything by its name. */
  async createLink(name: string): Promise<void> {
    await this.create(name, link, { contentType: jsonType });
  }

  /** The names of sealed blobs, and whatever the listing says of them. @param loud or others are left out */
  async *names(prefix: string, loud: boolean): AsyncGenerator<string> {
    for await (const { name, metadata } of this.container.listBlobsFlat({ prefix, includeMetadata: true })) {
      if (this.isSealed(name, metadata)) yield name;
      else if (loud) throw new ChangedOutsideError(this.container.containerName, name);
    }
  }

  /** Whether the app wrote a blob of this name, as far as its metadata say: they do not show its bytes. */
  isSealed(name: string, { sha256, seal }: BlobMetadata = {}): boolean {
    return this.macs === undefined || this.macs.holds('stored blob', this.#sealed(name, sha256 ?? ''), seal);
  }

  /** The same for a blob of several contents: what its metadata say of them is what the app wrote. */
  isSealedPack(name: string, metadata: BlobMetadata): boolean {
    const { parts = '', sha256 } = metadata;
    return this.macs === undefined || (hashOf(parts) === sha256 && this.isSealed(name, metadata));
  }

  /** Whether there is a key to check seals with. */
  get isChecked(): boolean {
    return this.macs !== undefined;
  }

  /** What the app wrote under these names, by its seals: the bytes are not read. Names of nothing are left out. */
  async contents(names: readonly string[]): Promise<AuditedBlob[]> {
    const found = await Promise.all(names.map((name) => this.#written(name)));
    return found.filter((content) => content !== undefined);
  }

  async #written(name: string): Promise<AuditedBlob | undefined> {
    try {
      const { metadata } = await blobNamed(this.container, name).getProperties();
      if (metadata?.sha256 === undefined || !this.isSealed(name, metadata))
        throw new ChangedOutsideError(this.container.containerName, name);
      return this.#sealed(name, metadata.sha256);
    } catch (error) {
      if (hasStatus(error, 404)) return undefined;
      throw error;
    }
  }

  /** The current content, if the seal holds. */
  async #content(blob: BlobClient): Promise<Content | undefined> {
    const found = await this.#unchecked(blob);
    if (found !== undefined && !this.#holds(blob.name, found))
      throw new ChangedOutsideError(this.container.containerName, blob.name, found.sha256);
    return found;
  }

  /** @returns with the hash of the bytes, where there is a key to check it with */
  async #unchecked(blob: BlobClient) {
    const found = await openBlob(blob);
    if (found === undefined) return undefined;
    const hash = createHash('sha256');
    const bytes = await join(found.stream, this.macs && ((chunk) => hash.update(chunk)));
    return { bytes, etag: found.etag, metadata: found.metadata, sha256: hash.digest('hex') };
  }

  #holds(name: string, { sha256, metadata: { seal } }: { sha256: string; metadata: BlobMetadata }): boolean {
    return this.macs === undefined || this.macs.holds('stored blob', this.#sealed(name, sha256), seal);
  }

  async #seal(name: string, bytes: Uint8Array): Promise<Record<string, string>> {
    return this.#sealOf(name, await sha256Of(bytes));
  }

  #sealOf(name: string, sha256: string): Record<string, string> {
    if (this.macs === undefined) throw new Error('nothing is written without the key of the site');
    return { sha256, seal: this.macs.of('stored blob', this.#sealed(name, sha256)) };
  }

  #sealed(name: string, sha256: string) {
    return { container: this.container.containerName, name, sha256 };
  }
}
