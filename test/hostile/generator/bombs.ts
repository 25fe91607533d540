import {
  dataSet,
  encodingOf,
  file,
  header,
  imageElements,
  metaGroup,
  syntaxes,
} from '../../dicom/dicomBuilder';
import { deflateRepeated } from './deflateRepeated';
import { group, type HostileFile, whole } from './hostileFile';

const mebi = 1024 * 1024;
const pixels = [1, 2, 3, 4];

/** A deflated file out of a start and a block that comes again and again. */
function deflated(start: Uint8Array, block: Uint8Array, times: number): Buffer {
  const meta = metaGroup(syntaxes.deflated);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), meta, deflateRepeated(start, block, times)]);
}

/** A GZIP file of a block that comes again and again; its checksum is never looked at. */
function gzipped(block: Uint8Array, times: number): Buffer {
  const length = Buffer.alloc(8);
  length.writeUInt32LE((block.length * times) % 2 ** 32, 4);
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([head, deflateRepeated(Buffer.alloc(0), block, times), length]);
}

const emptyItem = header(0xfffee000, '', 0);
const openSequence = header(0x00081140, 'SQ', 0xffffffff);
const delimitedItem = Buffer.concat([header(0xfffee000, '', 0xffffffff), header(0xfffee00d, '', 0)]);
const sequenceInItem = Buffer.concat([
  header(0xfffee000, '', 0xffffffff),
  header(0x00091001, 'SQ', 8),
  emptyItem,
  header(0xfffee00d, '', 0),
]);
const fill = (unit: Buffer) => Buffer.alloc(unit.length * Math.floor(mebi / unit.length), unit);

/** What inflates, decodes or expands to far more than it is. */
export const bombs: readonly HostileFile[] = [
  ...group('deflated, millions of empty items', 'too-many-elements', [
    ['of no length', (random) => deflated(openSequence, fill(emptyItem), whole(random, 20, 40))],
    ['each with a delimiter', (random) => deflated(openSequence, fill(delimitedItem), whole(random, 20, 40))],
    [
      'each in a sequence of its own',
      (random) => deflated(openSequence, fill(sequenceInItem), whole(random, 20, 30)),
    ],
  ]),
  ...group('deflated, one text value of 128 MB', 'bomb', [
    ['of letters', () => text(0x00104000, 'UT', 'A')],
    ['a name of spaces', () => text(0x00100010, 'UT', ' ')],
    ['numbers without end', () => text(0x00281050, 'UT', '1\\')],
  ]),
  ...group('deflate bomb', 'bomb', [
    ['a gigabyte of zeros', () => deflated(Buffer.alloc(0), Buffer.alloc(mebi), 1024)],
    [
      'pixels of half a gigabyte',
      (random) =>
        deflated(
          Buffer.concat([
            dataSet(imageElements({ pixels }).slice(0, -1)),
            header(0x7fe00010, 'OW', 512 * mebi),
          ]),
          Buffer.alloc(mebi, whole(random, 1, 255)),
          512,
        ),
    ],
    [
      'three gigabytes behind a picture',
      () => deflated(dataSet(imageElements({ pixels })), Buffer.alloc(mebi), 3072),
    ],
  ]),
  ...group('a GZIP bomb', 'bomb', [
    ['a gigabyte of zeros', () => gzipped(Buffer.alloc(mebi), 1024), 'image.gz'],
    [
      'that states another length than it has',
      () => {
        const bytes = gzipped(Buffer.alloc(mebi), 300);
        bytes.writeUInt32LE(4, bytes.length - 4);
        return bytes;
      },
      'image.gz',
    ],
  ]),
  ...group('millions of unique tags', 'too-many-elements', [
    ['explicit VR', (random) => manyTags(syntaxes.explicit, whole(random, 1_000_000, 2_000_000))],
    ['implicit VR', (random) => manyTags(syntaxes.implicit, whole(random, 1_000_000, 2_000_000))],
    ['big endian', (random) => manyTags(syntaxes.bigEndian, whole(random, 1_000_000, 2_000_000))],
  ]),
];

function text(tag: number, vr: string, unit: string): Buffer {
  return deflated(header(tag, vr, 128 * mebi), Buffer.alloc(mebi, unit), 128);
}

function manyTags(transferSyntax: string, count: number): Buffer {
  const encoding = encodingOf(transferSyntax);
  const one = header(0, 'SH', 0, encoding);
  const body = Buffer.alloc(count * one.length, one);
  for (let index = 0; index < count; index += 1) {
    const at = index * one.length;
    const tag = 0x00110000 + index;
    const write = encoding.littleEndian ? 'writeUInt16LE' : 'writeUInt16BE';
    body[write](tag >>> 16, at);
    body[write](tag & 0xffff, at + 2);
  }
  return file(body, { transferSyntax });
}
