import type { ImageDescription } from '../domain/image/imageDescription';
import type { Rendering } from '../domain/image/rendering';
import type { ReadLimits } from '../domain/kernel/limits';

/**
 * The protocol between the host and its decoding processes, over one byte pipe: frames of a fixed head, a
 * JSON text, and bytes. Pixels never become text, and the head tells both sides how much follows.
 */

/**
 * What a process can be asked to do. A new kind of job is one more member here, its handler in child.ts, and
 * its `Job` beside readImageJob.ts.
 */
export type DecoderRequest =
  | ReadFileRequest
  | DecodeCodestreamRequest
  | ReadMediaDirectoryRequest
  | RenderPngRequest
  | RenderPictureRequest;

/** Read a whole file, whose bytes follow. Only the extension of its name matters, so nothing else is sent. */
export interface ReadFileRequest {
  readonly kind: 'read-file';
  readonly extension: string;
  readonly limits: ReadLimits;
}

/** Decode in full the compressed frame that follows, from an image that was stored reduced. */
export interface DecodeCodestreamRequest {
  readonly kind: 'decode-codestream';
  readonly description: ImageDescription;
}

/** List the files that a DICOMDIR names; its bytes follow. */
export interface ReadMediaDirectoryRequest {
  readonly kind: 'read-media-directory';
  readonly limits: ReadLimits;
}

/** Make the display picture of one frame as a grey PNG; its stored values follow. */
export interface RenderPngRequest {
  readonly kind: 'render-png';
  readonly description: ImageDescription;
}

/** Render one frame as a file; its stored values follow. */
export interface RenderPictureRequest {
  readonly kind: 'render-picture';
  readonly description: ImageDescription;
  readonly rendering: Rendering;
}

/** The answer to a request: a description and what it describes, in parts. */
export interface DecoderAnswer {
  readonly json: unknown;
  readonly parts: readonly Uint8Array[];
}

/** The handlers of a process, by kind. */
export type DecoderHandlers = {
  readonly [Kind in DecoderRequest['kind']]: (
    request: Extract<DecoderRequest, { kind: Kind }>,
    bytes: Uint8Array,
  ) => Promise<DecoderAnswer>;
};

export const frameTypes = {
  /** To the process: a request and its bytes. */
  request: 1,
  /** From the process: it is waiting for a request. Its JSON is `Ready`. */
  ready: 2,
  /** The whole request has arrived and the work begins: any failure from now on is blamed on the file. */
  begun: 3,
  answer: 4,
  /** The file is refused. Its JSON is a `Refusal`. */
  refusal: 5,
} as const;

export interface Ready {
  /** Resident memory at rest, in bytes. */
  readonly residentBytes: number;
}

/** The file descriptors that a process starts with, besides the standard three. */
export const requestPipe = 3;
export const watchdogPipe = 4;

/** What the watchdog writes, in one byte, before it ends its own process. */
export const watchdogWords = { memory: 'm', time: 't' } as const;

/**
 * The maximum JSON in an answer: the host parses and checks it in one go, and must not block for long. The
 * description of an enhanced object of 20 000 frames with windows of their own, or ten full look-up tables,
 * fit.
 */
export const maxJsonBytes = 4 * 2 ** 20;

export const headBytes = 16;

export interface FrameHead {
  readonly type: number;
  readonly jsonBytes: number;
  /** All parts together. */
  readonly partBytes: number;
}

/** The head: type and JSON length as 32 bits, the length of the parts as a double, little endian. */
export function encodeHead({ type, jsonBytes, partBytes }: FrameHead): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(jsonBytes, 4);
  head.writeDoubleLE(partBytes, 8);
  return head;
}

export function decodeHead(head: Buffer): FrameHead {
  return { type: head.readUInt32LE(0), jsonBytes: head.readUInt32LE(4), partBytes: head.readDoubleLE(8) };
}
