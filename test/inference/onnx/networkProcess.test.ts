import { readFile } from 'node:fs/promises';
import { parseManifest } from '../../../src/inference/manifest/parseManifest';
import { loadNetwork } from '../../../src/inference/onnx/child/loadNetwork';
import { goldenInput } from '../../../src/inference/onnx/goldenCases';
import type { FloatTensor, NetworkOutput } from '../../../src/inference/onnx/network';
import { NetworkProcess } from '../../../src/inference/onnx/networkProcess';
import { type OnnxGraph, onnxModel } from '../../support/onnxBuilder';
import { promoted, shippedModels, shippedVersion } from '../shippedModels';

const budget = { seconds: 1, memoryBytes: 256 * 2 ** 20 };

const bits = (outputs: readonly NetworkOutput[]) =>
  outputs.map(
    (output) => output && [output.dims, Buffer.from(output.data.buffer as ArrayBuffer).toString('hex')],
  );

function input(...values: number[]): { name: string; tensor: FloatTensor } {
  return { name: 'x', tensor: { dims: [values.length], data: Float32Array.from(values) } };
}

/** Adds one to zero as often as its input says. */
const counting: OnnxGraph = {
  inputs: [{ name: 'x', shape: [1] }],
  outputs: [{ name: 'y', shape: [1] }],
  weights: [{ name: 'zero', shape: [1], values: [0] }],
  nodes: [
    { op: 'Cast', inputs: ['x'], outputs: ['times'], attributes: { to: 7 } },
    {
      op: 'Loop',
      inputs: ['times', '', 'zero'],
      outputs: ['y'],
      attributes: {
        body: {
          graph: {
            inputs: [
              { name: 'round', shape: [], type: 'int64' },
              { name: 'goOn', shape: [], type: 'bool' },
              { name: 'sum', shape: [1] },
            ],
            outputs: [
              { name: 'goOnStill', shape: [], type: 'bool' },
              { name: 'next', shape: [1] },
            ],
            weights: [{ name: 'one', shape: [1], values: [1] }],
            nodes: [
              { op: 'Identity', inputs: ['goOn'], outputs: ['goOnStill'] },
              { op: 'Add', inputs: ['sum', 'one'], outputs: ['next'] },
            ],
          },
        },
      },
    },
  ],
};

/** Repeats its input as often as the input says, and adds that up. */
const spreading: OnnxGraph = {
  inputs: [{ name: 'x', shape: [1] }],
  outputs: [{ name: 'y', shape: [1] }],
  nodes: [
    { op: 'Cast', inputs: ['x'], outputs: ['size'], attributes: { to: 7 } },
    { op: 'Expand', inputs: ['x', 'size'], outputs: ['many'] },
    { op: 'ReduceSum', inputs: ['many'], outputs: ['y'] },
  ],
};

test.each([...promoted.keys()])('%s answers with the same bits as in this process', async (id) => {
  const folder = `${shippedModels}/${id}/${shippedVersion(id)}`;
  const manifest = parseManifest(await readFile(`${folder}/manifest.json`, 'utf8'));
  const bytes = await readFile(`${folder}/${manifest.file.name}`);
  const [here, there] = await Promise.all([loadNetwork(bytes), NetworkProcess.open(bytes)]);
  expect([there.inputs, there.outputs]).toEqual([here.inputs, here.outputs]);
  const names = here.outputs.map(({ name }) => name);
  for (const seed of [1, 2, 3]) {
    const tensor = { name: manifest.input.name, tensor: goldenInput(seed, manifest) };
    expect(bits(await there.run(tensor, names))).toEqual(bits(await here.run(tensor, names)));
  }
  there.close();
});

test('a network that does not end is stopped, while the app and other networks go on; then it can be run again', async () => {
  const bytes = onnxModel(counting);
  const [endless, other] = await Promise.all([
    NetworkProcess.open(bytes, budget),
    NetworkProcess.open(bytes),
  ]);
  expect(bits(await endless.run(input(3), ['y']))).toEqual(bits([{ dims: [1], data: Float32Array.of(3) }]));
  let isStopped = false;
  const stopped = endless.run(input(2 ** 62), ['y']).finally(() => {
    isStopped = true;
  });
  expect((await other.run(input(5), ['y']))[0]?.data[0]).toBe(5);
  expect(isStopped).toBe(false);
  await expect(stopped).rejects.toThrow('stopped after 1 s of computing');
  expect((await endless.run(input(4), ['y']))[0]?.data[0]).toBe(4);
  for (const network of [endless, other]) network.close();
});

test('a network that takes too much memory is stopped; then it can be run again', async () => {
  const greedy = await NetworkProcess.open(onnxModel(spreading), { ...budget, seconds: 30 });
  expect((await greedy.run(input(3), ['y']))[0]?.data[0]).toBe(9);
  await expect(greedy.run(input(2 ** 29), ['y'])).rejects.toThrow(/stopped at .* of memory/);
  expect((await greedy.run(input(2), ['y']))[0]?.data[0]).toBe(4);
  greedy.close();
});

test.each([
  ['an input that it does not have', { ...input(1), name: 'z' }, ['y']],
  ['an output that it does not have', input(1), ['z']],
  ['an input of another shape', input(1, 2), ['y']],
])('%s is a problem of the model', async (_, given, names) => {
  const network = await NetworkProcess.open(onnxModel(spreading));
  await expect(network.run(given, names)).rejects.toMatchObject({ name: 'ModelProblem' });
  network.close();
});

test('bytes that are no network are refused in words', async () => {
  await expect(NetworkProcess.open(Buffer.from('no network'))).rejects.toThrow(/the runtime cannot load/);
});
