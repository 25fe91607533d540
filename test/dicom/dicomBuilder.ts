import { deflateRawSync } from 'node:zlib';

/** How a data set is encoded. */
export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

/** A value: text, numbers of the VR's width, bytes as they are, items, or encapsulated fragments. */
export type Value =
  | string
  | readonly number[]
  | Uint8Array
  | { items: readonly Elements[] }
  | { fragments: readonly Uint8Array[] };
export type ElementSpec = readonly [tag: number, vr: string, value: Value];
export type Elements = readonly ElementSpec[];

const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'UC', 'UN', 'UR', 'UT']);
const widths: Readonly<Record<string, number>> = { US: 2, SS: 2, OW: 2, UL: 4, SL: 4, OL: 4, OB: 1, UN: 1 };

export const syntaxes = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  bigEndian: '1.2.840.10008.1.2.2',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
} as const;

export const explicitLittle: Encoding = { explicit: true, littleEndian: true };

/** The encoding of the data set in a transfer syntax. */
export function encodingOf(transferSyntax: string): Encoding {
  return {
    explicit: transferSyntax !== syntaxes.implicit,
    littleEndian: transferSyntax !== syntaxes.bigEndian,
  };
}

function number(value: number, width: number, littleEndian: boolean): Buffer {
  const bytes = Buffer.alloc(width);
  for (let index = 0; index < width; index += 1) {
    bytes[littleEndian ? index : width - 1 - index] = Math.floor(value / 2 ** (8 * index)) & 0xff;
  }
  return bytes;
}

export function tagBytes(tag: number, littleEndian = true): Buffer {
  return Buffer.concat([number(tag >>> 16, 2, littleEndian), number(tag & 0xffff, 2, littleEndian)]);
}

/** The header of an element with any length, right or wrong. */
export function header(tag: number, vr: string, length: number, encoding: Encoding = explicitLittle): Buffer {
  const { explicit, littleEndian } = encoding;
  const start = tagBytes(tag, littleEndian);
  if (!explicit || tag >= 0xfffe0000) return Buffer.concat([start, number(length, 4, littleEndian)]);
  return longVrs.has(vr)
    ? Buffer.concat([start, Buffer.from(vr), Buffer.alloc(2), number(length, 4, littleEndian)])
    : Buffer.concat([start, Buffer.from(vr), number(length, 2, littleEndian)]);
}

function valueBytes(vr: string, value: Value, encoding: Encoding): Buffer {
  if (typeof value === 'string') {
    const padding = value.length % 2 === 0 ? '' : vr === 'UI' ? '\0' : ' ';
    return Buffer.from(value + padding, 'latin1');
  }
  if (value instanceof Uint8Array) return Buffer.from(value);
  if ('items' in value) {
    const items = value.items.map((item) => {
      const content = dataSet(item, encoding);
      return Buffer.concat([header(0xfffee000, '', content.length, encoding), content]);
    });
    return Buffer.concat(items);
  }
  if ('fragments' in value) throw new Error('fragments have no defined length');
  const width = widths[vr] ?? 1;
  return Buffer.concat(
    value.map((one) => number(one < 0 ? one + 2 ** (8 * width) : one, width, encoding.littleEndian)),
  );
}

/** One element, with the length that it has. */
export function element([tag, vr, value]: ElementSpec, encoding: Encoding = explicitLittle): Buffer {
  if (typeof value === 'object' && 'fragments' in value) {
    const { fragments } = value;
    const items = fragments.flatMap((bytes) => [header(0xfffee000, '', bytes.length), Buffer.from(bytes)]);
    return Buffer.concat([header(tag, vr, 0xffffffff), ...items, header(0xfffee0dd, '', 0)]);
  }
  const bytes = valueBytes(vr, value, encoding);
  return Buffer.concat([header(tag, vr, bytes.length, encoding), bytes]);
}

export function dataSet(elements: Elements, encoding: Encoding = explicitLittle): Buffer {
  return Buffer.concat(elements.map((one) => element(one, encoding)));
}

export interface FileParts {
  readonly transferSyntax?: string;
  readonly preamble?: Uint8Array;
  /** Instead of the right file meta information. */
  readonly meta?: Uint8Array;
}

export function metaGroup(transferSyntax: string): Buffer {
  const content = dataSet([
    [0x00020001, 'OB', [0, 1]],
    [0x00020002, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
    [0x00020010, 'UI', transferSyntax],
  ]);
  return Buffer.concat([element([0x00020000, 'UL', [content.length]]), content]);
}

/** A whole file around the bytes of a data set. */
export function file(body: Uint8Array, parts: FileParts = {}): Buffer {
  const { transferSyntax = syntaxes.explicit, preamble = new Uint8Array(128) } = parts;
  const meta = parts.meta ?? metaGroup(transferSyntax);
  const content = transferSyntax === syntaxes.deflated ? deflateRawSync(body) : body;
  return Buffer.concat([preamble, Buffer.from('DICM'), meta, content]);
}

export interface ImageSpec {
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
  readonly samples?: number;
  readonly photometric?: string;
  readonly bits?: readonly [allocated: number, stored: number, high: number];
  readonly signed?: boolean;
  readonly planar?: 0 | 1;
  /** Stored values; the VR is OW unless `pixelVr` says otherwise. */
  readonly pixels: Value;
  readonly pixelVr?: string;
  readonly more?: Elements;
}

/** The elements of an image in the order of their tags; those of `more` replace what has the same tag. */
export function imageElements(spec: ImageSpec): Elements {
  const [allocated, stored, high] = spec.bits ?? [16, 12, 11];
  const samples = spec.samples ?? 1;
  const elements: ElementSpec[] = [
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
    [0x00080018, 'UI', '2.25.1'],
    [0x00080060, 'CS', 'DX'],
    [0x0020000d, 'UI', '2.25.2'],
    [0x0020000e, 'UI', '2.25.3'],
    [0x00280002, 'US', [samples]],
    [0x00280004, 'CS', spec.photometric ?? 'MONOCHROME2'],
    ...(samples > 1 ? [[0x00280006, 'US', [spec.planar ?? 0]] as ElementSpec] : []),
    ...(spec.frames === undefined ? [] : [[0x00280008, 'IS', String(spec.frames)] as ElementSpec]),
    [0x00280010, 'US', [spec.rows ?? 2]],
    [0x00280011, 'US', [spec.columns ?? 2]],
    [0x00280100, 'US', [allocated]],
    [0x00280101, 'US', [stored]],
    [0x00280102, 'US', [high]],
    [0x00280103, 'US', [spec.signed ? 1 : 0]],
    [0x7fe00010, spec.pixelVr ?? 'OW', spec.pixels],
  ];
  const more = spec.more ?? [];
  const kept = elements.filter(([tag]) => !more.some(([other]) => other === tag));
  return [...kept, ...more].sort(([a], [b]) => a - b);
}

export function imageFile(spec: ImageSpec, transferSyntax: string = syntaxes.explicit): Buffer {
  return file(dataSet(imageElements(spec), encodingOf(transferSyntax)), { transferSyntax });
}
