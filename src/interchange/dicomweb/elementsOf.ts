import type { PlainElement } from '../../dicom/writing/plainElement';
import { uncutTextOf } from '../dicom/elements';
import type { WebAttribute, WebDataSet, WebName, WebValue } from './webDataSet';

const writers: Readonly<
  Record<string, readonly [number, (bytes: Buffer, value: number, at: number) => void]>
> = {
  FD: [8, (bytes, value, at) => bytes.writeDoubleLE(value, at)],
  FL: [4, (bytes, value, at) => bytes.writeFloatLE(value, at)],
  SL: [4, (bytes, value, at) => bytes.writeInt32LE(value, at)],
  SS: [2, (bytes, value, at) => bytes.writeInt16LE(value, at)],
  UL: [4, (bytes, value, at) => bytes.writeUInt32LE(value, at)],
  US: [2, (bytes, value, at) => bytes.writeUInt16LE(value, at)],
};

/** A data set of the DICOM JSON Model as elements of a file, its texts in UTF-8. Bulk data by address is left out. */
export function elementsOf(set: WebDataSet): PlainElement[] {
  return Object.entries(set).flatMap(([tag, attribute]) => {
    const element = elementOf(Number.parseInt(tag, 16), attribute);
    return element === undefined ? [] : [element];
  });
}

function elementOf(tag: number, attribute: WebAttribute): PlainElement | undefined {
  const { vr, Value = [], InlineBinary, BulkDataURI } = attribute;
  if (BulkDataURI !== undefined) return undefined;
  if (InlineBinary !== undefined) return { tag, vr, value: { bytes: Buffer.from(InlineBinary, 'base64') } };
  if (vr === 'SQ') return { tag, vr, value: { items: Value.map((item) => elementsOf(item as WebDataSet)) } };
  const binary = binaryOf(vr, Value);
  if (binary !== undefined) return { tag, vr, value: { bytes: binary } };
  return uncutTextOf(tag, vr, Value.map((value) => textIn(vr, value)).join('\\'));
}

function binaryOf(vr: string, values: readonly WebValue[]): Buffer | undefined {
  if (vr === 'AT') return Buffer.concat(values.map((value) => tagBytes(String(value))));
  if (vr === 'SV' || vr === 'UV') return Buffer.concat(values.map((value) => longBytes(vr, String(value))));
  const writer = writers[vr];
  if (writer === undefined) return undefined;
  const [width, write] = writer;
  const bytes = Buffer.alloc(values.length * width);
  // JSON has no number for what is not finite.
  for (const [at, value] of values.entries())
    write(bytes, value === null ? Number.NaN : Number(value), at * width);
  return bytes;
}

function tagBytes(tag: string): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0);
  bytes.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2);
  return bytes;
}

function longBytes(vr: 'SV' | 'UV', text: string): Buffer {
  const bytes = Buffer.alloc(8);
  if (vr === 'SV') bytes.writeBigInt64LE(BigInt(text));
  else bytes.writeBigUInt64LE(BigInt(text));
  return bytes;
}

function textIn(vr: string, value: WebValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return vr === 'DS' ? decimal(Number(value)) : String(value);
  const { Alphabetic = '', Ideographic = '', Phonetic = '' } = value as WebName;
  return [Alphabetic, Ideographic, Phonetic].join('=').replace(/=+$/, '');
}

/** At most 16 characters, PS3.5 6.2. */
function decimal(value: number): string {
  const text = String(value);
  if (text.length <= 16) return text;
  for (let digits = 15; digits > 0; digits -= 1) {
    const shorter = String(Number(value.toPrecision(digits)));
    if (shorter.length <= 16) return shorter;
  }
  return text;
}
