import { ModelProblem } from '../manifest/modelProblem';
import { type Field, fieldsOf, textOf } from './protobuf';
import { valuesOf } from './tensorValues';

/** What is read from an ONNX file before any runtime opens it. */
export interface OnnxFacts {
  /** Version of the default operator set. */
  readonly opset: number;
  /** Whether any tensor stores its values in another file. */
  readonly externalData: boolean;
  /** Domains of operators that are neither standard, nor the runtime's, nor defined in the file itself. */
  readonly unknownDomains: readonly string[];
  /** Names of weights that hold NaN or infinity, and of constants that hold NaN. */
  readonly notFinite: readonly string[];
  /** The number of weight tensors. */
  readonly weights: number;
  /**
   * Operators with a graph inside, such as `Loop` and `If`, anywhere in the file. How often such a graph runs
   * is for the network to decide, so it may never end.
   */
  readonly controlFlow: readonly string[];
}

/** Message types of onnx.proto3 that lead to tensors; the numbers are field numbers there. */
type Kind =
  | 'model'
  | 'graph'
  | 'node'
  | 'attribute'
  | 'weight'
  | 'constant'
  | 'sparseWeight'
  | 'sparseConstant'
  | 'function'
  | 'training'
  | 'opset';

const children: Record<Kind, Readonly<Record<number, Kind>>> = {
  model: { 7: 'graph', 8: 'opset', 20: 'training', 25: 'function' },
  graph: { 1: 'node', 5: 'weight', 15: 'sparseWeight' },
  node: { 5: 'attribute' },
  attribute: {
    5: 'constant',
    6: 'graph',
    10: 'constant',
    11: 'graph',
    22: 'sparseConstant',
    23: 'sparseConstant',
  },
  sparseWeight: { 1: 'weight', 2: 'weight' },
  sparseConstant: { 1: 'constant', 2: 'constant' },
  function: { 7: 'node', 11: 'attribute' },
  training: { 1: 'graph', 2: 'graph' },
  weight: {},
  constant: {},
  opset: {},
};

const DATA_LOCATION = 14;
const EXTERNAL_DATA = 13;
const NODE_OPERATOR = 4;
const NODE_ATTRIBUTE = 5;
const NODE_DOMAIN = 7;
/** Fields of an attribute that hold one graph, or several. */
const ATTRIBUTE_GRAPHS = [6, 11];
const FUNCTION_DOMAIN = 10;
const DEEPEST = 100;

/** The standard's own domains, and that of onnxruntime's contributed operators, which quantized networks use. */
const knownDomains = ['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft'];

interface Found {
  opset: number;
  externalData: boolean;
  weights: number;
  readonly used: Set<string>;
  readonly defined: Set<string>;
  readonly notFinite: Set<string>;
  readonly controlFlow: Set<string>;
}

/**
 * Walks the protobuf structure of an ONNX file.
 *
 * @throws ModelProblem if it is not well-formed
 */
export function readOnnxFacts(bytes: Uint8Array): OnnxFacts {
  const found: Found = {
    opset: 0,
    externalData: false,
    weights: 0,
    used: new Set(),
    defined: new Set(knownDomains),
    notFinite: new Set(),
    controlFlow: new Set(),
  };
  walk(bytes, 'model', found, 0);
  if (found.opset === 0) throw new ModelProblem('the file names no operator set: it is not an ONNX model');
  const { opset, externalData, weights } = found;
  const unknownDomains = [...found.used].filter((domain) => !found.defined.has(domain)).sort();
  return {
    opset,
    externalData,
    weights,
    unknownDomains,
    notFinite: [...found.notFinite].sort(),
    controlFlow: [...found.controlFlow].sort(),
  };
}

function walk(bytes: Uint8Array, kind: Kind, found: Found, depth: number): void {
  if (depth > DEEPEST) throw new ModelProblem('the ONNX file is nested too deep');
  if (kind === 'opset') noteOpset(bytes, found);
  if (kind === 'node') noteControlFlow(bytes, found);
  const isTensor = kind === 'weight' || kind === 'constant';
  if (isTensor) noteValues(bytes, kind, found);
  for (const field of fieldsOf(bytes)) {
    if (isTensor && isExternal(field)) found.externalData = true;
    if (kind === 'node' && field.number === NODE_DOMAIN) found.used.add(textOf(field));
    if (kind === 'function' && field.number === FUNCTION_DOMAIN) found.defined.add(textOf(field));
    const child = children[kind][field.number];
    if (child !== undefined && field.bytes !== undefined) walk(field.bytes, child, found, depth + 1);
  }
}

function noteOpset(bytes: Uint8Array, found: Found): void {
  let [domain, version] = ['', 0];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) domain = textOf(field);
    if (field.number === 2) version = Number(field.value ?? 0n);
  }
  if (domain === '' || domain === 'ai.onnx') found.opset = version;
}

/** The standard's own such operators, which have a graph inside in any file that is well-formed. */
const controlFlowOperators = ['If', 'Loop', 'Scan', 'SequenceMap'];

function noteControlFlow(bytes: Uint8Array, found: Found): void {
  const fields = [...fieldsOf(bytes)];
  const operator = fields.find(({ number }) => number === NODE_OPERATOR);
  const name = operator ? textOf(operator) : '';
  const attributes = fields.flatMap((field) => (field.number === NODE_ATTRIBUTE && field.bytes) || []);
  const holdsGraph = attributes.some((attribute) =>
    [...fieldsOf(attribute)].some(({ number, bytes }) => ATTRIBUTE_GRAPHS.includes(number) && bytes),
  );
  if (holdsGraph || controlFlowOperators.includes(name)) found.controlFlow.add(name);
}

/** A constant may be infinite: it can be the bound of a range. A weight may not. */
function noteValues(bytes: Uint8Array, kind: 'weight' | 'constant', found: Found): void {
  const { name, nan, infinite } = valuesOf(bytes);
  if (kind === 'weight') found.weights += 1;
  if (nan || (infinite && kind === 'weight')) found.notFinite.add(name || 'one without a name');
}

function isExternal(field: Field): boolean {
  return field.number === EXTERNAL_DATA || (field.number === DATA_LOCATION && field.value === 1n);
}
