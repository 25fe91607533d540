import './noTelemetry';

import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelInput, ModelManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';

/** A float32 tensor: `data.length` is the product of `dims`. */
export interface FloatTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

const sessions = new Map<string, Promise<InferenceSession>>();

/**
 * This process's only session for these model bytes. Sessions are never released and recreated, because that
 * leaks memory.
 *
 * @param sha256 of `bytes`
 * @throws ModelProblem if the runtime cannot load the network
 */
export function sessionOf(sha256: string, bytes: Uint8Array): Promise<InferenceSession> {
  const known = sessions.get(sha256);
  if (known !== undefined) return known;
  const created = createSession(bytes);
  sessions.set(sha256, created);
  return created;
}

async function createSession(bytes: Uint8Array): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, {
      graphOptimizationLevel: 'all',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw new ModelProblem(`the runtime cannot load the network: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Checks the network's own inputs and outputs against the manifest.
 *
 * @throws ModelProblem that names the wrong key of the manifest
 */
export function assertSignature(session: InferenceSession, manifest: ModelManifest): void {
  assertInput(session, manifest);
  assertScores(session, manifest);
  const names = session.outputNames;
  for (const [key, output] of Object.entries(manifest.outputs) as [string, { name: string } | undefined][])
    if (output !== undefined && !names.includes(output.name))
      throw new ModelProblem(
        `outputs.${key}.name: the network has no output "${output.name}", only ${names.join(', ')}`,
      );
}

function assertInput(session: InferenceSession, manifest: ModelManifest): void {
  const { input } = manifest;
  const [only, ...others] = session.inputMetadata;
  if (only === undefined || others.length > 0 || only.name !== input.name)
    throw new ModelProblem(
      `input.name: expected the network's only input, which is ${session.inputNames.join(', ')}, got "${input.name}"`,
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

function assertScores(session: InferenceSession, manifest: ModelManifest): void {
  const expected = expectedScores(manifest);
  if (expected === undefined) return;
  const scores = session.outputMetadata.find(({ name }) => name === expected.output);
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

/**
 * Runs the network on one input tensor.
 *
 * @returns the named outputs, in the order of `names`
 * @throws ModelProblem if an output is not a float32 tensor or holds a value that is not finite
 */
export async function runNetwork(
  session: InferenceSession,
  input: { name: string; tensor: FloatTensor },
  names: readonly string[],
): Promise<FloatTensor[]> {
  const tensor = new Tensor('float32', input.tensor.data, input.tensor.dims);
  const results = await session.run({ [input.name]: tensor }, names);
  return names.map((name) => {
    const result = results[name];
    if (result === undefined || !(result.data instanceof Float32Array))
      throw new ModelProblem(`output "${name}" is not a float32 tensor`);
    if (!result.data.every(Number.isFinite))
      throw new ModelProblem(`output "${name}" holds a value that is not finite`);
    return { dims: result.dims, data: result.data };
  });
}
