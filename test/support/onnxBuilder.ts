/**
 * Writes small ONNX networks, so that tests need neither Python nor files: the messages of onnx.proto3 as far as they
 * are needed (IR version 8).
 *
 *     onnxModel({
 *       inputs: [{ name: 'x', shape: [1, 1, 4, 4] }],
 *       outputs: [{ name: 'y', shape: [1, 1, 2, 2] }],
 *       nodes: [{ op: 'MaxPool', inputs: ['x'], outputs: ['y'], attributes: { kernel_shape: [2, 2], strides: [2, 2] } }],
 *     })
 */

/** An input or output, float32 if no type is said; a text in the shape is a dimension that is only known at run time. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | string)[];
  readonly type?: keyof typeof valueTypes;
}

/** Weights stored in the file. The number of `values` is the product of `shape`. */
export interface OnnxWeights {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** `int64` for shapes and axes, which operators take as inputs. */
  readonly type?: 'float' | 'int64';
}

/** A number with a fraction, or in `{ float }`, is a FLOAT; other numbers are INT, lists of them INTS; text is STRING;
 * what `Loop` and the like run is a GRAPH. */
export type OnnxAttribute =
  | number
  | { readonly float: number }
  | { readonly graph: OnnxGraph }
  | readonly number[]
  | string;

export interface OnnxNode {
  /** The operator, such as `Conv`. */
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxGraph {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly weights?: readonly OnnxWeights[];
  readonly nodes: readonly OnnxNode[];
  /** Version of the default operator set. */
  readonly opset?: number;
}

const FLOAT = 1;
const INT64 = 7;
const valueTypes = { float: FLOAT, int64: INT64, bool: 9 };

/** The bytes of an .onnx file. */
export function onnxModel(graph: OnnxGraph): Uint8Array {
  return Buffer.concat([
    number(1, 8),
    text(2, 'imaging-triage-tests'),
    part(7, graphMessage(graph)),
    part(8, Buffer.concat([text(1, ''), number(2, graph.opset ?? 17)])),
  ]);
}

function graphMessage({ inputs, outputs, weights = [], nodes }: OnnxGraph): Buffer {
  return Buffer.concat([
    ...nodes.map((node) => part(1, nodeMessage(node))),
    text(2, 'test'),
    ...weights.map((one) => part(5, tensorMessage(one))),
    ...inputs.map((value) => part(11, valueMessage(value))),
    ...outputs.map((value) => part(12, valueMessage(value))),
  ]);
}

function nodeMessage({ op, inputs, outputs, attributes = {} }: OnnxNode): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => part(5, attributeMessage(name, value))),
  ]);
}

/** AttributeProto: the type (field 20) is FLOAT 1, INT 2, STRING 3, GRAPH 5 or INTS 7. */
function attributeMessage(name: string, value: OnnxAttribute): Buffer {
  if (typeof value === 'string') return Buffer.concat([text(1, name), text(4, value), number(20, 3)]);
  if (typeof value === 'object' && 'graph' in value)
    return Buffer.concat([text(1, name), part(6, graphMessage(value.graph)), number(20, 5)]);
  if (typeof value === 'object' && !('float' in value))
    return Buffer.concat([text(1, name), ...value.map((one) => number(8, one)), number(20, 7)]);
  if (typeof value === 'number' && Number.isInteger(value))
    return Buffer.concat([text(1, name), number(3, value), number(20, 2)]);
  return Buffer.concat([
    text(1, name),
    float(2, typeof value === 'number' ? value : value.float),
    number(20, 1),
  ]);
}

function tensorMessage({ name, shape, values, type = 'float' }: OnnxWeights): Buffer {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== values.length)
    throw new Error(`${name}: ${values.length} values for a shape of ${count} elements`);
  const raw =
    type === 'float' ? Float32Array.from(values) : BigInt64Array.from(values, (value) => BigInt(value));
  return Buffer.concat([
    ...shape.map((size) => number(1, size)),
    number(2, type === 'float' ? FLOAT : INT64),
    text(8, name),
    part(9, new Uint8Array(raw.buffer)),
  ]);
}

function valueMessage({ name, shape, type = 'float' }: OnnxValue): Buffer {
  const sizes = shape.map((size) => part(1, typeof size === 'number' ? number(1, size) : text(2, size)));
  const tensor = Buffer.concat([number(1, valueTypes[type]), part(2, Buffer.concat(sizes))]);
  return Buffer.concat([text(1, name), part(2, part(1, tensor))]);
}

/** A length-delimited protobuf field. */
function part(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint(BigInt(field) * 8n + 2n), varint(BigInt(bytes.length)), bytes]);
}

function text(field: number, value: string): Buffer {
  return part(field, Buffer.from(value, 'utf8'));
}

/** An int64 field; negative numbers in two's complement of 64 bits. */
function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(BigInt(field) * 8n), varint(BigInt.asUintN(64, BigInt(value)))]);
}

/** A float field of 32 bits. */
function float(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint(BigInt(field) * 8n + 5n), bytes]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}
