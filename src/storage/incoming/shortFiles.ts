/** Together they have 4 MiB at most. */
const most = 64;
const mostBytes = 65_536;

/**
 * Files that are so short that the first look at them was all of them. Whoever reads one a moment later in this process
 * gets it from here, once; it is the version that arrived, whatever its name holds by then.
 */
export class ShortFiles {
  readonly #files = new Map<string, Uint8Array>();

  /** @param bytes all of that version */
  keep(name: string, etag: string, bytes: Uint8Array): void {
    if (bytes.length > mostBytes) return;
    this.#files.set(keyOf(name, etag), bytes);
    const [oldest] = this.#files.keys();
    if (oldest !== undefined && this.#files.size > most) this.#files.delete(oldest);
  }

  /** Undefined if it is not here, or was taken. */
  take(name: string, etag: string): Uint8Array | undefined {
    const key = keyOf(name, etag);
    const bytes = this.#files.get(key);
    this.#files.delete(key);
    return bytes;
  }
}

function keyOf(name: string, etag: string): string {
  return `${etag} ${name}`;
}
