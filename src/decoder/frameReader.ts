import { decodeHead, type FrameHead, headBytes, maxJsonBytes } from './protocol';

export interface Frame {
  readonly type: number;
  readonly json: unknown;
  readonly parts: readonly Uint8Array[];
}

/** The other side does not keep to the protocol. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/**
 * Puts frames together from chunks of any size. Nothing is allocated for what the other side only announces: the JSON
 * is bounded, and how large the parts are is for `sizesOf` to say, which has seen the JSON.
 */
export class FrameReader {
  readonly #head = Buffer.alloc(headBytes);
  #frame: FrameHead | undefined;
  #json: unknown;
  #parts: Uint8Array[] = [];
  /** What is being filled, the rest of what is to be filled after it, and how far the first is. */
  #targets: Uint8Array[] = [this.#head];
  #filled = 0;

  /**
   * @param sizesOf how many bytes each part of a frame must have; throws where the frame is none that is expected
   * @param onFrame is handed every whole frame
   */
  constructor(
    private readonly sizesOf: (type: number, json: unknown) => readonly number[],
    private readonly onFrame: (frame: Frame) => void,
  ) {}

  /** @throws ProtocolError and whatever `sizesOf` throws; after that the stream has no meaning any more */
  push(chunk: Uint8Array): void {
    let rest = chunk;
    for (;;) {
      rest = this.#fill(rest);
      if (this.#targets.length > 0) return;
      this.#next();
    }
  }

  /** @returns what was not used; while there is something, nothing is left to be filled */
  #fill(chunk: Uint8Array): Uint8Array {
    let rest = chunk;
    for (let target = this.#targets[0]; target !== undefined; target = this.#targets[0]) {
      const piece = rest.subarray(0, target.length - this.#filled);
      target.set(piece, this.#filled);
      this.#filled += piece.length;
      rest = rest.subarray(piece.length);
      if (this.#filled < target.length) break;
      this.#targets.shift();
      this.#filled = 0;
    }
    return rest;
  }

  #next(): void {
    if (this.#frame === undefined) this.#openJson();
    else if (this.#json === undefined) this.#openParts(this.#frame);
    else {
      const frame = { type: this.#frame.type, json: this.#json, parts: this.#parts };
      this.#reset();
      this.onFrame(frame);
    }
  }

  #openJson(): void {
    this.#frame = decodeHead(this.#head);
    if (this.#frame.jsonBytes > maxJsonBytes) throw new ProtocolError('the JSON is too long');
    this.#parts = [new Uint8Array(this.#frame.jsonBytes)];
    this.#targets = [...this.#parts];
  }

  #openParts({ type, partBytes }: FrameHead): void {
    this.#json = parsed(this.#parts[0] as Uint8Array);
    const sizes = this.sizesOf(type, this.#json);
    if (sizes.reduce((sum, size) => sum + size, 0) !== partBytes) {
      throw new ProtocolError('the parts have other lengths than the description says');
    }
    this.#parts = sizes.map((size) => new Uint8Array(size));
    this.#targets = [...this.#parts];
  }

  #reset(): void {
    this.#frame = undefined;
    this.#json = undefined;
    this.#parts = [];
    this.#targets = [this.#head];
  }
}

function parsed(json: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.length).toString());
    return value ?? null;
  } catch {
    throw new ProtocolError('the JSON is none');
  }
}
