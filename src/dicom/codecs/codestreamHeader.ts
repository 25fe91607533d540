import { corrupt, truncated, unsupported } from './refusals';

/** The contents of the main header of a JPEG 2000 codestream, ITU-T T.800 annex A. */
export interface CodestreamHeader {
  readonly rows: number;
  readonly columns: number;
  /** The picture starts at the origin of the wavelet grid. */
  readonly atOrigin: boolean;
  readonly components: number;
  readonly precision: number;
  readonly signed: boolean;
  /** If the stream says so: for each component, the byte whose highest bit is the sign flag. */
  readonly signsAt: readonly number[];
  readonly tiles: number;
  /** Quality layers. */
  readonly layers: number;
  /** The minimum number of times the picture can be halved. */
  readonly levels: number;
  /** The first three components were transformed to luminance and chrominance together. */
  readonly multipleComponentTransform: boolean;
  /** The wavelet keeps every bit. */
  readonly reversible: boolean;
  /** Coded as in ITU-T T.814 (HTJ2K), wholly or partly. */
  readonly highThroughput: boolean;
  /** The start of the first tile-part. */
  readonly end: number;
}

type Size = Pick<
  CodestreamHeader,
  'rows' | 'columns' | 'atOrigin' | 'components' | 'precision' | 'signed' | 'signsAt' | 'tiles'
>;

export const markers = {
  soc: 0xff4f,
  siz: 0xff51,
  cod: 0xff52,
  coc: 0xff53,
  sot: 0xff90,
  com: 0xff64,
  sod: 0xff93,
  eoc: 0xffd9,
};

/**
 * Segments of ITU-T T.801 (part 2) that change the decoded samples. We look for the segments and not for the
 * bit in SIZ that announces them, because that is what decoders do.
 */
const partTwoName = 'JPEG 2000 part 2';
const partTwo = { first: 0xff72, last: 0xff79 };

/** A marker with its parameters; `start` is the first byte after the length. */
export interface MarkerSegment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the marker segment at `offset`.
 * @throws RefusedError `truncated`, `corrupt-pixel-data`
 */
export function readMarkerSegment(view: DataView, offset: number): MarkerSegment {
  if (offset + 4 > view.byteLength) throw truncated(offset);
  const marker = view.getUint16(offset);
  if (marker < 0xff00) throw corrupt(offset);
  const end = offset + 2 + view.getUint16(offset + 2);
  if (end < offset + 4) throw corrupt(offset);
  if (end > view.byteLength) throw truncated(offset);
  return { marker, start: offset + 4, end };
}

/**
 * Reads the main header.
 * @throws RefusedError `corrupt-pixel-data`, `truncated`, `unsupported-pixel-format`
 */
export function readCodestreamHeader(view: DataView): CodestreamHeader {
  if (view.byteLength < 4 || view.getUint16(0) !== markers.soc) throw corrupt(0);
  let size: Size | undefined;
  let style: CodingStyle | undefined;
  let offset = 2;
  for (;;) {
    const segment = readMarkerSegment(view, offset);
    if (segment.marker === markers.sot) break;
    if (segment.marker >= partTwo.first && segment.marker <= partTwo.last) throw unsupported(partTwoName);
    if (segment.marker === markers.siz) size = readSize(view, segment);
    else if (segment.marker === markers.cod) style = readCodingStyle(view, segment, style);
    else if (segment.marker === markers.coc && size !== undefined && style !== undefined)
      style = readComponentStyle(view, segment, size.components, style);
    offset = segment.end;
  }
  if (size === undefined || style === undefined) throw corrupt(offset);
  return { ...size, ...style, end: offset };
}

function readSize(view: DataView, { start, end }: MarkerSegment): Size {
  if (end - start < 36) throw corrupt(start);
  const at = (index: number) => view.getUint32(start + 2 + 4 * index);
  const [right, bottom, left, top] = [at(0), at(1), at(2), at(3)];
  const [tileColumns, tileRows, tileLeft, tileTop] = [at(4), at(5), at(6), at(7)];
  const components = view.getUint16(start + 34);
  if (components === 0 || end - start < 36 + 3 * components) throw corrupt(start);
  if (right <= left || bottom <= top || tileColumns === 0 || tileRows === 0) throw corrupt(start);
  if (tileLeft > left || tileTop > top) throw corrupt(start);
  return {
    rows: bottom - top,
    columns: right - left,
    atOrigin: left === 0 && top === 0,
    components,
    tiles: Math.ceil((right - tileLeft) / tileColumns) * Math.ceil((bottom - tileTop) / tileRows),
    ...readSamples(view, start + 36, components),
  };
}

/** All components must have the same properties; DICOM cannot describe anything else. */
function readSamples(view: DataView, start: number, components: number) {
  const first = view.getUint8(start);
  for (let index = 0; index < components; index += 1) {
    const at = start + 3 * index;
    if (view.getUint8(at) !== first) throw unsupported('components of different precision');
    if (view.getUint8(at + 1) !== 1 || view.getUint8(at + 2) !== 1)
      throw unsupported('subsampled components');
  }
  const signsAt = Array.from({ length: components }, (_, index) => start + 3 * index);
  return { precision: (first & 0x7f) + 1, signed: first >= 0x80, signsAt };
}

type CodingStyle = Pick<
  CodestreamHeader,
  'layers' | 'levels' | 'multipleComponentTransform' | 'reversible' | 'highThroughput'
>;

/** SPcod and SPcoc, T.800 table A.15: levels, code-block style, and wavelet. */
function readParameters(view: DataView, start: number, end: number) {
  if (end - start < 5) throw corrupt(start);
  if (view.getUint8(start + 4) > 1) throw unsupported(partTwoName);
  return {
    levels: view.getUint8(start),
    highThroughput: (view.getUint8(start + 3) & 0x40) !== 0,
    reversible: view.getUint8(start + 4) === 1,
  };
}

/** A COD segment; in a tile-part header it applies to that tile only. */
export function readCodingStyle(view: DataView, segment: MarkerSegment, other?: CodingStyle): CodingStyle {
  const { start, end } = segment;
  if (end - start < 10) throw corrupt(start);
  if (view.getUint8(start + 4) > 1) throw unsupported(partTwoName);
  const style = {
    layers: view.getUint16(start + 2),
    multipleComponentTransform: view.getUint8(start + 4) !== 0,
    ...readParameters(view, start + 5, end),
  };
  return other === undefined ? style : merge(style, other);
}

/** A COC segment: overrides COD for one component. */
export function readComponentStyle(
  view: DataView,
  { start, end }: MarkerSegment,
  components: number,
  style: CodingStyle,
): CodingStyle {
  const indexBytes = components < 257 ? 1 : 2;
  return merge({ ...style, ...readParameters(view, start + indexBytes + 1, end) }, style);
}

/** What holds for the whole stream where its parts differ. */
function merge(one: CodingStyle, other: CodingStyle): CodingStyle {
  return {
    layers: Math.max(one.layers, other.layers),
    levels: Math.min(one.levels, other.levels),
    multipleComponentTransform: one.multipleComponentTransform || other.multipleComponentTransform,
    reversible: one.reversible && other.reversible,
    highThroughput: one.highThroughput || other.highThroughput,
  };
}
