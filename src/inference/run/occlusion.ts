import type { Finding } from '../../domain/models/analysis';
import type { ClassifierManifest } from '../manifest/manifest';
import type { FloatTensor } from '../onnx/network';
import { runNetwork } from '../onnx/runNetwork';
import type { LoadedModel } from '../repository/admission';
import { probabilitiesOf } from './probabilities';
import { type HeatMap, placedMapOf, type SeenArea, strengthOf } from './saliency';

/** Cells per side; each is one run of the network, so a map costs at most `GRID`² runs for any model. */
const GRID = 12;
/** The side of a patch in cells: it overlaps the neighbours, so that an opacity on a cell's edge counts. */
const PATCH = 2;
/** Runs per batch, for networks that take one. */
const BATCH = 16;

/** One input of a classifier with its answer. */
export interface Look {
  readonly tensor: FloatTensor;
  /** 1 where a sample of the model's size shows the picture or the region. */
  readonly counts: Uint8Array;
  /** One per label, in the order of the manifest. */
  readonly findings: readonly Finding[];
}

/** A rectangle of the tensor, in samples, and the cell of the map that it represents. */
interface Patch {
  readonly cell: number;
  readonly samples: readonly number[];
}

/**
 * Where a classifier without maps of its own found evidence for its positive labels (Zeiler and Fergus,
 * 2014): patches of the input are replaced, one after another, by the mean of the samples that count, and a
 * cell is as hot as the share of the probability that is lost. Weighted by `strengthOf` the score, like the
 * network's own maps. Cells without samples that count are not tried. A model that found nothing is not run
 * again.
 *
 * @throws ModelProblem if the network answers with values that are not finite
 */
export async function occlusionMapsOf(
  model: LoadedModel<ClassifierManifest>,
  look: Look,
  picture: { width: number; height: number },
  seen: SeenArea,
): Promise<HeatMap[]> {
  const { labels, input } = model.manifest;
  if (!look.findings.some(({ positive }) => positive)) return [];
  const patches = patchesOf(look.counts, input.width, input.height);
  const probabilities = await hideEach(model, look, patches);
  return labels.flatMap((label, index) => {
    const { positive, score } = look.findings[index] as Finding;
    if (!positive) return [];
    const data = new Float32Array(GRID * GRID);
    for (const [at, { cell }] of patches.entries()) {
      const left = probabilities[at]?.[index] as number;
      data[cell] = strengthOf(label, score) * Math.max(0, (score - left) / Math.max(score, Number.MIN_VALUE));
    }
    return [{ label: label.name, ...placedMapOf({ width: GRID, height: GRID, data }, seen.box, picture) }];
  });
}

function patchesOf(counts: Uint8Array, width: number, height: number): Patch[] {
  return Array.from({ length: GRID * GRID }, (_, cell) => {
    const rows = spanOf(Math.floor(cell / GRID), height);
    const columns = spanOf(cell % GRID, width);
    const samples: number[] = [];
    for (let y = rows.first; y < rows.end; y++)
      for (let x = columns.first; x < columns.end; x++)
        if (counts[y * width + x] === 1) samples.push(y * width + x);
    return { cell, samples };
  }).filter(({ samples }) => samples.length > 0);
}

/** The samples along one side covered by the patch over a cell. */
function spanOf(cell: number, length: number): { first: number; end: number } {
  const centre = ((cell + 0.5) * length) / GRID;
  const reach = (PATCH * length) / GRID / 2;
  return {
    first: Math.max(0, Math.round(centre - reach)),
    end: Math.min(length, Math.round(centre + reach)),
  };
}

/** The probability of every label with each patch hidden. */
async function hideEach(
  { manifest, network }: LoadedModel<ClassifierManifest>,
  look: Look,
  patches: readonly Patch[],
): Promise<number[][]> {
  const { input, outputs, labels } = manifest;
  const [only] = network.inputs;
  const takesBatch = only?.isTensor === true && typeof only.shape[0] !== 'number';
  const size = takesBatch ? BATCH : 1;
  const results: number[][] = [];
  for (let first = 0; first < patches.length; first += size) {
    const some = patches.slice(first, first + size);
    const tensor = hidden(look, manifest, some);
    const [scores] = await runNetwork(network, { name: input.name, tensor }, [outputs.scores.name]);
    const { data } = scores as FloatTensor;
    for (const index of some.keys()) {
      const own = data.subarray(index * labels.length, (index + 1) * labels.length);
      results.push(probabilitiesOf(manifest, own));
    }
  }
  return results;
}

/** Copies of the tensor in a batch, each with a patch of its picture channels at their means. */
function hidden(
  { tensor, counts }: Look,
  { input }: ClassifierManifest,
  patches: readonly Patch[],
): FloatTensor {
  const [, ...shape] = tensor.dims;
  const length = tensor.data.length;
  const area = input.width * input.height;
  const channels = input.channels.length;
  const at = (channel: number, sample: number) =>
    input.layout === 'NCHW' ? channel * area + sample : sample * channels + channel;
  const data = new Float32Array(patches.length * length);
  for (const [index, { samples }] of patches.entries()) {
    data.set(tensor.data, index * length);
    for (const [channel, kind] of input.channels.entries()) {
      if (kind !== 'picture') continue;
      const mean = meanOf(counts, (sample) => tensor.data[at(channel, sample)] as number);
      for (const sample of samples) data[index * length + at(channel, sample)] = mean;
    }
  }
  return { dims: [patches.length, ...shape], data };
}

function meanOf(counts: Uint8Array, value: (sample: number) => number): number {
  let [n, sum] = [0, 0];
  for (let sample = 0; sample < counts.length; sample++) {
    if (counts[sample] !== 1) continue;
    n++;
    sum += value(sample);
  }
  return n === 0 ? 0 : sum / n;
}
