import { labelsFromFile, labelsFromList } from '../../../src/inference/draft/draftLabels';
import { type DraftRequest, draftModel } from '../../../src/inference/draft/draftModel';
import { lastOperator } from '../../../src/inference/draft/lastOperator';
import { type OnnxGraph, onnxModel } from '../../support/onnxBuilder';

type Shape = readonly (number | string)[];

/** The mean of every channel of the first three, through one operator more. */
function network(shape: Shape, last = 'Identity', more: Partial<OnnxGraph> = {}): Uint8Array {
  return onnxModel({
    inputs: [{ name: 'x', shape }],
    outputs: [{ name: 'y', shape: [1, 3] }],
    nodes: [
      { op: 'GlobalAveragePool', inputs: ['x'], outputs: ['means'] },
      { op: last, inputs: ['means'], outputs: ['said'] },
      { op: 'Flatten', inputs: ['said'], outputs: ['y'], attributes: { axis: 1 } },
    ],
    ...more,
  });
}

const picture: Shape = [1, 3, 16, 16];

const draft = (bytes: Uint8Array, more: Partial<DraftRequest> = {}) =>
  draftModel(bytes, {
    id: 'own',
    version: '1.0.0',
    labels: labelsFromList('a,b,c'),
    scoredOnly: true,
    recordedBy: 'the tests',
    ...more,
  });

// biome-ignore lint/suspicious/noExplicitAny: a draft is no manifest yet
const scoresIn = async (bytes: Uint8Array, more?: Partial<DraftRequest>): Promise<any> =>
  ((await draft(bytes, more)).manifest.outputs as { scores: unknown }).scores;

describe('scores', () => {
  test('out of a sigmoid are probabilities, also through a change of shape', async () => {
    expect(await scoresIn(network(picture, 'Sigmoid'))).toEqual({
      name: 'y',
      kind: 'probabilities',
      activation: 'sigmoid',
    });
    expect(lastOperator(network(picture, 'Sigmoid'), 'y')).toBe('Sigmoid');
  });

  test('outside 0 … 1 are logits, and what makes probabilities of them is left open unless it is said', async () => {
    expect(await scoresIn(network(picture))).toEqual({
      name: 'y',
      kind: 'logits',
      activation: expect.stringMatching(/^TODO: softmax if/),
    });
    expect(await scoresIn(network(picture), { activation: 'sigmoid' })).toMatchObject({
      activation: 'sigmoid',
    });
  });

  test('in 0 … 1 out of anything else are not guessed at', async () => {
    // As SqueezeNet ends: its logits come out of a ReLU, and small ones lie in 0 … 1.
    const rectified = network(picture, 'Relu');
    const { kind } = await scoresIn(rectified);
    expect(kind).toMatch(/^TODO: logits, or probabilities/);
    expect(await scoresIn(rectified, { activation: 'softmax' })).toMatchObject({ kind: 'logits' });
  });

  test.each<[string, Partial<DraftRequest>, RegExp]>([
    [
      'too few labels',
      { labels: labelsFromList('a,b') },
      /--labels names 2 labels, and no output .*"y" gives 1x3/,
    ],
    [
      'an output that is not there',
      { output: 'z' },
      /--output: the network has no float32 output "z"; "y" gives 1x3/,
    ],
    [
      'a preset for other channels',
      { preset: 'torchxrayvision' },
      /for networks of 1 channels, and this one has 3/,
    ],
    ['another size', { size: { width: 8, height: 16 } }, /--size: the network's width is 16, and not 8/],
  ])('%s', async (_, more, words) => {
    await expect(draft(network(picture), more)).rejects.toThrow(words);
  });

  test('that contradict what was said of them are refused', async () => {
    await expect(draft(network(picture, 'Sigmoid'), { activation: 'softmax' })).rejects.toThrow(
      /--activation softmax: the network itself ends in a sigmoid/,
    );
  });
});

describe('the input', () => {
  test.each<[string, Shape, RegExp]>([
    ['two channels', [1, 2, 16, 16], /does not show which dimension is the channels'/],
    ['eight pictures at once', [8, 3, 16, 16], /takes 8 pictures at once \(8x3x16x16\)/],
    ['three dimensions', [3, 16, 16], /has 3 dimensions \(3x16x16\)/],
    ['an open size', ['n', 3, 'h', 'w'], /leaves the width of its input open; .*--size 224x224/],
  ])('with %s is refused in words', async (_, shape, words) => {
    await expect(draft(network(shape))).rejects.toThrow(words);
  });

  test('of an open size is as large as it is said to be', async () => {
    const { manifest } = await draft(network(['n', 3, 'h', 'w']), { size: { width: 24, height: 32 } });
    expect(manifest.input).toMatchObject({ layout: 'NCHW', width: 24, height: 32 });
  });

  test('of a network with two of them is refused', async () => {
    const two = network(picture, 'Identity', {
      inputs: [
        { name: 'x', shape: picture },
        { name: 'age', shape: [1, 1] },
      ],
    });
    await expect(draft(two)).rejects.toThrow(/the network has 2 inputs \(x, age\)/);
  });

  test('what is no ONNX file at all is told as that', async () => {
    await expect(draft(Buffer.from('no network'))).rejects.toThrow(/not an ONNX model|damaged/);
  });
});

describe('labels', () => {
  test('are written as people write them', () => {
    expect(labelsFromList('Normal, Lung Opacity,pleural_effusion')).toEqual([
      { name: 'normal', title: 'Normal' },
      { name: 'lung-opacity', title: 'Lung Opacity' },
      { name: 'pleural-effusion', title: 'Pleural effusion' },
    ]);
    expect(labelsFromFile('# two\r\na\tmeans this\r\n\r\nb\r\n')).toEqual([
      { name: 'a', title: 'A', meaning: 'means this' },
      { name: 'b', title: 'B' },
    ]);
  });

  test('that are the same, or none, are refused', () => {
    expect(() => labelsFromList('a,b,A')).toThrow('--labels: "a" is there twice');
    expect(() => labelsFromList('a,,b')).toThrow('--labels: "" is no label');
  });
});
