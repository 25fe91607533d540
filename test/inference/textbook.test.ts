import { loadNetwork } from '../../src/inference/onnx/child/loadNetwork';
import type { FloatTensor } from '../../src/inference/onnx/network';
import { readOnnxFacts } from '../../src/inference/onnx/onnxFile';
import { runNetwork } from '../../src/inference/onnx/runNetwork';
import { type OnnxNode, type OnnxWeights, onnxModel } from '../support/onnxBuilder';

/** 1 … 16, row by row. */
const matrix: FloatTensor = {
  dims: [1, 1, 4, 4],
  data: Float32Array.from({ length: 16 }, (_, at) => at + 1),
};

/** Runs one operator over the matrix; it leaves 2 × 2 values. */
async function run(node: Omit<OnnxNode, 'outputs'>, weights: OnnxWeights[] = []): Promise<FloatTensor> {
  const bytes = onnxModel({
    inputs: [{ name: 'x', shape: [1, 1, 4, 4] }],
    outputs: [{ name: 'y', shape: [1, 1, 2, 2] }],
    weights,
    nodes: [{ ...node, outputs: ['y'] }],
  });
  const network = await loadNetwork(bytes);
  const [result] = await runNetwork(network, { name: 'x', tensor: matrix }, ['y']);
  return result as FloatTensor;
}

test('a convolution multiplies without turning its kernel: [[1,0,−1],[2,0,−2],[1,0,−1]] over 1 … 16 is −8 everywhere', async () => {
  const kernel = { name: 'w', shape: [1, 1, 3, 3], values: [1, 0, -1, 2, 0, -2, 1, 0, -1] };
  const { dims, data } = await run({ op: 'Conv', inputs: ['x', 'w'] }, [kernel]);
  expect(dims).toEqual([1, 1, 2, 2]);
  expect([...data]).toEqual([-8, -8, -8, -8]);
});

test('the 2 × 2 max-pool of 1 … 16 is [[6, 8], [14, 16]]', async () => {
  const attributes = { kernel_shape: [2, 2], strides: [2, 2] };
  const { data } = await run({ op: 'MaxPool', inputs: ['x'], attributes });
  expect([...data]).toEqual([6, 8, 14, 16]);
});

test('the 2 × 2 mean-pool of 1 … 16 is [[3.5, 5.5], [11.5, 13.5]]', async () => {
  const attributes = { kernel_shape: [2, 2], strides: [2, 2] };
  const { data } = await run({ op: 'AveragePool', inputs: ['x'], attributes });
  expect([...data]).toEqual([3.5, 5.5, 11.5, 13.5]);
});

test('what the tests build passes as an ONNX file with all its weights inside', () => {
  const bytes = onnxModel({
    inputs: [{ name: 'x', shape: ['batch', 2] }],
    outputs: [{ name: 'y', shape: ['batch', 2] }],
    nodes: [{ op: 'LeakyRelu', inputs: ['x'], outputs: ['y'], attributes: { alpha: 0.25 } }],
    opset: 13,
  });
  expect(readOnnxFacts(bytes)).toMatchObject({ opset: 13, externalData: false, unknownDomains: [] });
});
