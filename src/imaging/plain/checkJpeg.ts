import { RefusedError } from '../../domain/reasons/refusals';
import { jpegEnd } from '../../formats/jpeg/jpegEnd';
import { type JpegHeader, readJpegHeader, unreadColour } from '../../formats/jpeg/jpegHeader';
import { isWholeJpeg } from '../../formats/jpeg/wholeJpeg';

/** Baseline, extended and progressive with Huffman codes: what the picture library decodes correctly. */
const readProcesses = new Set([0xc0, 0xc1, 0xc2]);

/**
 * Checks a plain JPEG before it is decoded: 8 bits, grey or three colours, and no damage in places where the
 * decoder would not report it. Lossless, 12-bit and CMYK streams are refused by name.
 *
 * @returns the offset behind its first picture, which is whole
 * @throws RefusedError `unsupported-pixel-format`, `truncated`, `corrupt-pixel-data`
 */
export function checkJpeg(bytes: Uint8Array): number {
  const cut = hasJpegEnd(bytes) ? 'corrupt-pixel-data' : 'truncated';
  const header = readJpegHeader(bytes, (offset) => new RefusedError(cut, { offset }));
  checkKind(header);
  const end = jpegEnd(
    bytes,
    (offset) => new RefusedError(offset < bytes.length ? 'corrupt-pixel-data' : 'truncated', { offset }),
  );
  if (!isWholeJpeg(bytes, header)) throw new RefusedError('corrupt-pixel-data', { offset: end - 2 });
  return end;
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
