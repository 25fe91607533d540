import { ModelProblem } from './modelProblem';

/** What is read from an ONNX file before any runtime sees it. */
export interface OnnxFacts {
  /** Version of the default operator set. */
  readonly opset: number;
  /** Whether any tensor keeps its values in another file. */
  readonly externalData: boolean;
}

/** Message types of onnx.proto3 that lead to tensors; the numbers are field numbers there. */
type Kind =
  | 'model'
  | 'graph'
  | 'node'
  | 'attribute'
  | 'tensor'
  | 'sparse'
  | 'function'
  | 'training'
  | 'opset';

const children: Record<Kind, Readonly<Record<number, Kind>>> = {
  model: { 7: 'graph', 8: 'opset', 20: 'training', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  function: { 7: 'node', 11: 'attribute' },
  training: { 1: 'graph', 2: 'graph' },
  tensor: {},
  opset: {},
};

const DATA_LOCATION = 14;
const EXTERNAL_DATA = 13;
const DEEPEST = 100;

/**
 * Walks an ONNX file's protobuf structure.
 *
 * @throws ModelProblem where it is not well-formed
 */
export function readOnnxFacts(bytes: Uint8Array): OnnxFacts {
  const facts = { opset: 0, externalData: false };
  walk(bytes, 'model', facts, 0);
  if (facts.opset === 0) throw new ModelProblem('the file names no operator set: it is not an ONNX model');
  return facts;
}

function walk(
  bytes: Uint8Array,
  kind: Kind,
  facts: { opset: number; externalData: boolean },
  depth: number,
): void {
  if (depth > DEEPEST) throw new ModelProblem('the ONNX file is nested too deep');
  let domain = '';
  let version = 0;
  for (const field of fieldsOf(bytes)) {
    if (kind === 'tensor' && isExternal(field)) facts.externalData = true;
    if (kind === 'opset' && field.number === 1) domain = Buffer.from(field.bytes ?? []).toString('utf8');
    if (kind === 'opset' && field.number === 2) version = Number(field.value ?? 0n);
    const child = children[kind][field.number];
    if (child !== undefined && field.bytes !== undefined) walk(field.bytes, child, facts, depth + 1);
  }
  if (kind === 'opset' && (domain === '' || domain === 'ai.onnx')) facts.opset = version;
}

function isExternal(field: Field): boolean {
  return field.number === EXTERNAL_DATA || (field.number === DATA_LOCATION && field.value === 1n);
}

/** One protobuf field: `bytes` where it is length-delimited, `value` where it is a varint. */
interface Field {
  readonly number: number;
  readonly value?: bigint;
  readonly bytes?: Uint8Array;
}

function* fieldsOf(bytes: Uint8Array): Generator<Field> {
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
        take(8);
        break;
      case 2:
        yield { number, bytes: take(Number(varint())) };
        break;
      case 5:
        take(4);
        break;
      default:
        throw new ModelProblem('the file is not an ONNX model');
    }
  }
}
