import { corrupt, truncated, unsupported } from './refusals';

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const signature = 'jP  ';
const header = 'jp2h';
const codestream = 'jp2c';
const colour = 'colr';

/**
 * Finds the start and end of the codestream in a JP2 file, ITU-T T.800 annex I. DICOM requires bare
 * codestreams (PS3.5 A.4.4), but some writers put whole files into the fragments. The attributes take
 * precedence over the colour boxes.
 *
 * @returns undefined if the bytes are not a JP2 file
 * @throws RefusedError `unsupported-pixel-format` if a palette or a changed channel order would have to be
 *   applied
 */
export function findCodestream(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== 12 || typeAt(bytes, 4) !== signature) return undefined;
  for (const box of boxes(bytes, view, 0, bytes.length)) {
    if (box.type === header) checkHeader(bytes, view, box);
    if (box.type === codestream) return bytes.subarray(box.start, box.end);
  }
  throw corrupt(0);
}

const enumerated = 1;

/** What the boxes of a JP2 file say besides its codestream, ITU-T T.800 I.5.3.3 and I.5.4. */
export interface Jp2Facts {
  readonly codestreams: number;
  /** Of the first colour box that names a colour space by its number: 16 sRGB, 17 grey, 18 sYCC. */
  readonly colourSpace?: number;
}

/** @throws RefusedError `corrupt-pixel-data`, `truncated` */
export function readJp2Facts(bytes: Uint8Array): Jp2Facts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const top = [...boxes(bytes, view, 0, bytes.length)];
  const codestreams = top.filter(({ type }) => type === codestream).length;
  const inHeader = top.filter(({ type }) => type === header);
  const colours = inHeader
    .flatMap(({ start, end }) => [...boxes(bytes, view, start, end)])
    .filter(
      ({ type, start, end }) => type === colour && end - start >= 7 && view.getUint8(start) === enumerated,
    );
  const [first] = colours;
  return { codestreams, ...(first && { colourSpace: view.getUint32(first.start + 3) }) };
}

function checkHeader(bytes: Uint8Array, view: DataView, { start, end }: Box): void {
  for (const box of boxes(bytes, view, start, end)) {
    if (box.type === 'pclr' || box.type === 'cmap') throw unsupported('JP2 palette');
    if (box.type === 'cdef' && !keepsOrder(view, box)) throw unsupported('JP2 channel definition');
  }
}

/** Channel n must be colour n + 1, or not a colour at all. */
function keepsOrder(view: DataView, { start, end }: Box): boolean {
  for (let at = start + 2; at + 6 <= end; at += 6) {
    const [channel, kind, colour] = [view.getUint16(at), view.getUint16(at + 2), view.getUint16(at + 4)];
    if (kind === 0 && colour !== channel + 1) return false;
  }
  return true;
}

function* boxes(bytes: Uint8Array, view: DataView, from: number, to: number): Generator<Box> {
  let offset = from;
  while (offset + 8 <= to) {
    const short = view.getUint32(offset);
    const type = typeAt(bytes, offset + 4);
    const long = short === 1;
    if (long && offset + 16 > to) throw truncated(offset);
    const length = long ? Number(view.getBigUint64(offset + 8)) : short === 0 ? to - offset : short;
    const start = offset + (long ? 16 : 8);
    if (length < start - offset) throw corrupt(offset);
    // The stated length of a fragment's last box is often too long, or too short by the padding.
    if (offset + length > to && type !== codestream) throw truncated(offset);
    const end = Math.min(offset + length, to);
    yield { type, start, end };
    offset = end;
  }
}

function typeAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
