import { type FileHandle, open, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { DataSink } from '../upperLayer/connection';
import { PduFault } from '../upperLayer/pduFault';

/** Small objects are written at once, and large ones in pieces of about this size. */
const pieceBytes = 512 << 10;

/** One object on its way to a file, as it comes. Nothing counts before `flush`. */
export class ObjectWriter implements DataSink {
  private checksum = 0;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private writing: Promise<void> | undefined;
  private writingBytes = 0;
  private handle: FileHandle | undefined;
  private failure: unknown;
  private total = 0;

  constructor(
    readonly file: string,
    head: Buffer,
    private readonly mostBytes: number,
    private readonly resume: () => void,
  ) {
    this.write(head);
  }

  get held(): number {
    return this.pendingBytes + this.writingBytes;
  }

  /** @throws PduFault if it becomes larger than allowed: a data set may never end */
  write(bytes: Buffer): void {
    this.total += bytes.length;
    if (this.total > this.mostBytes) throw new PduFault('notSpecified', 'an object larger than allowed');
    if (this.failure !== undefined) return;
    this.checksum = crc32(bytes, this.checksum);
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
    if (this.pendingBytes >= pieceBytes) this.begin();
  }

  private begin(): void {
    if (this.writing !== undefined || this.pendingBytes === 0) return;
    const pieces = this.pending;
    this.writingBytes = this.pendingBytes;
    this.pending = [];
    this.pendingBytes = 0;
    this.writing = this.append(pieces, this.writingBytes)
      .catch((error: unknown) => {
        this.failure = error;
        this.pending = [];
        this.pendingBytes = 0;
      })
      .then(() => {
        this.writing = undefined;
        this.writingBytes = 0;
        if (this.pendingBytes >= pieceBytes) this.begin();
        this.resume();
      });
  }

  private async append(pieces: readonly Buffer[], bytes: number): Promise<void> {
    this.handle ??= await open(this.file, 'wx');
    const { bytesWritten } = await this.handle.writev(pieces);
    // A disk that is almost full takes a part; the next attempt says why.
    if (bytesWritten < bytes) await this.handle.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
  }

  /**
   * Writes the rest, and waits until the file's content is on disk.
   *
   * @throws the error of the disk
   */
  async flush(): Promise<{ checksum: number; bytes: number }> {
    while (this.writing !== undefined || this.pendingBytes > 0) {
      this.begin();
      await this.writing;
    }
    try {
      if (this.failure !== undefined) throw this.failure;
      await this.handle?.datasync();
    } catch (error) {
      await this.discard();
      throw error;
    }
    await this.handle?.close();
    return { checksum: this.checksum, bytes: this.total };
  }

  async discard(): Promise<void> {
    this.failure ??= new Error('discarded');
    await this.writing;
    await this.handle?.close().catch(() => {});
    await rm(this.file, { force: true }).catch(() => {});
  }
}
