import { RefusedError } from '../../domain/reasons/refusals';
import { type DataSet, type Element, formatTag } from '../parsing/dataSet';
import { tags } from '../tags';

const overlayBitPosition = 0x60000102;
const overlayData = 0x60003000;

/** The sample bits that hold overlays, PS3.5 8.1.2 (retired): their graphics can contain text. */
function overlayMask(dataSet: DataSet): number {
  let mask = 0;
  for (let group = 0; group < 0x20; group += 2) {
    const shift = group * 0x10000;
    const position = readShort(dataSet, overlayBitPosition + shift) ?? 0;
    if (position > 0 && position < 32 && dataSet.get(overlayData + shift) === undefined) {
      mask |= 1 << position;
    }
  }
  return mask;
}

/**
 * Native pixel data without the overlays in the bits of its samples beside the stored ones.
 * @param bytes of the pixel data, little endian
 * @returns the same bytes if there are no such overlays, else a copy
 * @throws RefusedError `unsupported-pixel-format` if the pixel data is compressed, so that they cannot be
 *   removed
 */
export function withoutOverlayBits(
  dataSet: DataSet,
  element: Element,
  bytes: Uint8Array | undefined,
): Uint8Array {
  const width = (readShort(dataSet, tags.bitsAllocated) ?? 8) / 8;
  const mask = overlayMask(dataSet) & ~storedMask(dataSet);
  if (mask === 0 || ![1, 2, 4].includes(width)) return bytes ?? new Uint8Array(0);
  if (bytes === undefined) {
    throw new RefusedError('unsupported-pixel-format', {
      tag: formatTag(overlayBitPosition),
      offset: element.offset,
    });
  }
  const cleared = Uint8Array.from(bytes);
  for (let index = 0; index < cleared.length; index += 1) {
    cleared[index] = (cleared[index] ?? 0) & ~(mask >>> (8 * (index % width)));
  }
  return cleared;
}

/** The bits that belong to the picture. */
function storedMask(dataSet: DataSet): number {
  const stored = readShort(dataSet, tags.bitsStored) ?? 0;
  const high = readShort(dataSet, tags.highBit) ?? stored - 1;
  return Number(((1n << BigInt(stored)) - 1n) << BigInt(Math.max(0, high + 1 - stored))) | 0;
}

function readShort(dataSet: DataSet, tag: number): number | undefined {
  const element = dataSet.get(tag);
  if (element === undefined || element.length !== 2) return undefined;
  return dataSet.source.view.getUint16(element.offset, dataSet.source.littleEndian);
}
