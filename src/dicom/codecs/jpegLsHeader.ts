import { checkPadding } from './padding';
import { corrupt, truncated, unsupported } from './refusals';

/** What a JPEG-LS stream states about itself, ITU-T T.87 annex C. */
export interface JpegLsHeader {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
  /** The maximum difference between a sample and the acquired one: 0 for lossless. */
  readonly near: number;
  /** The stream ends with its end marker. */
  readonly ended: boolean;
}

type Frame = Pick<JpegLsHeader, 'rows' | 'columns' | 'components' | 'precision'>;

const marker = { soi: 0xffd8, eoi: 0xffd9, sos: 0xffda, sof55: 0xfff7, lse: 0xfff8 };

/** The LSE parameters: thresholds, two forms of mapping table, sizes over 65 535. */
const mappingTable = 2;

/**
 * Reads all marker segments and skips the scans between them, in which a byte 0xFF is always followed by one
 * below 0x80.
 * @throws RefusedError `truncated`, `corrupt-pixel-data`, `unsupported-pixel-format`
 */
export function readJpegLs(bytes: Uint8Array): JpegLsHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== marker.soi) throw corrupt(0);
  let frame: Frame | undefined;
  let near = 0;
  let scanned = 0;
  let offset = 2;
  while (offset + 2 <= bytes.length) {
    const found = view.getUint16(offset);
    if (found === marker.eoi) break;
    if (found < 0xff80) throw corrupt(offset);
    if (found === 0xffff) {
      offset += 1;
      continue;
    }
    if (offset + 4 > bytes.length) throw truncated(offset);
    const end = offset + 2 + view.getUint16(offset + 2);
    const start = offset + 4;
    if (end < start) throw corrupt(offset);
    if (end > bytes.length) throw truncated(offset);
    if (found === marker.sof55) frame = readFrame(view, start, end);
    if (found === marker.lse && view.getUint8(start) >= mappingTable) throw unsupported('JPEG-LS extension');
    offset = end;
    if (found !== marker.sos) continue;
    const scan = readScan(view, start, end);
    scanned += scan.components;
    near = Math.max(near, scan.near);
    offset = endOfScan(bytes, end);
  }
  if (frame === undefined || scanned > frame.components) throw corrupt(offset);
  const ended = offset + 2 <= bytes.length;
  if (scanned < frame.components) throw truncated(offset);
  if (ended) checkPadding(bytes, offset + 2, [0, 0xff]);
  return { ...frame, near, ended };
}

function readFrame(view: DataView, start: number, end: number): Frame {
  if (end - start < 6) throw corrupt(start);
  return {
    precision: view.getUint8(start),
    rows: view.getUint16(start + 1),
    columns: view.getUint16(start + 3),
    components: view.getUint8(start + 5),
  };
}

function readScan(view: DataView, start: number, end: number): { components: number; near: number } {
  const components = view.getUint8(start);
  if (end - start < 4 + 2 * components) throw corrupt(start);
  return { components, near: view.getUint8(start + 1 + 2 * components) };
}

/** The offset of the next marker that is not a restart marker. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let offset = from;
  for (;;) {
    offset = bytes.indexOf(0xff, offset);
    if (offset < 0 || offset + 1 >= bytes.length) return bytes.length;
    const next = bytes[offset + 1] ?? 0;
    if (next >= 0x80 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return offset;
    offset += next === 0xff ? 1 : 2;
  }
}
