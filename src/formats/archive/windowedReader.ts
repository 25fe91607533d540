import { type Readable, Stream } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { RangeSource } from './rangeSource';

/** Large enough for a directory of a few thousand entries. */
const windowBytes = 1 << 20;

/**
 * The reader for yauzl, which asks for two small pieces per directory entry, each of which would be a request
 * to the storage. So a window of the file is kept, and most pieces come from it.
 */
export class WindowedReader extends RandomAccessReader {
  /** The source's own error: a failure of the storage says nothing about the file. */
  failure: unknown;
  #start = 0;
  #window: Uint8Array = new Uint8Array(0);

  constructor(private readonly source: RangeSource) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#bytes(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(null, bytes.length);
      },
      (error) => {
        this.failure = error;
        callback(error as Error);
      },
    );
  }

  /** Only the directory is read through yauzl, never the content of a file. */
  override _readStreamForRange(): Readable {
    return Stream.Readable.from([]);
  }

  /** Fewer bytes than requested if the file ends earlier. */
  async #bytes(position: number, length: number): Promise<Uint8Array> {
    const end = Math.min(position + length, this.source.size);
    if (position >= end) return new Uint8Array(0);
    if (position < this.#start || end > this.#start + this.#window.length) {
      const windowEnd = Math.min(this.source.size, Math.max(end, position + windowBytes));
      this.#window = await this.source.read(position, windowEnd - position);
      this.#start = position;
    }
    return this.#window.subarray(position - this.#start, end - this.#start);
  }
}
