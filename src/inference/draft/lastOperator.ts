import { fieldsOf, textOf } from '../onnx/protobuf';

/** Fields of onnx.proto3: ModelProto.graph, GraphProto.node; for NodeProto its inputs, outputs and operator. */
const GRAPH = 7;
const NODE = 1;
const INPUT = 1;
const OUTPUT = 2;
const OPERATOR = 4;

/** They pass values on unchanged. */
const shapeOnly = new Set(['Cast', 'Flatten', 'Identity', 'Reshape', 'Squeeze', 'Unsqueeze', 'Transpose']);

interface Node {
  readonly operator: string;
  readonly input: string;
  readonly outputs: readonly string[];
}

/** The operator that computes an output, such as `Softmax` or `Gemm`; undefined if nothing does. */
export function lastOperator(onnx: Uint8Array, output: string): string | undefined {
  const nodes = [...fieldsOf(onnx)]
    .filter(({ number, bytes }) => number === GRAPH && bytes !== undefined)
    .flatMap(({ bytes }) => nodesOf(bytes as Uint8Array));
  const producer = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  let node = producer.get(output);
  // A valid network has no cycle; the limit is for invalid files.
  for (let steps = 0; node !== undefined && shapeOnly.has(node.operator) && steps < nodes.length; steps++)
    node = producer.get(node.input);
  return node?.operator;
}

function nodesOf(graph: Uint8Array): Node[] {
  return [...fieldsOf(graph)].flatMap(({ number, bytes }) => {
    if (number !== NODE || bytes === undefined) return [];
    const fields = [...fieldsOf(bytes)];
    const texts = (which: number) => fields.filter((field) => field.number === which).map(textOf);
    const [operator = '', input = ''] = [texts(OPERATOR)[0], texts(INPUT)[0]];
    return [{ operator, input, outputs: texts(OUTPUT) }];
  });
}
