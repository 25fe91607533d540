/** One part of a body: what its header says it is, and its bytes, which are not copied. */
export interface RelatedPart {
  /** Lower case, without parameters; empty if it says nothing. */
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A study has hundreds of instances at most in one request of 100 MB. */
const maxParts = 5_000;
const longestHead = 8_192;

/**
 * The parts of a `multipart` body, RFC 2046 5.1.1.
 *
 * @returns undefined if it is incomplete, none, or has too many parts
 */
export function relatedParts(body: Buffer, boundary: string): RelatedPart[] | undefined {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const parts: RelatedPart[] = [];
  // The first delimiter may stand at the very beginning, without its line break.
  const atStart = body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2));
  let at = atStart ? delimiter.length - 2 : after(body, body.indexOf(delimiter), delimiter);
  while (at !== undefined) {
    if (body.toString('latin1', at, at + 2) === '--') return parts;
    const head = headAt(body, at);
    if (head === undefined || parts.length === maxParts) return undefined;
    const end = body.indexOf(delimiter, head.end - 2);
    if (end < 0) return undefined;
    const bytes = body.subarray(head.end, Math.max(end, head.end));
    parts.push({ contentType: head.contentType, bytes });
    at = end + delimiter.length;
  }
  return undefined;
}

function after(body: Buffer, found: number, delimiter: Buffer): number | undefined {
  return found < 0 || found + delimiter.length > body.length ? undefined : found + delimiter.length;
}

/** The header lines of a part, which follow a delimiter and end with an empty line. */
function headAt(body: Buffer, at: number): { contentType: string; end: number } | undefined {
  const text = body.toString('latin1', at, at + longestHead);
  const end = text.indexOf('\r\n\r\n');
  if (end < 0 || !/^[ \t]*\r\n/.test(text)) return undefined;
  const [, type = ''] = /\r\ncontent-type:[ \t]*([^\s;]*)/i.exec(text.slice(0, end)) ?? [];
  return { contentType: type.toLowerCase(), end: at + end + 4 };
}
