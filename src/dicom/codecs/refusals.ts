import { RefusedError } from '../../domain/reasons/refusals';

const pixelDataTag = '(7FE0,0010)';

/** The stream is not valid at that place. Offsets count from the start of the frame's stream. */
export function corrupt(offset?: number, cause?: unknown): RefusedError {
  const detail = offset === undefined ? { tag: pixelDataTag } : { tag: pixelDataTag, offset };
  return new RefusedError('corrupt-pixel-data', detail, cause === undefined ? undefined : { cause });
}

/** The stream ends before its picture does. */
export function truncated(offset: number): RefusedError {
  return new RefusedError('truncated', { tag: pixelDataTag, offset });
}

/** The stream uses an unsupported feature; `value` names it in our words. */
export function unsupported(value: string | number): RefusedError {
  return new RefusedError('unsupported-pixel-format', { tag: pixelDataTag, value });
}

/** The stream contradicts an attribute; `value` is the stream's value. */
export function contradicts(tag: string, value: string | number): RefusedError {
  return new RefusedError('inconsistent-attributes', { tag, value });
}
