import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFile } from '../../src/decoder/child/readFile';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import {
  loadModelRepository,
  type ModelRepository,
  modelRefOf,
} from '../../src/inference/repository/modelRepository';
import { analyse } from '../../src/inference/run/analyse';
import { Examination } from '../../src/inference/run/examination';
import { routeImage } from '../../src/inference/run/routing';
import { openHere } from '../support/openPictures';
import { describeWith, publicData } from '../support/requirements';
import { shippedModels } from './shippedModels';

const files = publicData('dicom');

describeWith([files], 'public DICOM files are let through or kept out by what they say of themselves', () => {
  let repository: ModelRepository;
  beforeAll(async () => {
    repository = await loadModelRepository(shippedModels);
  });

  async function reasonOf(file: string): Promise<string | undefined> {
    const bytes = new Uint8Array(readFileSync(join(files.path, file)));
    const { description } = await readFile(bytes, '', defaultReadLimits);
    const decision = routeImage(repository, description).find(({ model }) => model.id === 'chest-opacity');
    if (decision === undefined) throw new Error('chest-opacity did not load');
    return decision.runs ? undefined : decision.reason;
  }

  test('equal pixels, once wrongly declared MONOCHROME1: that one is kept out as inverted', async () => {
    const model = repository.classifiers.find(({ manifest }) => manifest.id === 'chest-opacity');
    if (model === undefined) throw new Error('chest-opacity did not load');
    const analysisOf = async (file: string) => {
      const bytes = new Uint8Array(readFileSync(join(files.path, 'torchxrayvision', file)));
      const { description, pixels } = await readFile(bytes, '', defaultReadLimits);
      return (
        await analyse(repository, modelRefOf(model), new Examination(openHere(description, pixels), 50))
      ).analysis;
    };
    const right = await analysisOf('1.2.276.0.7230010.3.1.4.8323329.6904.1517875201.850819.dcm');
    expect(right.outcome).toBe('analysed');
    const wrong = await analysisOf('Fake_MONOHR1.dcm');
    expect(wrong).toMatchObject({ outcome: 'abstained', reason: 'picture-inverted' });
  });

  test.each([
    ['nih-chest-dicom/test1.dcm', undefined],
    ['nih-chest-dicom/test2.dcm', undefined],
    ['nih-chest-dicom/test3.dcm', undefined],
    ['nih-chest-dicom/test4.dcm', 'body-part-not-covered'],
    ['nih-chest-dicom/test5.dcm', 'modality-not-covered'],
    ['nih-chest-dicom/test6.dcm', undefined],
    ['pylibjpeg-data/966.dcm', undefined],
    ['pylibjpeg-data/RG1_J2KI.dcm', undefined],
    ['pylibjpeg-data/RG2_JPLY.dcm', 'body-part-not-covered'],
    ['pylibjpeg-data/RG3_J2KI.dcm', 'body-part-not-covered'],
    ['pydicom/dicomdir/77654033/CR1/6154', 'body-part-not-covered'],
    ['pydicom/CT_small.dcm', 'modality-not-covered'],
    ['pydicom/MR_small.dcm', 'modality-not-covered'],
    // A breast or a limb: no body part, no view, and rows that lead to the head.
    ['pylibjpeg-data/JPEG2KLossless_1s_1f_u_16_16.dcm', 'picture-turned'],
    ['pydicom/examples_palette.dcm', 'colour-image'],
  ])('%s: %s', async (file, reason) => {
    expect(await reasonOf(file)).toBe(reason);
  });
});
