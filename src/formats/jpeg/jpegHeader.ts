import type { RefusedError } from '../../domain/reasons/refusals';

/** Makes the refusal of a stream that is invalid at an offset. */
type CorruptAt = (offset: number) => RefusedError;

/** What a JPEG stream states about itself before its first scan, ITU-T T.81 annex B. */
export interface JpegHeader {
  /** Start-of-frame marker: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC3 lossless … */
  readonly process: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly JpegComponent[];
  readonly jfif: boolean;
  /** The transform flag of an Adobe segment: 0 none, 1 YCbCr, 2 YCCK. */
  readonly adobeTransform: number | undefined;
}

export interface JpegComponent {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
}

/**
 * What nobody decodes exactly, or not at all, in words; undefined if the stream is not of that kind. Four colours are
 * inks, which only a printer's profile makes grey or RGB of; one component per two or three of another has no pixels
 * of its own.
 */
export function unreadColour({ components, adobeTransform }: JpegHeader): string | undefined {
  if (components.length === 4) return adobeTransform === 2 ? 'YCCK' : 'CMYK';
  if (components.length !== 1 && components.length !== 3) return `${components.length} components`;
  const isFraction = (side: 'horizontal' | 'vertical') => {
    const most = Math.max(...components.map((one) => one[side]));
    return components.some((one) => most % one[side] !== 0);
  };
  return isFraction('horizontal') || isFraction('vertical') ? 'sampling in fractions' : undefined;
}

const startOfImage = 0xffd8;
/** T.81 B.2.2. */
const mostSampling = 4;
const notFrames = new Set([0xc4, 0xc8, 0xcc]);

/**
 * Reads the segments through the start of frame to the first scan.
 * @throws RefusedError as made by `corrupt`, if the stream is not a JPEG or ends earlier
 */
export function readJpegHeader(bytes: Uint8Array, corrupt: CorruptAt): JpegHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let jfif = false;
  let adobeTransform: number | undefined;
  let frame: Omit<JpegHeader, 'jfif' | 'adobeTransform'> | undefined;
  for (const { marker, start, end } of segments(bytes, view, corrupt)) {
    const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 5)));
    if (marker === 0xe0 && text.startsWith('JFIF')) jfif = true;
    else if (marker === 0xee && text === 'Adobe' && end - start >= 12)
      adobeTransform = view.getUint8(start + 11);
    else if (marker >= 0xc0 && marker <= 0xcf && !notFrames.has(marker))
      frame ??= readFrame(view, { marker, start, end }, corrupt);
  }
  if (frame === undefined) throw corrupt(0);
  return { ...frame, jfif, adobeTransform };
}

interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

function* segments(bytes: Uint8Array, view: DataView, corrupt: CorruptAt): Generator<Segment> {
  if (bytes.length < 4 || view.getUint16(0) !== startOfImage) throw corrupt(0);
  let offset = 2;
  for (;;) {
    if (bytes[offset] !== 0xff) throw corrupt(offset);
    while (bytes[offset] === 0xff) offset += 1;
    const marker = bytes[offset] ?? 0;
    if (offset + 3 > bytes.length) throw corrupt(offset);
    if (marker === 0xda) return;
    if (!hasSegment(marker)) throw corrupt(offset);
    const start = offset + 3;
    const end = offset + 1 + view.getUint16(offset + 1);
    if (end < start || end > bytes.length) throw corrupt(offset);
    yield { marker, start, end };
    offset = end;
  }
}

/**
 * Whether a length and a segment follow a marker, T.81 table B.1: not so for standalone and reserved markers.
 * After one of those, a decoder may search for the next marker forever.
 */
export function hasSegment(marker: number): boolean {
  return marker >= 0xc0 && !(marker >= 0xd0 && marker <= 0xd9) && marker !== 0xff;
}

function readFrame(view: DataView, { marker, start, end }: Segment, corrupt: CorruptAt) {
  const count = end - start >= 6 ? view.getUint8(start + 5) : 0;
  if (count === 0 || end - start < 6 + 3 * count) throw corrupt(start);
  const components = Array.from({ length: count }, (_, index) => {
    const at = start + 6 + 3 * index;
    const sampling = view.getUint8(at + 1);
    const [horizontal, vertical] = [sampling >> 4, sampling & 15];
    if (horizontal === 0 || horizontal > mostSampling || vertical === 0 || vertical > mostSampling)
      throw corrupt(at + 1);
    return { id: view.getUint8(at), horizontal, vertical };
  });
  return {
    process: marker,
    precision: view.getUint8(start),
    rows: view.getUint16(start + 1),
    columns: view.getUint16(start + 3),
    components,
  };
}
