import { createHash } from 'node:crypto';
import type { ClassifierManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import type { GoldenCase } from '../onnx/goldenCases';
import { goldenInput } from '../onnx/goldenCases';
import type { FloatTensor } from '../onnx/network';
import { networkOf } from '../onnx/networks';
import { readOnnxFacts } from '../onnx/onnxFile';
import type { DraftLabel } from './draftLabels';
import { type InputChoice, inputOf, type NetworkInput } from './inputOf';
import { type Fit, fittedBy, type PresetName, preprocessingOf, presets } from './presets';
import { recordGolden } from './recordGolden';
import { type NetworkScores, type ScoresChoice, scoresOf } from './scoresOf';

/** What the user states about a network; everything else is read from it, or left for them to fill in. */
export interface DraftRequest extends InputChoice, Pick<ScoresChoice, 'output' | 'activation'> {
  readonly id: string;
  readonly version: string;
  readonly labels: readonly DraftLabel[];
  readonly preset?: PresetName | undefined;
  /** Absent: as the preset has it. */
  readonly fit?: Fit | undefined;
  /** The user has decided that no label shall ever be positive. */
  readonly scoredOnly: boolean;
  /** What recorded the golden cases: the runtime and its version. */
  readonly recordedBy: string;
}

export interface Draft {
  /** Not a manifest yet: texts that start with TODO mark what a person has to write. */
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly golden: { readonly recordedBy: string; readonly cases: readonly GoldenCase[] };
  /** What was read from the network or taken from a preset, in sentences. */
  readonly findings: readonly string[];
}

/**
 * Drafts the manifest of a network that classifies pictures, and records its golden cases.
 *
 * @param bytes of the .onnx file
 * @throws ModelProblem if it cannot be such a network, or leaves something open that the request does not
 *   state
 */
export async function draftModel(bytes: Uint8Array, request: DraftRequest): Promise<Draft> {
  const { opset, externalData, controlFlow } = readOnnxFacts(bytes);
  if (externalData)
    throw new ModelProblem('the network keeps weights in other files; export it with all weights inside');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const network = await networkOf(sha256, bytes);
  const input = inputOf(network, request);
  const { output, activation } = request;
  const choice = { labels: request.labels.length, output, activation };
  const scores = await scoresOf(network, bytes, trialInputs(input), choice);
  const cases = await recordGolden(network, input, [scores.name]);
  return {
    manifest: manifestOf({
      request,
      input,
      scores,
      file: { name: 'model.onnx', sha256, opset, ...controlFlowIn(controlFlow) },
    }),
    golden: { recordedBy: request.recordedBy, cases },
    findings: findingsOf(request, input, scores, opset),
  };
}

/** A person has to want operators that decide how long the network runs. */
function controlFlowIn(operators: readonly string[]) {
  if (operators.length === 0) return {};
  return {
    controlFlow: `TODO: true if it may have ${operators.join(', ')}, which decide how long it runs; better export it without`,
  };
}

/** Noise of several strengths, and zeros. */
function trialInputs(input: NetworkInput): FloatTensor[] {
  const noise = [11, 12, 13, 14, 15].map((seed) => goldenInput(seed, { input }));
  const strengths = [0.1, 1, 1, 3, 10];
  const scaled = noise.map(({ dims, data }, index) => ({
    dims,
    data: data.map((value) => value * (strengths[index] as number)),
  }));
  return [...scaled, ...noise.slice(0, 1).map(({ dims, data }) => ({ dims, data: data.map(() => 0) }))];
}

interface Parts {
  readonly request: DraftRequest;
  readonly input: NetworkInput;
  readonly scores: NetworkScores;
  readonly file: Omit<ClassifierManifest['file'], 'controlFlow'> & { readonly controlFlow?: string };
}

function manifestOf({ request, input, scores, file }: Parts): Draft['manifest'] {
  const { id, version, labels, preset, fit, recordedBy } = request;
  const known = preset === undefined ? {} : preprocessingOf(preset, input.channels.length);
  return {
    schemaVersion: 1,
    id,
    version,
    title: 'TODO: what people shall call it',
    kind: 'classifier',
    licence: 'TODO: who may use it, and for what; the licence of the weights, not only of the code',
    provenance: {
      trainedBy: 'TODO: who trained it',
      data: [
        {
          name: 'TODO: the pictures that it was trained on; one entry for each source',
          used: 'TODO: how many of them',
          terms: 'TODO: their licence or terms',
        },
      ],
    },
    file,
    input: {
      ...input,
      source: 'display',
      fit: 'TODO: how a picture of another aspect was fitted: pad, crop or stretch',
      resampling: 'TODO: triangle (Pillow, torchvision) or area-average (OpenCV INTER_AREA)',
      normalise: 'TODO: {"kind": "mean-std", …} or {"kind": "standardise", …}; or draft again with --preset',
      ...(fit === undefined ? known : fittedBy(known, fit)),
    },
    outputs: {
      scores: {
        name: scores.name,
        kind: scores.kind ?? 'TODO: logits, or probabilities if nothing has to be done to them',
        activation:
          scores.activation ??
          'TODO: softmax if exactly one label is true of a picture, sigmoid if each is true or not by itself',
      },
    },
    labels: labels.map((label) => labelOf(label, file.sha256, request.scoredOnly)),
    intendedUse: intendedUse(),
    evaluation: [],
    remarks: [
      `Drafted from the network itself. Its golden cases were recorded by ${recordedBy}, not by the framework that trained it.`,
      ...(preset === undefined
        ? []
        : [`Preprocessing by the preset ${preset}${fit === undefined ? '' : `, but fitted by ${fit}`}.`]),
    ],
  };
}

function labelOf({ name, title, meaning }: DraftLabel, boundTo: string, scoredOnly: boolean) {
  return {
    name,
    title,
    meaning: meaning ?? 'TODO: what a high score says of the picture, and by whose judgement',
    ...(scoredOnly
      ? {}
      : {
          operatingPoint: {
            threshold:
              'TODO: from 0 to 1, positive at or above; or remove operatingPoint: then it is only scored',
            band: 'TODO: [low, high] around the threshold, where the score cannot tell',
            chosenOn: 'TODO: the validation pictures that it was chosen on, never the test',
            rule: 'TODO: how it was chosen, such as "specificity 0.95"',
            boundTo,
          },
        }),
    calibration: { kind: 'none' },
  };
}

function intendedUse() {
  return {
    purpose: 'TODO: what it is for, and that a clinician looks at every picture',
    modalities: ['TODO: DICOM modalities such as "DX", "CR"'],
    bodyParts: ['TODO: such as "CHEST"'],
    views: ['TODO: such as "PA", "AP"'],
    minimumAgeYears: 'TODO: the youngest patients that it was validated on, 0 for all',
    mayBeUnknown:
      'TODO: a list out of "modality", "bodyPart", "view", "age"; plain pictures say none of them; [] for none',
    mustNot: ['TODO: what it must not be used for; one entry each'],
  };
}

function findingsOf(
  { preset, fit }: DraftRequest,
  input: NetworkInput,
  scores: NetworkScores,
  opset: number,
): string[] {
  const { name, layout, width, height, channels } = input;
  const order = layout === 'NCHW' ? 'channels first' : 'channels last';
  const alike =
    channels.length === 1 ? '1 channel' : `${channels.length} channels, all of them the grey picture`;
  return [
    `input "${name}": ${width} x ${height}, ${alike}, ${order} (${layout}); opset ${opset}`,
    `output "${scores.name}": ${scores.words}`,
    preset === undefined
      ? 'preprocessing: unknown, no preset was named'
      : `preprocessing, by the preset ${preset}: ${presets[preset].words}; hold it against how it was trained`,
    ...(fit === undefined ? [] : [`pictures of another aspect: ${fit}, as you said`]),
    'pixel values: display values, 0 black to 1 white (input.source); "modality" would be those after the modality LUT, such as HU',
    'calibration: none, so a score is what the network says and no probability',
  ];
}
