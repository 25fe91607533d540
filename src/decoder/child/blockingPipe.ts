import { readSync, writeSync } from 'node:fs';

/**
 * The process's end of its pipe. It has nothing else to do while it waits, so it reads and writes
 * synchronously: straight into the buffer for the whole file, without a copy and without events.
 */
export class BlockingPipe {
  constructor(private readonly descriptor: number) {}

  /** @returns undefined if the other side has closed */
  read(length: number): Buffer | undefined {
    // Slow: pool memory would be shared, and kept alive by anything else in it.
    const buffer = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const count = readSync(this.descriptor, buffer, filled, length - filled, null);
      if (count === 0) return undefined;
      filled += count;
    }
    return buffer;
  }

  write(bytes: Uint8Array): void {
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.descriptor, bytes, written, bytes.length - written, null);
    }
  }
}
