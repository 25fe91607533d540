import { join } from 'node:path';
import type { ModelRef } from '../../src/domain/models/analysis';
import {
  loadModelRepository,
  type ModelRepository,
  modelRefOf,
} from '../../src/inference/repository/modelRepository';
import { analyse } from '../../src/inference/run/analyse';
import { Examination } from '../../src/inference/run/examination';
import { openGrey } from '../support/openPictures';
import { describeWith, publicData } from '../support/requirements';
import { loadGrey, type PublicRow, publicRows } from './publicPictures';
import { shippedModels } from './shippedModels';

/** Public chest X-rays beside the repository; they are never part of it. */
const shared = publicData('xray');

/** The first validation pictures of a folder that a condition holds for. */
function some(folder: string, count: number, condition: (row: PublicRow) => boolean): string[] {
  return publicRows(shared.path)
    .filter((row) => row.path.startsWith(`${folder}/`) && row.split === 'val' && condition(row))
    .slice(0, count)
    .map((row) => row.path);
}

describeWith([shared], 'on public pictures', () => {
  let repository: ModelRepository;
  let model: ModelRef;
  beforeAll(async () => {
    repository = await loadModelRepository(shippedModels);
    const chest = repository.classifiers.find(({ manifest }) => manifest.id === 'chest-opacity');
    if (chest === undefined) throw new Error('the shipped models did not load');
    model = modelRefOf(chest);
  });

  async function look(path: string) {
    const picture = await loadGrey(join(shared.path, path));
    return (await analyse(repository, model, new Examination(openGrey(picture), 50))).analysis;
  }
  async function opacityOf(paths: string[]): Promise<{ score: number; positive: boolean }[]> {
    const analyses = await Promise.all(paths.map(look));
    return analyses.map((analysis) => {
      if (analysis.outcome !== 'analysed') throw new Error(`abstained: ${analysis.reason}`);
      const finding = analysis.findings.find(({ label }) => label === 'lung-opacity');
      if (finding === undefined) throw new Error('no lung-opacity');
      return finding;
    });
  }

  test('adults whom radiologists called Normal are mostly negative', async () => {
    const found = await opacityOf(some('rsna_full_normal', 30, () => true));
    expect(found).toHaveLength(30);
    expect(found.filter(({ positive }) => positive).length).toBeLessThanOrEqual(4);
  });

  test('children with pneumonia score higher than children without', async () => {
    const normal = await opacityOf(some('kermany', 30, (row) => row.kermany_class === 'NORMAL'));
    const ill = await opacityOf(some('kermany', 30, (row) => row.kermany_class.startsWith('PNEUMONIA')));
    const pairs = ill.flatMap((a) =>
      normal.map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)),
    );
    expect(pairs).toHaveLength(900);
    expect(pairs.reduce<number>((sum, won) => sum + won, 0) / pairs.length).toBeGreaterThan(0.85);
  });

  test.each(['Hand', 'HeadCT', 'AbdomenCT', 'ChestCT', 'BreastMRI'])(
    '%s is mostly not analysed',
    async (gate) => {
      const analyses = await Promise.all(
        some('not_chest', 20, (row) => row.gate === `not_chest:${gate}`).map(look),
      );
      expect(analyses.length).toBeGreaterThan(10);
      expect(analyses.filter(({ outcome }) => outcome === 'abstained').length).toBeGreaterThan(
        0.85 * analyses.length,
      );
    },
  );
});
