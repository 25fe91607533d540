import type { OpenPicture } from '../../src/imaging/openPicture';
import type { GreyPicture } from '../../src/imaging/picture';
import type {
  ClassifierManifest,
  GateManifest,
  ModelInput,
  RegionManifest,
} from '../../src/inference/manifest/manifest';
import { runNetwork } from '../../src/inference/onnx/runNetwork';
import type { LoadedModel } from '../../src/inference/repository/admission';
import { findRegion } from '../../src/inference/run/findRegion';
import { countOf } from '../../src/inference/run/mask';
import { frameWhole, toTensor } from '../../src/inference/run/preprocess';
import { probabilitiesOf } from '../../src/inference/run/probabilities';
import { cropToRegion } from '../../src/inference/run/regionCrop';
import { openGrey } from '../support/openPictures';

/** The models that a frontal chest radiograph meets. */
export interface ChestModels {
  readonly region: LoadedModel<RegionManifest>;
  readonly gate: LoadedModel<GateManifest>;
  readonly chest: LoadedModel<ClassifierManifest>;
}

/** Every intermediate value of the way from picture to scores, as models/training/parity.py records it. */
export async function stepsOf(models: ChestModels, grey: GreyPicture) {
  const picture = openGrey(grey);
  const { region, chest, gate } = models;
  const search = await findRegion(region, await frameWhole(picture, 'display', region.manifest.input));
  if (!search.found) throw new Error(`no region: ${search.reason}`);
  const crop = await cropToRegion(picture, search.region, region.manifest.region, chest.manifest.input);
  const samples = { picture: crop.picture, counts: crop.region.data };
  const tensor = toTensor(samples, chest.manifest.input, crop.region);
  const gateTensor = await wholeTensor(picture, gate.manifest.input);
  const scores = probabilitiesOf(chest.manifest, (await answer(chest, tensor)).data);
  return {
    regionInput: (await wholeTensor(picture, region.manifest.input)).data,
    gateInput: gateTensor.data,
    gateScore: acceptedShare(gate.manifest, (await answer(gate, gateTensor)).data),
    field: search.region.field.data,
    keptSamples: countOf(search.region.kept),
    box: Object.values(crop.box) as number[],
    maskSamples: countOf(crop.region),
    tensor: tensor.data,
    scores: Object.fromEntries(chest.manifest.labels.map(({ name }, at) => [name, scores[at] as number])),
  };
}

async function wholeTensor(picture: OpenPicture, input: ModelInput) {
  return toTensor((await frameWhole(picture, 'display', input)).samples, input);
}

async function answer(
  model: ChestModels['gate' | 'chest'],
  tensor: Parameters<typeof runNetwork>[1]['tensor'],
) {
  const { input, outputs } = model.manifest;
  const [scores] = await runNetwork(model.network, { name: input.name, tensor }, [outputs.scores.name]);
  if (scores === undefined) throw new Error('no scores');
  return scores;
}

function acceptedShare({ gate }: GateManifest, logits: Float32Array): number {
  const shares = Array.from(logits, (logit) => Math.exp(logit));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return (
    gate.classes.reduce((sum, { accepted }, at) => sum + (accepted ? (shares[at] as number) : 0), 0) / total
  );
}
