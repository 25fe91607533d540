import { RefusedError } from '../../domain/reasons/refusals';
import { findForeignByte } from '../streamFilling';
import { jpegEnd, jpegFilling } from './jpegEnd';

/** What a file holds behind a picture, which is not read. */
export interface Behind {
  /** How many bytes there are, pictures among them. */
  readonly bytes: number;
  /** How many whole JPEGs follow the picture and each other, as in MPO files. */
  readonly pictures: number;
}

/**
 * What lies behind the first picture of a JPEG file; undefined if that is nothing but filling.
 *
 * @param end of the first picture, see `jpegEnd`
 */
export function behindJpeg(bytes: Uint8Array, end: number): Behind | undefined {
  if (findForeignByte(bytes, end, jpegFilling) === undefined) return undefined;
  let pictures = 0;
  let next = startBehind(bytes, end);
  while (next !== undefined) {
    const ended = endOf(bytes, next);
    if (ended === undefined) break;
    pictures += 1;
    next = startBehind(bytes, ended);
  }
  return { bytes: bytes.length - end, pictures };
}

/** Where the next JPEG begins, with nothing but filling before it. */
function startBehind(bytes: Uint8Array, end: number): number | undefined {
  let at = end;
  while (at < bytes.length && jpegFilling.includes(bytes[at] as number) && !begins(bytes, at)) at += 1;
  return begins(bytes, at) ? at : undefined;
}

function begins(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff;
}

function endOf(bytes: Uint8Array, start: number): number | undefined {
  try {
    return jpegEnd(bytes, (offset) => new RefusedError('corrupt-pixel-data', { offset }), start);
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}
