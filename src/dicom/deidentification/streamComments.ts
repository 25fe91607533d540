/**
 * Comments and application data in compressed pictures: text that no attribute shows and no decoder needs.
 * They are overwritten with zeros, so every length and offset stays valid and the picture is unchanged.
 */

/** The first one in use. */
const firstMarker = 0xc0;
const jpegStart = 0xd8;
const jpegEnd = 0xd9;
const jpegScan = 0xda;
const jpegComment = 0xfe;
/** Application data that state how to read colours: JFIF, SPIFF and the colour transform of JPEG-LS, Adobe. */
const neededApplications = new Set([0xe0, 0xe8, 0xee]);
/** The part of a JFIF segment before its thumbnail. */
const jfifBytes = 16;

/**
 * Fragments of encapsulated pixel data with the comments removed from their streams: JPEG, JPEG-LS, JPEG 2000
 * and HTJ2K. A fragment that does not start a stream continues the previous one.
 */
export function withoutComments(fragments: readonly Uint8Array[]): Uint8Array[] {
  const clean: Uint8Array[] = [];
  for (let first = 0; first < fragments.length; ) {
    let next = first + 1;
    while (next < fragments.length && !beginsStream(fragments[next])) next += 1;
    const parts = fragments.slice(first, next);
    clean.push(...(beginsStream(parts[0]) ? cleanStream(parts) : parts));
    first = next;
  }
  return clean;
}

function beginsStream(bytes: Uint8Array | undefined): boolean {
  return bytes?.[0] === 0xff && (bytes[1] === jpegStart || bytes[1] === 0x4f);
}

function cleanStream(parts: readonly Uint8Array[]): Uint8Array[] {
  const stream = Buffer.concat(parts);
  if (stream[1] === jpegStart) clearJpeg(stream);
  else clearCodestream(stream);
  let offset = 0;
  return parts.map(({ length }) => {
    offset += length;
    return stream.subarray(offset - length, offset);
  });
}

/** Lengths come from the file: the bytes that they promise may not exist. */
function clear(bytes: Buffer, start: number, end: number): void {
  bytes.subarray(start, end).fill(0);
}

/** ISO 10918-1 B.1: segments, with coded data after each start of scan. */
function clearJpeg(bytes: Buffer): void {
  let position = 0;
  for (;;) {
    position = bytes.indexOf(0xff, position);
    if (position < 0 || position + 3 >= bytes.length) return;
    const marker = bytes.readUInt8(position + 1);
    // Filling, coded data (in JPEG-LS, 0xFF is followed by anything below 0x80), and markers without a
    // segment.
    if (marker === 0xff || marker < firstMarker || (marker >= 0xd0 && marker <= jpegEnd)) {
      position += 1;
    } else {
      const end = position + 2 + bytes.readUInt16BE(position + 2);
      clearSegment(bytes, marker, position + 4, end);
      position = end;
    }
  }
}

function clearSegment(bytes: Buffer, marker: number, start: number, end: number): void {
  const application = marker >= 0xe0 && marker <= 0xef;
  if (marker === jpegScan || (marker !== jpegComment && !application)) return;
  if (neededApplications.has(marker)) clear(bytes, start - 2 + jfifBytes, end);
  else clear(bytes, start, end);
}

const tileMarker = 0xff90;
const dataMarker = 0xff93;
const codestreamComment = 0xff64;

/** ISO 15444-1 A.2: a main header, and tile-parts with headers of their own. */
function clearCodestream(bytes: Buffer): void {
  let position = 2;
  let tileEnd = 0;
  while (position + 4 <= bytes.length) {
    const marker = bytes.readUInt16BE(position);
    if (marker === dataMarker) {
      if (tileEnd <= position) return;
      position = tileEnd;
      continue;
    }
    if (marker < 0xff01) return;
    const end = position + 2 + bytes.readUInt16BE(position + 2);
    if (marker === tileMarker && position + 10 <= bytes.length)
      tileEnd = position + bytes.readUInt32BE(position + 6);
    // After its length, a comment has two bytes that state its kind.
    if (marker === codestreamComment) clear(bytes, position + 6, end);
    position = end;
  }
}
