import { RefusedError } from '../../domain/reasons/refusals';

const pixelDataTag = '(7FE0,0010)';

/** A stream that is not what it should be at that place. Offsets count from the start of the frame's stream. */
export function corrupt(offset?: number, cause?: unknown): RefusedError {
  const detail = offset === undefined ? { tag: pixelDataTag } : { tag: pixelDataTag, offset };
  return new RefusedError('corrupt-pixel-data', detail, cause === undefined ? undefined : { cause });
}

/** A stream that ends before its picture does. */
export function truncated(offset: number): RefusedError {
  return new RefusedError('truncated', { tag: pixelDataTag, offset });
}

/** A stream that uses what is not read; `value` says what, in our words. */
export function unsupported(value: string | number): RefusedError {
  return new RefusedError('unsupported-pixel-format', { tag: pixelDataTag, value });
}

/** A stream that contradicts an attribute; `value` is the stream's. */
export function contradicts(tag: string, value: string | number): RefusedError {
  return new RefusedError('inconsistent-attributes', { tag, value });
}
