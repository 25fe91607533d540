import type { ModelInput } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';

/** How a picture becomes what a network was trained on, as far as a preset states it. */
export type Preprocessing = Partial<Pick<ModelInput, 'fit' | 'cropShare' | 'resampling' | 'normalise'>>;

interface Preset {
  /** Helps a person decide whether it applies. */
  readonly words: string;
  /** The number of channels that the network must have, if it is fixed. */
  readonly channels?: number;
  readonly preprocessing: (channels: number) => Preprocessing;
}

function scaled(low: number, high: number) {
  return (channels: number): Preprocessing => ({
    normalise: {
      kind: 'mean-std',
      valueRange: [low, high],
      mean: Array(channels).fill(0),
      std: Array(channels).fill(1),
    },
  });
}

/** The usual ways of preparing a network's input. */
export const presets = {
  imagenet: {
    words:
      "torchvision's: resized so that the middle 87.5 % fill the input (256 → 224), three channels, ImageNet's mean and deviation",
    channels: 3,
    preprocessing: () => ({
      fit: 'crop',
      cropShare: 0.875,
      resampling: 'triangle',
      normalise: {
        kind: 'mean-std',
        valueRange: [0, 1],
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
      },
    }),
  },
  torchxrayvision: {
    words: "TorchXRayVision's: the middle square, one channel, values from -1024 to 1024",
    channels: 1,
    preprocessing: (channels) => ({
      fit: 'crop',
      resampling: 'area-average',
      ...scaled(-1024, 1024)(channels),
    }),
  },
  'zero-to-one': { words: 'values from 0 (black) to 1 (white)', preprocessing: scaled(0, 1) },
  'minus-one-to-one': { words: 'values from -1 (black) to 1 (white)', preprocessing: scaled(-1, 1) },
  'zero-to-255': { words: 'values from 0 (black) to 255 (white)', preprocessing: scaled(0, 255) },
  standardise: {
    words: 'every picture brought to mean 0 and deviation 1',
    preprocessing: () => ({ normalise: { kind: 'standardise', over: 'picture' } }),
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];

/** How a picture of another aspect is fitted, where that is not as the preset has it. */
export const fits = ['pad', 'crop', 'stretch'] as const satisfies ModelInput['fit'][];
export type Fit = (typeof fits)[number];

/** The same, fitted in another way: only a middle that is cropped to has a share. */
export function fittedBy({ cropShare, ...others }: Preprocessing, fit: Fit): Preprocessing {
  return { ...others, fit, ...(fit === 'crop' && cropShare !== undefined ? { cropShare } : {}) };
}

/** @throws ModelProblem if the preset is for another number of channels */
export function preprocessingOf(name: PresetName, channels: number): Preprocessing {
  const preset: Preset = presets[name];
  if (preset.channels !== undefined && preset.channels !== channels)
    throw new ModelProblem(
      `the preset ${name} is for networks of ${preset.channels} channels, and this one has ${channels}; choose another preset`,
    );
  return preset.preprocessing(channels);
}
