import './noTelemetry';

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelProblem } from '../../manifest/modelProblem';
import type { Network, ValueFacts } from '../network';

/**
 * Loads a network into this process.
 *
 * @throws ModelProblem if the runtime cannot load it
 */
export async function loadNetwork(bytes: Uint8Array): Promise<Network> {
  const session = await createSession(bytes);
  return {
    inputs: session.inputMetadata.map(factsOf),
    outputs: session.outputMetadata.map(factsOf),
    run: async ({ name, tensor }, names) => {
      const feeds = { [name]: new Tensor('float32', tensor.data, tensor.dims) };
      const results = await session.run(feeds, names);
      return names.map((output) => {
        const { type, dims, data } = results[output] as Tensor;
        return type === 'float32' ? { dims, data: data as Float32Array } : undefined;
      });
    },
  };
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

function factsOf(value: InferenceSession.ValueMetadata): ValueFacts {
  const { name } = value;
  return value.isTensor
    ? { name, isTensor: true, type: value.type, shape: value.shape }
    : { name, isTensor: false };
}
