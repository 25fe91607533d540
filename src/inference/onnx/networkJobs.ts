import { z } from 'zod';
import type { Job } from '../../decoder/work';
import { ModelProblem } from '../manifest/modelProblem';
import type { NetworkFacts, NetworkInputTensor, NetworkOutput } from './network';

/** Load the network whose bytes follow; once per process. */
export interface LoadRequest {
  readonly kind: 'load';
}

/** Run it on the float32 values that follow. */
export interface RunRequest {
  readonly kind: 'run';
  readonly name: string;
  readonly dims: readonly number[];
  readonly names: readonly string[];
}

/** What the runtime says is wrong. */
const problem = z.strictObject({ problem: z.string() });

const valueSchema = z.discriminatedUnion('isTensor', [
  z.strictObject({
    name: z.string(),
    isTensor: z.literal(true),
    type: z.string(),
    shape: z.array(z.union([z.number().int(), z.string()])),
  }),
  z.strictObject({ name: z.string(), isTensor: z.literal(false) }),
]);

const loadedSchema = z.union([
  z.strictObject({ inputs: z.array(valueSchema), outputs: z.array(valueSchema) }),
  problem,
]);

/** The dimensions of each output; null if its values are not float32. */
const ranSchema = z.union([
  z.strictObject({ outputs: z.array(z.array(z.number().int().nonnegative()).nullable()) }),
  problem,
]);

const sizeOf = (dims: readonly number[]) => dims.reduce((product, size) => product * size, 4);

export function loadJob(bytes: Uint8Array): Job<NetworkFacts | ModelProblem> {
  return {
    request: { kind: 'load' } satisfies LoadRequest,
    bytes,
    expect: (json) => {
      const answer = loadedSchema.parse(json);
      return {
        sizes: [],
        finish: () => ('problem' in answer ? new ModelProblem(answer.problem) : answer),
      };
    },
  };
}

export function runJob(
  { name, tensor }: NetworkInputTensor,
  names: readonly string[],
): Job<NetworkOutput[] | ModelProblem> {
  const { buffer, byteOffset, byteLength } = tensor.data;
  return {
    request: { kind: 'run', name, dims: tensor.dims, names } satisfies RunRequest,
    bytes: new Uint8Array(buffer, byteOffset, byteLength),
    expect: (json) => {
      const answer = ranSchema.parse(json);
      if ('problem' in answer) return { sizes: [], finish: () => new ModelProblem(answer.problem) };
      const { outputs } = answer;
      if (outputs.length !== names.length) throw new RangeError('other outputs than those asked for');
      return {
        sizes: outputs.flatMap((dims) => (dims === null ? [] : [sizeOf(dims)])),
        finish: (parts) => tensorsOf(outputs, parts),
      };
    },
  };
}

function tensorsOf(
  outputs: readonly (readonly number[] | null)[],
  parts: readonly Uint8Array[],
): NetworkOutput[] {
  const left = [...parts];
  return outputs.map((dims) => {
    if (dims === null) return undefined;
    const { buffer, byteOffset, byteLength } = left.shift() as Uint8Array;
    return { dims, data: new Float32Array(buffer as ArrayBuffer, byteOffset, byteLength / 4) };
  });
}
