import {
  dataSet,
  element,
  encodingOf,
  file,
  header,
  imageElements,
  imageFile,
  syntaxes,
} from '../../dicom/dicomBuilder';
import { group, type HostileFile, whole } from './hostileFile';

const pixels = [1, 2, 3, 4];
const body = dataSet(imageElements({ pixels }));

/** Structures that lead a reader astray: too deep, too long, too many. */
export const structures: readonly HostileFile[] = [
  ...group('nesting over 1 742', 'too-deep', [
    ['sequences with delimiters', (random) => file(nested(whole(random, 1743, 40_000)))],
    ['sequences with lengths', (random) => file(nestedByLength(whole(random, 1743, 4000)))],
    ['sequences of an unknown VR', (random) => file(nested(whole(random, 1743, 40_000), 'UN', 0x00091001))],
  ]),
  ...group('pixel data past the end of the file', 'length-past-end', [
    ['implicit VR', (random) => pastEnd(syntaxes.implicit, whole(random, 10_000, 0x7fffffff))],
    ['explicit VR', (random) => pastEnd(syntaxes.explicit, whole(random, 10_000, 0x7fffffff))],
    ['big endian, nearly 4 GB', () => pastEnd(syntaxes.bigEndian, 0xfffffffe)],
  ]),
  ...group('60 000 frames', 'corrupt-pixel-data', [
    ['as many fragments that are no pictures', () => frames(60_000, new Uint8Array(0))],
    ['an offset table that points nowhere', () => frames(60_000, new Uint8Array(4 * 60_000).fill(0xee))],
    ['an offset table that points at one fragment', () => frames(60_000, new Uint8Array(4 * 60_000))],
  ]),
  ...group('the same tag twice', 'duplicate-attribute', [
    ['PatientID', () => twice([0x00100020, 'LO', 'ONE'], [0x00100020, 'LO', 'TWO'])],
    ['Rows', () => twice([0x00280010, 'US', [9]], [0x00280010, 'US', [2]])],
    ['a patient name in two VRs', () => twice([0x00100010, 'PN', 'A^B'], [0x00100010, 'UN', 'C^D'])],
  ]),
  ...group('malformed-dicom', 'malformed-dicom', [
    ['no item in a sequence', () => file(element([0x00081140, 'SQ', new Uint8Array(8).fill(1)]))],
    ['text of undefined length', () => file(Buffer.concat([header(0x00081030, 'UT', 0xffffffff), body]))],
    ['an item outside of sequences', () => file(Buffer.concat([header(0xfffee000, '', 0), body]))],
    ['a second file behind the first', () => Buffer.concat([file(body), file(body)])],
  ]),
  ...group('length-past-end', 'length-past-end', [
    ['an item longer than its sequence', () => inSequence(8, header(0xfffee000, '', 64))],
    [
      'an element longer than its item',
      () => inSequence(16, Buffer.concat([header(0xfffee000, '', 8), header(0x00080060, 'CS', 30)])),
    ],
    ['a name longer than the file', () => file(Buffer.concat([header(0x00100010, 'UT', 0x7fffffff), body]))],
  ]),
  ...group('truncated', 'truncated', [
    ['within the pixels', (random) => file(body).subarray(0, -whole(random, 1, 7))],
    ['within a header', () => file(body).subarray(0, -13)],
    ['within the file meta information', (random) => file(body).subarray(0, whole(random, 141, 190))],
  ]),
];

function nested(depth: number, vr = 'SQ', tag = 0x00081140): Buffer {
  const open = Buffer.concat([header(tag, vr, 0xffffffff), header(0xfffee000, '', 0xffffffff)]);
  const implicit = Buffer.concat([
    header(tag, '', 0xffffffff, encodingOf(syntaxes.implicit)),
    open.subarray(-8),
  ]);
  const inner = vr === 'UN' ? implicit : open;
  const close = Buffer.concat([header(0xfffee00d, '', 0), header(0xfffee0dd, '', 0)]);
  return Buffer.concat([open, ...Array<Buffer>(depth - 1).fill(inner), ...Array<Buffer>(depth).fill(close)]);
}

function nestedByLength(depth: number): Buffer {
  const levels = Array.from({ length: depth }, (_, level) => {
    const inside = (depth - level - 1) * 20 + 8;
    return Buffer.concat([header(0x00081140, 'SQ', inside), header(0xfffee000, '', inside - 8)]);
  });
  return Buffer.concat(levels);
}

function pastEnd(transferSyntax: string, length: number): Buffer {
  const encoding = encodingOf(transferSyntax);
  const before = dataSet(imageElements({ pixels }).slice(0, -1), encoding);
  const start = header(0x7fe00010, 'OW', length, encoding);
  return file(Buffer.concat([before, start, Buffer.from([1, 0])]), { transferSyntax });
}

function frames(count: number, offsets: Uint8Array): Buffer {
  const fragments = [offsets, ...Array<Uint8Array>(count).fill(new Uint8Array(2))];
  const spec = { frames: count, bits: [8, 8, 7] as const, pixelVr: 'OB', pixels: { fragments } };
  return imageFile(spec, syntaxes.jpegBaseline);
}

function twice(...elements: Parameters<typeof element>[0][]): Buffer {
  return file(Buffer.concat([dataSet(elements), body]));
}

function inSequence(length: number, content: Buffer): Buffer {
  return file(Buffer.concat([header(0x00081140, 'SQ', length), content, body]));
}
