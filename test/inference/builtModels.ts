import { createHash } from 'node:crypto';
import type { ClassifierManifest, GateManifest, ModelInput } from '../../src/inference/manifest/manifest';
import { loadNetwork } from '../../src/inference/onnx/child/loadNetwork';
import type { LoadedModel } from '../../src/inference/repository/admission';
import { onnxModel } from '../support/onnxBuilder';

/** The side of the input of every built model. */
export const side = 32;

const input: ModelInput = {
  name: 'picture',
  layout: 'NCHW',
  width: side,
  height: side,
  channels: ['picture'],
  source: 'display',
  fit: 'stretch',
  resampling: 'area-average',
  normalise: { kind: 'mean-std', valueRange: [0, 1], mean: [0], std: [1] },
};

/** What a score adds up: the mean of the samples weighed by a function of their place (0 … 1), and a bias. */
export interface Score {
  readonly weigh: (u: number, v: number) => number;
  readonly bias?: number;
}

/** A network of one layer: each score is a weighed mean of the picture. `batch` lets it take several at once. */
async function networkOf(scores: readonly Score[], batch: boolean) {
  const size = side * side;
  const columns = scores.map(({ weigh }) =>
    Array.from(
      { length: size },
      (_, at) => weigh(((at % side) + 0.5) / side, (Math.floor(at / side) + 0.5) / side) / size,
    ),
  );
  const values = Array.from({ length: size }, (_, at) =>
    columns.map((column) => column[at] as number),
  ).flat();
  const first = batch ? 'n' : 1;
  const bytes = onnxModel({
    inputs: [{ name: 'picture', shape: [first, 1, side, side] }],
    outputs: [{ name: 'scores', shape: [first, scores.length] }],
    weights: [
      { name: 'w', shape: [size, scores.length], values },
      { name: 'b', shape: [scores.length], values: scores.map(({ bias = 0 }) => bias) },
    ],
    nodes: [
      { op: 'Flatten', inputs: ['picture'], outputs: ['flat'], attributes: { axis: 1 } },
      { op: 'Gemm', inputs: ['flat', 'w', 'b'], outputs: ['scores'] },
    ],
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, network: await loadNetwork(bytes) };
}

/** A gate whose classes are the bright half of the picture: frontal-chest above, turned-chest below, and others. */
export async function builtGate(
  classes: readonly (Score & { readonly name: string; readonly accepted: boolean })[],
  limits: { threshold: number; unsureBelow: number } = { threshold: 0.5, unsureBelow: 0.8 },
): Promise<LoadedModel<GateManifest>> {
  const { sha256, network } = await networkOf(classes, false);
  const manifest = {
    kind: 'gate',
    id: 'built-gate',
    version: '1.0.0',
    file: { sha256 },
    input,
    outputs: { scores: { name: 'scores', kind: 'logits' } },
    gate: {
      accepts: 'a picture that is bright above',
      classes: classes.map(({ name, accepted }) => ({ name, title: `a picture of ${name}`, accepted })),
      ...limits,
    },
  };
  return { manifest: manifest as unknown as GateManifest, network, files: {} };
}

/** A classifier without maps of its own; it has one label for each score, positive from 0.5. */
export async function builtClassifier(
  id: string,
  labels: readonly (Score & { readonly name: string })[],
  options: { gatedBy?: string; batch?: boolean } = {},
): Promise<LoadedModel<ClassifierManifest>> {
  const { sha256, network } = await networkOf(labels, options.batch ?? false);
  const manifest = {
    kind: 'classifier',
    id,
    version: '1.0.0',
    title: id,
    file: { sha256 },
    input,
    outputs: { scores: { name: 'scores', kind: 'logits', activation: 'sigmoid' } },
    labels: labels.map(({ name }) => ({
      name,
      title: name,
      operatingPoint: { threshold: 0.5, band: [0.4, 0.6] },
      calibration: { kind: 'none' },
    })),
    intendedUse: { ...(options.gatedBy && { gatedBy: options.gatedBy }) },
  };
  return { manifest: manifest as unknown as ClassifierManifest, network, files: {} };
}
