import { undefinedLength } from '../parsing/elementHeader';
import { tags } from '../tags';
import { type PlainElement, textElement } from './plainElement';

/** VRs with a 32-bit length, PS3.5 7.1.2. */
const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
/** The longest even value that a 16-bit length can state. */
const longestShort = 0xfffe;

/**
 * Our own writer and not a library's: values are copied byte for byte, and nothing of the original file that
 * is not passed in can slip through, neither its preamble nor its padding nor the order of its elements.
 */

/** The elements in Explicit VR Little Endian, PS3.5 7.1, in the order of their tags; sequences with their lengths. */
export function encodeDataSet(elements: readonly PlainElement[]): Buffer {
  return Buffer.concat([...elements].sort((a, b) => a.tag - b.tag).flatMap(encodeElement));
}

function encodeElement({ tag, vr, value }: PlainElement): Uint8Array[] {
  if ('fragments' in value) {
    const items = value.fragments.flatMap((bytes) => [
      itemHeader(tags.item, even(bytes).length),
      even(bytes),
    ]);
    return [header(tag, vr, undefinedLength), ...items, itemHeader(tags.sequenceDelimitation, 0)];
  }
  const bytes = 'items' in value ? Buffer.concat(value.items.flatMap(encodeItem)) : even(value.bytes);
  return [header(tag, vr, bytes.length), bytes];
}

function encodeItem(elements: readonly PlainElement[]): Uint8Array[] {
  const bytes = encodeDataSet(elements);
  return [itemHeader(tags.item, bytes.length), bytes];
}

/** A value of 64 KiB or more in a VR that cannot state its length is written under VR UN, PS3.5 6.2.2. */
function header(tag: number, vr: string, length: number): Buffer {
  const long = longVrs.has(vr) || length > longestShort;
  const bytes = Buffer.alloc(long ? 12 : 8);
  bytes.writeUInt16LE(tag >>> 16, 0);
  bytes.writeUInt16LE(tag & 0xffff, 2);
  bytes.write(long && !longVrs.has(vr) ? 'UN' : vr, 4, 'latin1');
  if (long) bytes.writeUInt32LE(length, 8);
  else bytes.writeUInt16LE(length, 6);
  return bytes;
}

function itemHeader(tag: number, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(tag >>> 16, 0);
  bytes.writeUInt16LE(tag & 0xffff, 2);
  bytes.writeUInt32LE(length, 4);
  return bytes;
}

function even(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, new Uint8Array(1)]);
}

/** What the file meta information states about the data set. */
export interface FileMetaValues {
  readonly transferSyntax: string;
  readonly sopClass: string;
  readonly sopInstance: string;
}

const metaTags = {
  version: 0x00020001,
  sopClassUid: 0x00020002,
  sopInstanceUid: 0x00020003,
  implementationClassUid: 0x00020012,
} as const;

/** Our implementation's UID, PS3.7 D.3.3.2: under the root for UUIDs, PS3.5 B.2. */
export const implementationClass = '2.25.169281289460857240953753201788380133648';

/**
 * A whole file, PS3.10 7.1: an empty preamble, new file meta information, and the data set.
 * @param values `transferSyntax` is Explicit VR Little Endian, or an encapsulated one if the pixel data is
 *   fragments
 */
export function encodePart10(elements: readonly PlainElement[], values: FileMetaValues): Buffer {
  return Buffer.concat([encodeFileMeta(values), encodeDataSet(elements)]);
}

/** What a file has before its data set: an empty preamble and new file meta information. */
export function encodeFileMeta(values: FileMetaValues): Buffer {
  const meta = encodeDataSet([
    { tag: metaTags.version, vr: 'OB', value: { bytes: Uint8Array.of(0, 1) } },
    textElement(metaTags.sopClassUid, 'UI', values.sopClass),
    textElement(metaTags.sopInstanceUid, 'UI', values.sopInstance),
    textElement(tags.transferSyntaxUid, 'UI', values.transferSyntax),
    textElement(metaTags.implementationClassUid, 'UI', implementationClass),
  ]);
  const groupLength = Buffer.alloc(4);
  groupLength.writeUInt32LE(meta.length);
  const start = encodeDataSet([{ tag: tags.metaGroupLength, vr: 'UL', value: { bytes: groupLength } }]);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), start, meta]);
}
