import { RefusedError } from '../../domain/reasons/refusals';
import { type JpegHeader, readJpegHeader, unreadColour } from '../../formats/jpegHeader';
import { checkJpegScans } from '../../formats/jpegScans';

/** Baseline, extended and progressive with Huffman codes: what the picture library decodes correctly. */
const readProcesses = new Set([0xc0, 0xc1, 0xc2]);

/**
 * Checks a plain JPEG before it is decoded: 8 bits, grey or three colours, and no damage in places where the
 * decoder would not report it. Lossless, 12-bit and CMYK streams are refused by name.
 *
 * @throws RefusedError `unsupported-pixel-format`, `truncated`, `corrupt-pixel-data`
 */
export function checkJpeg(bytes: Uint8Array): void {
  const cut = hasJpegEnd(bytes) ? 'corrupt-pixel-data' : 'truncated';
  checkKind(readJpegHeader(bytes, (offset) => new RefusedError(cut, { offset })));
  checkJpegScans(
    bytes,
    (offset) => new RefusedError(offset < bytes.length ? 'corrupt-pixel-data' : 'truncated', { offset }),
    (offset) => refusalOfRest(bytes, offset),
  );
}

/** The picture is whole, but not alone: a second one (as in MPO files) or other data lies behind it. */
function refusalOfRest(bytes: Uint8Array, offset: number): RefusedError {
  // The first byte of a start marker counts as filling.
  const isPicture = bytes[offset - 1] === 0xff && bytes[offset] === 0xd8;
  const value = isPicture ? 'several pictures' : 'other data behind the picture';
  return new RefusedError('unsupported-pixel-format', { value, offset });
}

function checkKind(header: JpegHeader): void {
  const { process, precision } = header;
  if (!readProcesses.has(process) || precision !== 8) {
    const value = `SOF${process - 0xc0}, ${precision} bits`;
    throw new RefusedError('unsupported-pixel-format', { value });
  }
  const value = unreadColour(header);
  if (value !== undefined) throw new RefusedError('unsupported-pixel-format', { value });
}

/** The end-of-image marker, which may be followed by padding, is among the last bytes. */
export function hasJpegEnd(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(-64)).includes(Buffer.from([0xff, 0xd9]));
}
