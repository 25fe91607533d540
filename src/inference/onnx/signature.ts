import type { ModelInput, ModelManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import type { NetworkFacts } from './network';

/**
 * Checks the network's own inputs and outputs against the manifest.
 *
 * @throws ModelProblem that names the wrong key of the manifest
 */
export function assertSignature(network: NetworkFacts, manifest: ModelManifest): void {
  assertInput(network, manifest);
  assertScores(network, manifest);
  const names = network.outputs.map(({ name }) => name);
  for (const [key, output] of Object.entries(manifest.outputs) as [string, { name: string } | undefined][])
    if (output !== undefined && !names.includes(output.name))
      throw new ModelProblem(
        `outputs.${key}.name: the network has no output "${output.name}", only ${names.join(', ')}`,
      );
}

function assertInput(network: NetworkFacts, manifest: ModelManifest): void {
  const { input } = manifest;
  const [only, ...others] = network.inputs;
  if (only === undefined || others.length > 0 || only.name !== input.name)
    throw new ModelProblem(
      `input.name: expected the network's only input, which is ${network.inputs.map(({ name }) => name).join(', ')}, got "${input.name}"`,
    );
  if (!only.isTensor || only.type !== 'float32')
    throw new ModelProblem(`input.name: the network's input "${input.name}" is not a float32 tensor`);
  const wanted = inputShape(manifest);
  const fits =
    only.shape.length === 4 && only.shape.every((size, i) => typeof size !== 'number' || size === wanted[i]);
  if (!fits)
    throw new ModelProblem(
      `input: the manifest describes a tensor of ${wanted.join('x')}, the network expects ${only.shape.join('x')}`,
    );
}

function assertScores(network: NetworkFacts, manifest: ModelManifest): void {
  const expected = expectedScores(manifest);
  if (expected === undefined) return;
  const scores = network.outputs.find(({ name }) => name === expected.output);
  if (scores === undefined || !scores.isTensor) return;
  const count = scores.shape.reduce<number>(
    (product, size) => product * (typeof size === 'number' ? size : 1),
    1,
  );
  if (count !== expected.count)
    throw new ModelProblem(
      `${expected.key}: expected ${count}, as many as the network has scores, got ${expected.count}`,
    );
}

/** The number of scores that the manifest names, the key that names them, and the output that holds them. */
function expectedScores(manifest: ModelManifest): { key: string; count: number; output: string } | undefined {
  switch (manifest.kind) {
    case 'region':
      return undefined;
    case 'gate':
      return {
        key: 'gate.classes',
        count: manifest.gate.classes.length,
        output: manifest.outputs.scores.name,
      };
    case 'classifier':
      return { key: 'labels', count: manifest.labels.length, output: manifest.outputs.scores.name };
  }
}

/** The shape of a model's input in its layout: (1, channels, height, width) or (1, height, width, channels). */
export function inputShape({
  input,
}: {
  input: Pick<ModelInput, 'channels' | 'height' | 'width' | 'layout'>;
}): [number, number, number, number] {
  const { channels, height, width, layout } = input;
  return layout === 'NCHW' ? [1, channels.length, height, width] : [1, height, width, channels.length];
}
