import { drawChest } from '../../../src/cli/synthetic/chest';
import type { GreyPicture } from '../../../src/imaging/picture';
import type { ClassifierManifest } from '../../../src/inference/manifest/manifest';
import type { LoadedModel } from '../../../src/inference/repository/admission';
import {
  loadModelRepository,
  type ModelRepository,
  modelRefOf,
} from '../../../src/inference/repository/modelRepository';
import { analyse } from '../../../src/inference/run/analyse';
import { Examination } from '../../../src/inference/run/examination';
import type { HeatMap } from '../../../src/inference/run/saliency';
import { openGrey } from '../../support/openPictures';
import { builtClassifier } from '../builtModels';
import { shippedModels } from '../shippedModels';

async function look(repository: ModelRepository, picture: GreyPicture) {
  const [model] = repository.classifiers;
  if (model === undefined) throw new Error('no classifier');
  const examination = new Examination(openGrey(picture), 50);
  const { analysis, heatMaps } = await analyse(repository, modelRefOf(model), examination);
  if (analysis.outcome !== 'analysed') throw new Error(analysis.reason);
  return { findings: analysis.findings, heatMaps };
}
const only = (classifier: LoadedModel<ClassifierManifest>): ModelRepository => ({
  classifiers: [classifier],
  regions: [],
  gates: [],
  problems: [],
});

/** A place in a picture, in shares of its width and height. */
interface Place {
  readonly u: number;
  readonly v: number;
}

/** The middle of what is hot. */
function middleOf({ width, data }: HeatMap): Place {
  let [sum, u, v] = [0, 0, 0];
  for (const [at, heat] of data.entries()) {
    sum += heat;
    u += heat * ((at % width) + 0.5);
    v += heat * (Math.floor(at / width) + 0.5);
  }
  return { u: u / sum / width, v: (v / sum / data.length) * width };
}
const distance = (a: Place, b: Place) => Math.hypot(a.u - b.u, a.v - b.v);

/** The hottest sample. */
function topOf({ width, height, data }: HeatMap): Place {
  const at = data.indexOf(Math.max(...data));
  return { u: ((at % width) + 0.5) / width, v: (Math.floor(at / width) + 0.5) / height };
}

/** Of the hottest twentieth of two maps: what they share of what they cover together. By chance it is 0.026. */
function overlap(a: HeatMap, b: HeatMap): number {
  const hot = ({ data }: HeatMap) => {
    const limit = Float32Array.from(data).sort()[Math.floor(0.95 * data.length)] as number;
    return [...data].map((heat) => heat > limit);
  };
  const [x, y] = [hot(a), hot(b)];
  const shared = x.filter((is, at) => is && y[at]).length;
  return shared / x.filter((is, at) => is || y[at]).length;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

describe('of a network of which we know where it looks', () => {
  const spot = (u: number, v: number) => (u > 0.6 && u < 0.85 && v > 0.15 && v < 0.4 ? 400 : 0);
  const labels = [{ name: 'spot', weigh: spot, bias: -15 }];
  const grey = {
    width: 300,
    height: 200,
    data: Float32Array.from({ length: 60_000 }, (_, at) => 0.2 + (at % 7) / 20),
  };
  const isSpot = (at: number) => spot((at % 300) / 300, Math.floor(at / 300) / 200) > 0;
  const faint = { ...grey, data: grey.data.map((value, at) => (isSpot(at) ? value + 0.1 : value)) };
  const bright = { ...grey, data: grey.data.map((value, at) => (isSpot(at) ? value + 0.45 : value)) };

  test.each([false, true])(
    'the map is hot there and nowhere else (a network that takes batches: %s)',
    async (batch) => {
      const { findings, heatMaps } = await look(
        only(await builtClassifier('spot', labels, { batch })),
        bright,
      );
      expect(findings[0]).toMatchObject({ positive: true });
      const [map] = heatMaps as [HeatMap];
      expect([map.label, map.width, map.height]).toEqual(['spot', 128, 85]);
      expect(distance(middleOf(map), { u: 0.725, v: 0.275 })).toBeLessThan(0.05);
      expect(Math.max(...map.data)).toBeGreaterThan(0.1);
      const elsewhere = map.data.filter((_, at) => at % 128 < 57 || at > 128 * 51);
      expect(elsewhere.length).toBeGreaterThan(1000);
      expect(Math.max(...elsewhere)).toBe(0);
    },
  );

  test('a network that takes batches gives the same map in a tenth of the runs', async () => {
    const [one, many] = [
      await builtClassifier('spot', labels),
      await builtClassifier('spot', labels, { batch: true }),
    ];
    const runs = [one, many].map(({ network }) => jest.spyOn(network, 'run'));
    const [a, b] = [await look(only(one), bright), await look(only(many), bright)];
    expect(runs.map(({ mock }) => mock.calls.length)).toEqual([145, 10]);
    const [first, second] = [a.heatMaps[0] as HeatMap, b.heatMaps[0] as HeatMap];
    expect(first.data.every((heat, at) => Math.abs(heat - (second.data[at] as number)) < 1e-5)).toBe(true);
    for (const run of runs) run.mockRestore();
  });

  test('where nobody wants a map, the network runs once, and says the same', async () => {
    const model = await builtClassifier('spot', labels, { batch: true });
    const examination = () => new Examination(openGrey(bright), 50);
    const wanted = await analyse(only(model), modelRefOf(model), examination());
    const run = jest.spyOn(model.network, 'run');
    const unwanted = await analyse(only(model), modelRefOf(model), examination(), { heatMaps: false });
    expect(run).toHaveBeenCalledTimes(1);
    expect(unwanted.heatMaps).toEqual([]);
    expect(unwanted.analysis).toEqual(wanted.analysis);
    run.mockRestore();
  });

  test('only positive labels have one, and a model that found nothing is not run again', async () => {
    const never = { name: 'never', weigh: () => 0, bias: -9 };
    const model = await builtClassifier('two', [...labels, never]);
    expect((await look(only(model), bright)).heatMaps.map(({ label }) => label)).toEqual(['spot']);
    const run = jest.spyOn(model.network, 'run');
    expect((await look(only(model), faint)).heatMaps).toEqual([]);
    expect(run).toHaveBeenCalledTimes(1);
    run.mockRestore();
  });
});

describe('of the model that ships, whose own maps are known', () => {
  let own: ModelRepository;
  let occluded: ModelRepository;
  beforeAll(async () => {
    own = await loadModelRepository(shippedModels);
    const withoutMaps = own.classifiers.map((model) => {
      const { evidence: _, ...outputs } = model.manifest.outputs;
      return { ...model, manifest: { ...model.manifest, outputs } };
    });
    occluded = { ...own, classifiers: withoutMaps };
  });

  /** Synthetic chests, each with one opacity in one lung. */
  function planted(seed: number): { picture: GreyPicture; place: Place } {
    const side = seed % 2 === 0 ? 0.3 : 0.7;
    const place = { u: side + 0.03 * ((seed % 3) - 1), v: 0.36 + 0.04 * (seed % 6) };
    const opacity = { x: place.u, y: place.v, radius: 0.1, strength: 0.35 };
    return { picture: drawChest(100 + seed, { width: 512, height: 600, opacity }), place };
  }

  async function mapOf(repository: ModelRepository, picture: GreyPicture): Promise<HeatMap | undefined> {
    return (await look(repository, picture)).heatMaps.find(({ label }) => label === 'lung-opacity');
  }

  test('hiding patches looks where the network looks, and that is where the opacity is', async () => {
    const seen = [];
    for (let seed = 0; seed < 24; seed++) {
      const { picture, place } = planted(seed);
      const hiding = await mapOf(occluded, picture);
      const network = await mapOf(own, picture);
      if (hiding === undefined || network === undefined) continue;
      seen.push({
        hit: distance(topOf(hiding), place) < 0.12,
        apart: distance(middleOf(hiding), middleOf(network)),
        overlap: overlap(hiding, network),
      });
    }
    expect(seen.length).toBeGreaterThanOrEqual(16);
    expect(seen.filter(({ hit }) => hit).length).toBeGreaterThanOrEqual(0.9 * seen.length);
    expect(median(seen.map(({ apart }) => apart))).toBeLessThan(0.06);
    expect(median(seen.map(({ overlap }) => overlap))).toBeGreaterThan(0.2);
  });
});
