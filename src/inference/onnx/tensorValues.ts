import { type Field, fieldsOf, textOf } from './protobuf';

/** The layout of a floating-point number in the file: where its exponent and its fraction are. */
interface FloatFormat {
  readonly bytes: 2 | 4 | 8;
  readonly exponent: number;
  readonly fraction: number;
}

/** TensorProto.DataType of onnx.proto3. For a double, only the upper half is checked, which holds the exponent. */
const formats: Readonly<Record<number, FloatFormat>> = {
  1: { bytes: 4, exponent: 0x7f800000, fraction: 0x007fffff },
  10: { bytes: 2, exponent: 0x7c00, fraction: 0x03ff },
  11: { bytes: 8, exponent: 0x7ff00000, fraction: 0x000fffff },
  14: { bytes: 4, exponent: 0x7f800000, fraction: 0x007fffff },
  15: { bytes: 8, exponent: 0x7ff00000, fraction: 0x000fffff },
  16: { bytes: 2, exponent: 0x7f80, fraction: 0x007f },
};

/** Fields of TensorProto. */
const DATA_TYPE = 2;
const FLOAT_DATA = 4;
const INT32_DATA = 5;
const NAME = 8;
const RAW_DATA = 9;
const DOUBLE_DATA = 10;

export interface TensorValues {
  readonly name: string;
  readonly nan: boolean;
  readonly infinite: boolean;
}

/** Whether a floating-point tensor (a TensorProto) holds NaN or infinity. */
export function valuesOf(tensor: Uint8Array): TensorValues {
  const fields = [...fieldsOf(tensor)];
  const type = Number(fields.find(({ number }) => number === DATA_TYPE)?.value ?? 0n);
  const name = fields.find(({ number }) => number === NAME);
  const format = formats[type];
  const parts = format === undefined ? [] : fields.map((field) => lookAt(field, format));
  return {
    name: name ? textOf(name) : '',
    nan: parts.some(({ nan }) => nan),
    infinite: parts.some(({ infinite }) => infinite),
  };
}

const nothing = { nan: false, infinite: false };

function lookAt({ number, bytes, value }: Field, format: FloatFormat): typeof nothing {
  if (number === INT32_DATA && format.bytes === 2)
    return look(bytes === undefined ? [Number(value)] : varints(bytes), format);
  if (bytes === undefined) return nothing;
  if (number === RAW_DATA) return look(words(bytes, format.bytes), format);
  if (number === FLOAT_DATA && format.bytes === 4) return look(words(bytes, 4), format);
  if (number === DOUBLE_DATA && format.bytes === 8) return look(words(bytes, 8), format);
  return nothing;
}

function look(numbers: Iterable<number>, { exponent, fraction }: FloatFormat): typeof nothing {
  const found = { ...nothing };
  for (const bits of numbers) {
    if ((bits & exponent) !== exponent) continue;
    if ((bits & fraction) === 0) found.infinite = true;
    else found.nan = true;
  }
  return found;
}

/**
 * The bits of the numbers, little endian. For 8 bytes, the upper 4: a NaN whose fraction is in the lower half
 * alone reads as infinite, which is just as bad.
 */
function* words(bytes: Uint8Array, size: 2 | 4 | 8): Generator<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.byteLength - (bytes.byteLength % size);
  if (size === 2) for (let at = 0; at < end; at += 2) yield view.getUint16(at, true);
  else for (let at = size - 4; at < end; at += size) yield view.getUint32(at, true);
}

function* varints(bytes: Uint8Array): Generator<number> {
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte >= 0x80) continue;
    yield value;
    [value, scale] = [0, 1];
  }
}
