import {
  type CodestreamHeader,
  markers,
  readCodingStyle,
  readComponentStyle,
  readMarkerSegment,
} from './codestreamHeader';
import { checkPadding } from './padding';
import { corrupt, truncated } from './refusals';

/** The result of the walk over the tile-parts. */
export interface TileParts {
  /** The header, including what the tile-part headers change in it. */
  readonly header: CodestreamHeader;
  /** The stream with its end marker directly after the last tile-part. */
  readonly bytes: Uint8Array;
  /** The stream had an end marker of its own. */
  readonly ended: boolean;
}

interface TilePart {
  readonly tile: number;
  readonly index: number;
  /** The number of parts of the tile; 0 if this part does not state it. */
  readonly of: number;
  readonly header: CodestreamHeader;
  readonly end: number;
}

/**
 * Walks over all tile-parts of a codestream, ITU-T T.800 A.4. Each lies inside the stream, every tile has all
 * its parts in order, and the end marker follows the last one. Decoders fill whatever is missing with grey.
 *
 * @throws RefusedError `truncated`, `corrupt-pixel-data`
 */
export function checkTileParts(bytes: Uint8Array, view: DataView, header: CodestreamHeader): TileParts {
  const tiles = new Map<number, { parts: number; expected: number }>();
  let merged = header;
  let offset = header.end;
  while (offset + 2 <= bytes.length && view.getUint16(offset) === markers.sot) {
    const part = readTilePart(bytes, view, merged, offset);
    const tile = tiles.get(part.tile) ?? { parts: 0, expected: 0 };
    if (part.tile >= header.tiles || part.index !== tile.parts) throw corrupt(offset);
    tiles.set(part.tile, { parts: tile.parts + 1, expected: Math.max(tile.expected, part.of) });
    merged = part.header;
    offset = part.end;
  }
  const missing = [...tiles.values()].some(({ parts, expected }) => parts < expected);
  if (tiles.size < header.tiles || missing) throw truncated(offset);
  return { header: merged, ...readEnd(bytes, view, offset) };
}

/**
 * Kakadu pads files with comments before the end marker, where decoders do not expect any. A stream without
 * the marker is complete if its tile-parts are, but one that ends in nothing but zeros was cut off and
 * padded.
 */
function readEnd(bytes: Uint8Array, view: DataView, last: number): Pick<TileParts, 'bytes' | 'ended'> {
  const markerAt = (at: number) => (at + 2 <= bytes.length ? view.getUint16(at) : undefined);
  let offset = last;
  while (markerAt(offset) === markers.com) offset = readMarkerSegment(view, offset).end;
  const ended = markerAt(offset) === markers.eoc;
  checkPadding(bytes, ended ? offset + 2 : offset, [0, 0xff]);
  if (!ended && bytes[last - 1] === 0 && bytes[last - 2] === 0) throw truncated(last);
  const regular = ended && offset === last;
  const whole = regular ? bytes.subarray(0, last + 2) : Buffer.concat([bytes.subarray(0, last), endMark]);
  return { bytes: whole, ended };
}

const endMark = Uint8Array.of(markers.eoc >> 8, markers.eoc & 0xff);

function readTilePart(bytes: Uint8Array, view: DataView, main: CodestreamHeader, offset: number): TilePart {
  const { start, end: headerStart } = readMarkerSegment(view, offset);
  if (headerStart - start !== 8) throw corrupt(offset);
  const length = view.getUint32(start + 2);
  const end = length === 0 ? findEnd(bytes, headerStart) : offset + length;
  if (end > bytes.length) throw truncated(offset);
  if (end < headerStart + 2) throw corrupt(offset);
  return {
    tile: view.getUint16(start),
    index: view.getUint8(start + 6),
    of: view.getUint8(start + 7),
    header: readTilePartHeader(view, main, headerStart, end),
    end,
  };
}

/** The last tile-part may leave its length open: it then extends to the end marker. */
function findEnd(bytes: Uint8Array, from: number): number {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(
    '\xff\xd9',
    undefined,
    'latin1',
  );
  if (end < from) throw truncated(bytes.length);
  return end;
}

function readTilePartHeader(
  view: DataView,
  main: CodestreamHeader,
  from: number,
  end: number,
): CodestreamHeader {
  let header = main;
  let offset = from;
  while (offset + 2 <= end && view.getUint16(offset) !== markers.sod) {
    const segment = readMarkerSegment(view, offset);
    if (segment.marker === markers.cod) header = { ...header, ...readCodingStyle(view, segment, header) };
    if (segment.marker === markers.coc)
      header = { ...header, ...readComponentStyle(view, segment, header.components, header) };
    offset = segment.end;
  }
  if (offset + 2 > end) throw corrupt(offset);
  return header;
}
