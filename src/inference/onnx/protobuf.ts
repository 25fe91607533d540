import { ModelProblem } from '../manifest/modelProblem';

/** One protobuf field: `bytes` if it is length-delimited, `value` if it is a varint, neither if it is fixed. */
export interface Field {
  readonly number: number;
  readonly value?: bigint;
  readonly bytes?: Uint8Array;
}

/** The fields of a message, in file order. @throws ModelProblem if it is not well-formed */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return result;
    }
    throw new ModelProblem('the ONNX file is damaged: a number does not end');
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at)
      throw new ModelProblem('the ONNX file is damaged: a part is longer than the file');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const number = Number(key >> 3n);
    switch (Number(key & 7n)) {
      case 0:
        yield { number, value: varint() };
        break;
      case 1:
        yield { number, bytes: take(8) };
        break;
      case 2:
        yield { number, bytes: take(Number(varint())) };
        break;
      case 5:
        yield { number, bytes: take(4) };
        break;
      default:
        throw new ModelProblem('the file is not an ONNX model');
    }
  }
}

export function textOf(field: Field): string {
  return Buffer.from(field.bytes ?? []).toString('utf8');
}
