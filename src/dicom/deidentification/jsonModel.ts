import type { JsonAttribute, JsonAttributes } from '../../domain/image/imageAttributes';
import { formatTag } from '../parsing/dataSet';
import type { PlainElement } from '../writing/plainElement';
import { valuesOf } from './codedText';

type JsonValue = NonNullable<JsonAttribute['Value']>[number];

/** The maximum number of numbers in an attribute: longer lists are tables, and belong to the pixels. */
const maxNumbers = 64;

const readers: Readonly<Record<string, (bytes: Buffer, at: number) => JsonValue>> = {
  FD: (bytes, at) => finite(bytes.readDoubleLE(at)),
  FL: (bytes, at) => finite(bytes.readFloatLE(at)),
  SL: (bytes, at) => bytes.readInt32LE(at),
  SS: (bytes, at) => bytes.readInt16LE(at),
  SV: (bytes, at) => bytes.readBigInt64LE(at).toString(),
  UL: (bytes, at) => bytes.readUInt32LE(at),
  US: (bytes, at) => bytes.readUInt16LE(at),
  UV: (bytes, at) => bytes.readBigUInt64LE(at).toString(),
  AT: (bytes, at) => hex(bytes.readUInt16LE(at) * 0x10000 + bytes.readUInt16LE(at + 2)),
};
const widths: Readonly<Record<string, number>> = {
  AT: 4,
  FD: 8,
  FL: 4,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  US: 2,
  UV: 8,
};

/** JSON has no other numbers. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function hex(tag: number): string {
  return formatTag(tag).replace(/[(),]/g, '');
}

/** Elements in the DICOM JSON Model, PS3.18 F.2, without bulk data and long lists of numbers. */
export function jsonOf(elements: readonly PlainElement[]): JsonAttributes {
  return Object.fromEntries(
    elements.flatMap((element): [string, JsonAttribute][] => {
      const { tag, vr } = element;
      const values = valuesIn(element);
      if (values === undefined) return [];
      return [[hex(tag), values.length === 0 ? { vr } : { vr, Value: values }]];
    }),
  );
}

/** `undefined` for whatever is left out. */
function valuesIn({ vr, value }: PlainElement): JsonValue[] | undefined {
  if ('items' in value) return value.items.map(jsonOf);
  if ('fragments' in value || vr.startsWith('O') || vr === 'UN') return undefined;
  if (value.bytes.length === 0) return [];
  const read = readers[vr];
  if (read === undefined) return valuesOf(value.bytes).map((text) => textOrNumber(vr, text));
  const bytes = Buffer.from(value.bytes.buffer, value.bytes.byteOffset, value.bytes.length);
  const width = widths[vr] ?? 1;
  const count = Math.floor(bytes.length / width);
  if (count > maxNumbers) return undefined;
  return Array.from({ length: count }, (_, index) => read(bytes, index * width));
}

function textOrNumber(vr: string, text: string): JsonValue {
  if (text === '') return null;
  return vr === 'DS' || vr === 'IS' ? finite(Number(text)) : text;
}
