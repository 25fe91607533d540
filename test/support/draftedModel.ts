import { readFileSync, writeFileSync } from 'node:fs';
import { type OnnxNode, onnxModel } from './onnxBuilder';

export interface Net {
  readonly layout: 'NCHW' | 'NHWC';
  readonly scores: number;
  readonly softmax: boolean;
}

/** The mean of each channel into one linear layer: the shape of an ImageNet network, and none of its depth. */
export function network({ layout, scores, softmax }: Net): Uint8Array {
  const first: OnnxNode =
    layout === 'NHWC'
      ? { op: 'Transpose', inputs: ['image'], outputs: ['planes'], attributes: { perm: [0, 3, 1, 2] } }
      : { op: 'Identity', inputs: ['image'], outputs: ['planes'] };
  const head = softmax ? 'linear' : 'scores';
  return onnxModel({
    inputs: [{ name: 'image', shape: layout === 'NCHW' ? ['n', 3, 224, 224] : ['n', 224, 224, 3] }],
    outputs: [{ name: 'scores', shape: ['n', scores] }],
    weights: [
      {
        name: 'w',
        shape: [3, scores],
        values: Array.from({ length: 3 * scores }, (_, at) => Math.sin(at + 1)),
      },
      { name: 'b', shape: [scores], values: Array.from({ length: scores }, (_, at) => Math.cos(at)) },
    ],
    nodes: [
      first,
      { op: 'GlobalAveragePool', inputs: ['planes'], outputs: ['means'] },
      { op: 'Flatten', inputs: ['means'], outputs: ['flat'], attributes: { axis: 1 } },
      { op: 'Gemm', inputs: ['flat', 'w', 'b'], outputs: [head] },
      ...(softmax
        ? [{ op: 'Softmax', inputs: ['linear'], outputs: ['scores'], attributes: { axis: 1 } }]
        : []),
    ],
  });
}

// biome-ignore lint/suspicious/noExplicitAny: what a person edits has no type
export type Edited = any;

/** What a person does with the draft in an editor, as the page says: every TODO, and nothing else. */
export function fillIn(file: string, more: (manifest: Edited) => void = () => {}): void {
  const manifest: Edited = JSON.parse(readFileSync(file, 'utf8'));
  Object.assign(manifest, { title: 'Our own', licence: 'in-house' });
  manifest.provenance = {
    trainedBy: 'the tests',
    data: [{ name: 'none', used: 'no picture', terms: 'none' }],
  };
  for (const label of manifest.labels) {
    label.meaning = 'nothing: the weights are made up';
    Object.assign(label.operatingPoint ?? {}, {
      threshold: 0.5,
      band: [0.4, 0.6],
      chosenOn: 'no pictures',
      rule: 'the middle',
    });
  }
  manifest.intendedUse = {
    purpose: 'tests',
    modalities: ['DX'],
    bodyParts: ['CHEST'],
    views: ['PA'],
    minimumAgeYears: 18,
    mayBeUnknown: [],
    mustNot: ['be used on patients'],
  };
  more(manifest);
  writeFileSync(file, JSON.stringify(manifest));
}
