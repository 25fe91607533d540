import { setImmediate } from 'node:timers/promises';
import { decodeHead, headBytes, maxJsonBytes } from './protocol';

export interface Frame {
  readonly type: number;
  readonly json: unknown;
  readonly parts: readonly Uint8Array[];
}

/** The other side violated the protocol. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Fills buffers from a stream that arrives in chunks of any size. */
class Filler {
  #rest: Uint8Array = new Uint8Array(0);

  constructor(private readonly chunks: AsyncIterator<Uint8Array>) {}

  /** The stream of a killed process may break as well as end. */
  async #next(): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await this.chunks.next();
      return done ? undefined : value;
    } catch {
      return undefined;
    }
  }

  /** @returns undefined if the stream ends before the buffer is full */
  async fill(length: number): Promise<Buffer | undefined> {
    // Not zeroed first: it is returned only after all of it has been overwritten.
    const target = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      if (this.#rest.length === 0) {
        const chunk = await this.#next();
        if (chunk === undefined) return undefined;
        this.#rest = chunk;
      }
      const piece = this.#rest.subarray(0, length - filled);
      target.set(piece, filled);
      filled += piece.length;
      this.#rest = this.#rest.subarray(piece.length);
    }
    return target;
  }
}

function parsed(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    throw new ProtocolError('the JSON is none');
  }
}

/**
 * Assembles frames until the stream ends. Nothing is allocated for what the other side only announces: the
 * JSON is bounded, and `sizesOf`, which has seen the JSON, decides how large the parts are.
 *
 * @param sizesOf how many bytes each part of a frame must have; throws if the frame is not an expected one
 * @throws ProtocolError and whatever `sizesOf` throws; after that the stream is meaningless
 */
export async function* readFrames(
  stream: AsyncIterable<Uint8Array>,
  sizesOf: (type: number, json: unknown) => readonly number[],
): AsyncGenerator<Frame> {
  const filler = new Filler(stream[Symbol.asyncIterator]());
  for (;;) {
    const head = await filler.fill(headBytes);
    if (head === undefined) return;
    const { type, jsonBytes, partBytes } = decodeHead(head);
    if (jsonBytes > maxJsonBytes) throw new ProtocolError('the JSON is too long');
    const text = await filler.fill(jsonBytes);
    if (text === undefined) return;
    const json = parsed(text);
    // Parsing a long text and checking it are two pauses of the host, not one.
    await setImmediate();
    const sizes = sizesOf(type, json);
    if (sizes.reduce((sum, size) => sum + size, 0) !== partBytes) {
      throw new ProtocolError('the parts have other lengths than the description says');
    }
    const parts: Uint8Array[] = [];
    for (const size of sizes) {
      const part = await filler.fill(size);
      if (part === undefined) return;
      parts.push(part);
    }
    yield { type, json, parts };
  }
}
