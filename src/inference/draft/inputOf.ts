import type { ModelInput } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import type { NetworkFacts } from '../onnx/network';

/** What the network itself states about its input. */
export type NetworkInput = Pick<ModelInput, 'name' | 'layout' | 'width' | 'height' | 'channels'>;

/** What only a person can state, if the network leaves it open. */
export interface InputChoice {
  readonly layout?: ModelInput['layout'] | undefined;
  /** In samples. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

/** A number, or a text if the size is known only at run time. */
type Size = number | string;

const pictureChannels = [1, 3];

/**
 * Reads the input from the network. A grey picture fills one channel, or three identical ones.
 *
 * @throws ModelProblem if the input cannot be a picture, or something is left open that `choice` does not
 *   state
 */
export function inputOf(network: NetworkFacts, choice: InputChoice): NetworkInput {
  const [only, ...others] = network.inputs;
  if (only === undefined || others.length > 0)
    throw new ModelProblem(
      `the network has ${network.inputs.length} inputs (${network.inputs.map(({ name }) => name).join(', ')}), and one picture is all that a model is given; export it with one input`,
    );
  const { name } = only;
  if (!only.isTensor || only.type !== 'float32')
    throw new ModelProblem(
      `the input "${name}" takes ${only.isTensor ? only.type : 'no tensor'}; export the network with a float32 input`,
    );
  const [batch, ...shape] = only.shape;
  if (shape.length !== 3)
    throw new ModelProblem(
      `the input "${name}" has ${only.shape.length} dimensions (${words(only.shape)}); a picture needs 4: batch, channels, height and width, or with the channels last`,
    );
  if (typeof batch === 'number' && batch !== 1)
    throw new ModelProblem(
      `the input "${name}" takes ${batch} pictures at once (${words(only.shape)}); export the network for one, or with an open batch size`,
    );
  return { name, ...sidesOf(name, shape as [Size, Size, Size], choice) };
}

function sidesOf(name: string, shape: [Size, Size, Size], choice: InputChoice): Omit<NetworkInput, 'name'> {
  const layout = choice.layout ?? layoutOf(name, shape);
  const [channels, height, width] = layout === 'NCHW' ? shape : [shape[2], shape[0], shape[1]];
  if (typeof channels !== 'number' || !pictureChannels.includes(channels))
    throw new ModelProblem(
      `the input "${name}" has ${typeof channels === 'number' ? channels : 'an open number of'} channels as ${layout} (1x${words(shape)}); a grey picture fills 1, or 3 alike`,
    );
  return {
    layout,
    width: sideOf('width', width, choice.size?.width),
    height: sideOf('height', height, choice.size?.height),
    channels: Array<'picture'>(channels).fill('picture'),
  };
}

function layoutOf(name: string, [first, , last]: [Size, Size, Size]): ModelInput['layout'] {
  const could = (size: Size) => typeof size === 'number' && pictureChannels.includes(size);
  if (could(first) && !could(last)) return 'NCHW';
  if (could(last) && !could(first)) return 'NHWC';
  throw new ModelProblem(
    `the input "${name}" does not show which dimension is the channels'; say it with --layout NCHW (channels first) or --layout NHWC (channels last)`,
  );
}

function sideOf(side: 'width' | 'height', size: Size, chosen: number | undefined): number {
  if (typeof size !== 'number') {
    if (chosen !== undefined) return chosen;
    throw new ModelProblem(
      `the network leaves the ${side} of its input open; say what it was trained on with --size, such as --size 224x224`,
    );
  }
  if (chosen !== undefined && chosen !== size)
    throw new ModelProblem(`--size: the network's ${side} is ${size}, and not ${chosen}`);
  return size;
}

function words(shape: readonly Size[]): string {
  return shape.map((size) => (size === '' ? '?' : size)).join('x');
}
