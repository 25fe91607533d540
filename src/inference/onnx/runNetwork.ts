import { ModelProblem } from '../manifest/modelProblem';
import type { FloatTensor, Network, NetworkInputTensor } from './network';

/**
 * Runs the network on one input tensor.
 *
 * @returns the named outputs, in the order of `names`
 * @throws ModelProblem if an output is not a float32 tensor or holds a value that is not finite
 * @throws as `Network.run`
 */
export async function runNetwork(
  network: Network,
  input: NetworkInputTensor,
  names: readonly string[],
): Promise<FloatTensor[]> {
  const results = await network.run(input, names);
  return names.map((name, at) => {
    const result = results[at];
    if (result === undefined) throw new ModelProblem(`output "${name}" is not a float32 tensor`);
    if (!result.data.every(Number.isFinite))
      throw new ModelProblem(`output "${name}" holds a value that is not finite`);
    return result;
  });
}
