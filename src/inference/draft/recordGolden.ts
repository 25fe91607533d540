import type { ModelInput } from '../manifest/manifest';
import { type GoldenCase, goldenInput } from '../onnx/goldenCases';
import type { Network } from '../onnx/network';
import { runNetwork } from '../onnx/runNetwork';

const seeds = [1, 2];

/** The maximum number of values recorded per output; for larger outputs, a sample spread over all of it. */
const maxValues = 64;

/** Float32 sums differ slightly between kinds of CPU, relative to the largest value. */
const relativeTolerance = 1e-4;

/** The network's answers to golden inputs, computed here and now. */
export async function recordGolden(
  network: Network,
  input: Pick<ModelInput, 'name' | 'channels' | 'width' | 'height' | 'layout'>,
  outputs: readonly string[],
): Promise<GoldenCase[]> {
  const cases: GoldenCase[] = [];
  for (const seed of seeds) {
    const tensor = goldenInput(seed, { input });
    const answers = await runNetwork(network, { name: input.name, tensor }, outputs);
    const largest = Math.max(
      1,
      ...answers.map(({ data }) => data.reduce((a, b) => Math.max(a, Math.abs(b)), 0)),
    );
    cases.push({
      name: `seed ${seed}`,
      seed,
      tolerance: Math.min(1, relativeTolerance * largest),
      outputs: Object.fromEntries(
        answers.map(({ dims, data }, index) => [outputs[index], { shape: [...dims], at: someOf(data) }]),
      ),
    });
  }
  return cases;
}

function someOf(data: Float32Array): [number, number][] {
  const step = Math.max(1, data.length / maxValues);
  const count = Math.min(maxValues, data.length);
  return Array.from({ length: count }, (_, n) => {
    const at = Math.floor(n * step);
    return [at, data[at] as number];
  });
}
