import type { ClassifierManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import type { FloatTensor, Network, NetworkFacts } from '../onnx/network';
import { runNetwork } from '../onnx/runNetwork';
import { lastOperator } from './lastOperator';

type Scores = ClassifierManifest['outputs']['scores'];

/** Which output holds the scores, and what they turned out to be. */
export interface NetworkScores {
  readonly name: string;
  /** Absent if they could be either. */
  readonly kind?: Scores['kind'];
  /** Absent if the scores are logits and no one has stated how they become probabilities. */
  readonly activation?: Scores['activation'];
  /** What was observed, for a person: one sentence or two. */
  readonly words: string;
}

export interface ScoresChoice {
  /** The number of labels. */
  readonly labels: number;
  readonly output?: string | undefined;
  readonly activation?: Scores['activation'] | undefined;
}

/** How far a sum of probabilities may be from one, in float32 over a thousand classes. */
const sumTolerance = 1e-3;
const shareTolerance = 1e-6;
/** Answers that differ by less than this count as identical. */
const smallestDifference = 1e-7;

/**
 * Runs the network on a few inputs and examines its answers.
 *
 * @param onnx the bytes that the network was loaded from
 * @param inputs tensors that fit the network, different from each other
 * @throws ModelProblem if no output has one score per label, or several have and `choice` names none of them
 */
export async function scoresOf(
  network: Network,
  onnx: Uint8Array,
  inputs: readonly FloatTensor[],
  choice: ScoresChoice,
): Promise<NetworkScores> {
  const inputName = network.inputs[0]?.name as string;
  const ask = (tensor: FloatTensor) =>
    runNetwork(network, { name: inputName, tensor }, floatOutputs(network));
  const answers = await Promise.all(inputs.map(ask));
  const name = choose(network, answers[0] ?? [], choice);
  const index = floatOutputs(network).indexOf(name);
  const scores = answers.map((outputs) => (outputs[index] as FloatTensor).data);
  return { name, ...judge(scores, lastOperator(onnx, name), choice) };
}

function floatOutputs(network: NetworkFacts): string[] {
  const names = network.outputs
    .filter((output) => output.isTensor && output.type === 'float32')
    .map(({ name }) => name);
  if (names.length > 0) return names;
  throw new ModelProblem('the network has no output of float32 values; export it with its scores as float32');
}

function choose(
  network: NetworkFacts,
  outputs: readonly FloatTensor[],
  { labels, output }: ScoresChoice,
): string {
  const names = floatOutputs(network);
  const described = names.map((name, at) => `"${name}" gives ${outputs[at]?.dims.join('x')}`).join(', ');
  const fitting = names.filter((_, at) => isScores(outputs[at] as FloatTensor, labels));
  const asked = labels === 1 ? '1 label' : `${labels} labels`;
  if (output !== undefined && !names.includes(output))
    throw new ModelProblem(`--output: the network has no float32 output "${output}"; ${described}`);
  if (output !== undefined && !fitting.includes(output))
    throw new ModelProblem(`--labels names ${asked}, but ${described}`);
  if (fitting.length === 0)
    throw new ModelProblem(`--labels names ${asked}, and no output has as many scores: ${described}`);
  if (output === undefined && fitting.length > 1)
    throw new ModelProblem(
      `${fitting.length} outputs have ${labels} scores each (${fitting.join(', ')}); say which with --output`,
    );
  return output ?? (fitting[0] as string);
}

/** As many values as labels, along one dimension: a map of 2 × 7 cells is not a score for 14 labels. */
function isScores({ dims, data }: FloatTensor, labels: number): boolean {
  return data.length === labels && dims.filter((size) => size !== 1).length <= 1;
}

/**
 * The kind of scores according to the operator that computes them; if that does not tell, according to the
 * answers.
 */
function judge(
  answers: readonly Float32Array[],
  operator: string | undefined,
  { labels, activation }: ScoresChoice,
): Omit<NetworkScores, 'name'> {
  const seen = describeRange(answers);
  const deaf = isDeaf(answers)
    ? ' It answers the same to every input: something went wrong at its export.'
    : '';
  const words = (what: string) => `${seen}${what}.${deaf}`;
  const shares = answers.every(isShares);
  const sumToOne =
    shares && labels > 1 && answers.every((scores) => Math.abs(sumOf(scores) - 1) <= sumTolerance);
  const own = sumToOne ? 'softmax' : shares && sigmoids.has(operator ?? '') ? 'sigmoid' : undefined;
  if (own !== undefined && activation !== undefined && own !== activation)
    throw new ModelProblem(
      `--activation ${activation}: the network itself ends in a ${own}; say that, or nothing`,
    );
  if (own === 'softmax')
    return { kind: 'probabilities', activation: own, words: words(' and sum to one: a softmax') };
  if (own === 'sigmoid')
    return {
      kind: 'probabilities',
      activation: own,
      words: words(', out of a sigmoid: probabilities, one by one'),
    };
  const chosen = activation ?? (labels === 1 ? 'sigmoid' : undefined);
  const open = chosen === undefined ? {} : { activation: chosen };
  if (!shares || activation === 'softmax') return { kind: 'logits', ...open, words: words(': logits') };
  return {
    ...open,
    words: words(`, out of ${operator ?? 'nothing'}: logits or probabilities, which cannot be told`),
  };
}

const sigmoids = new Set(['Sigmoid', 'HardSigmoid']);

function isShares(scores: Float32Array): boolean {
  return scores.every((score) => score >= -shareTolerance && score <= 1 + shareTolerance);
}

function sumOf(scores: Float32Array): number {
  return scores.reduce((total, score) => total + score, 0);
}

function isDeaf([first, ...others]: readonly Float32Array[]): boolean {
  return others.every((scores) =>
    scores.every((score, at) => Math.abs(score - (first?.[at] ?? 0)) < smallestDifference),
  );
}

function describeRange(answers: readonly Float32Array[]): string {
  const all = answers.flatMap((scores) => [...scores]);
  const [low, high] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
  return `on ${answers.length} made-up inputs its scores lie between ${low.toPrecision(3)} and ${high.toPrecision(3)}`;
}
