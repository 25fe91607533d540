import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { type DataSet, type Element, type Fragment, formatTag } from '../parsing/dataSet';
import { tags } from '../tags';
import { severalFrames } from './surplus';

/**
 * The compressed bytes of every frame of encapsulated pixel data, PS3.5 A.4. Frames are separated by the
 * extended or basic offset table; without one, by one fragment per frame, or by the fragments that start a
 * stream.
 * @throws RefusedError `corrupt-pixel-data` if the frames cannot be told apart
 */
export function splitFrames(dataSet: DataSet, element: Element, frames: number, notes: Notes): Uint8Array[] {
  const [table, ...fragments] = element.fragments ?? [];
  if (table === undefined || fragments.length === 0) throw corrupt(element);
  refuseMore(dataSet, fragments, frames);
  const groups =
    byOffsets(extendedOffsets(dataSet), fragments, frames) ??
    byOffsets(basicOffsets(dataSet, table), fragments, frames);
  if (groups === undefined && table.length > 0) notes.add('offset-table-ignored');
  const settled = groups ?? byCount(fragments, frames) ?? byMarkers(dataSet, fragments, frames, notes);
  if (settled === undefined) throw corrupt(element, fragments.length);
  return settled.map((group) => join(dataSet, group));
}

function basicOffsets(dataSet: DataSet, table: Fragment): number[] {
  const { view, littleEndian } = dataSet.source;
  return Array.from({ length: table.length >> 2 }, (_, index) =>
    view.getUint32(table.offset + 4 * index, littleEndian),
  );
}

function extendedOffsets(dataSet: DataSet): number[] {
  const element = dataSet.get(tags.extendedOffsetTable);
  if (element === undefined) return [];
  const { view, littleEndian } = dataSet.source;
  return Array.from({ length: element.length >> 3 }, (_, index) =>
    Number(view.getBigUint64(element.offset + 8 * index, littleEndian)),
  );
}

/** Offsets count from the first fragment's item, and each must point to an item. */
function byOffsets(offsets: number[], fragments: Fragment[], frames: number): Fragment[][] | undefined {
  if (offsets.length !== frames || offsets[0] !== 0) return undefined;
  const origin = fragments[0]?.offset ?? 0;
  const groups: Fragment[][] = [];
  for (const fragment of fragments) {
    if (fragment.offset - origin === offsets[groups.length]) groups.push([]);
    groups.at(-1)?.push(fragment);
  }
  return groups.length === frames ? groups : undefined;
}

function byCount(fragments: Fragment[], frames: number): Fragment[][] | undefined {
  if (frames === 1) return [fragments];
  return fragments.length === frames ? fragments.map((fragment) => [fragment]) : undefined;
}

function byMarkers(
  dataSet: DataSet,
  fragments: Fragment[],
  frames: number,
  notes: Notes,
): Fragment[][] | undefined {
  const { bytes } = dataSet.source;
  const groups: Fragment[][] = [];
  for (const fragment of fragments) {
    if (beginsStream(bytes.subarray(fragment.offset, fragment.offset + fragment.length))) groups.push([]);
    groups.at(-1)?.push(fragment);
  }
  if (groups.length !== frames) return undefined;
  notes.add('frames-by-markers');
  return groups;
}

/**
 * Fragments that each begin a picture, and more of them than there are frames: Number of Frames is missing or
 * wrong. A decoder would take the first picture and leave the others out.
 * @throws RefusedError `inconsistent-attributes`
 */
function refuseMore(dataSet: DataSet, fragments: Fragment[], frames: number): void {
  if (fragments.length <= frames) return;
  const { bytes } = dataSet.source;
  const pictures = fragments.filter(({ offset, length }) => {
    const stream = bytes.subarray(offset, offset + length);
    return beginsStream(stream) || beginsRle(stream);
  });
  if (pictures.length > frames) throw severalFrames(pictures.length, frames);
}

/** The header of RLE, PS3.5 G.5: 1 to 15 segments, of which the first one lies right behind the header. */
function beginsRle(bytes: Uint8Array): boolean {
  const [segments = 0, ...rest] = bytes.subarray(0, 8);
  return segments >= 1 && segments <= 15 && rest.join() === '0,0,0,64,0,0,0';
}

/** SOI of JPEG and JPEG-LS, SOC and SIZ of JPEG 2000, the first box of a JP2 file. */
const beginnings = [
  [0xff, 0xd8, 0xff],
  [0xff, 0x4f, 0xff, 0x51],
  [0, 0, 0, 12, 0x6a, 0x50],
];

function beginsStream(bytes: Uint8Array): boolean {
  return beginnings.some((beginning) => beginning.every((byte, index) => bytes[index] === byte));
}

function join(dataSet: DataSet, group: Fragment[]): Uint8Array {
  const parts = group.map(({ offset, length }) => dataSet.source.bytes.subarray(offset, offset + length));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function corrupt(element: Element, value?: number): RefusedError {
  return new RefusedError('corrupt-pixel-data', {
    tag: formatTag(element.tag),
    offset: element.offset,
    ...(value === undefined ? {} : { value }),
  });
}
