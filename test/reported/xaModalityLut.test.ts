import { modalityPicture } from '../../src/imaging/transforms/modalityPicture';
import { describeWith } from '../support/requirements';
import { levelsAt, readReported, reported } from './reported';

const columns = [0, 64, 128, 192, 255];

/** PS3.3 C.8.7.1.1.2. dcm2pnm shows the same. */
describeWith([reported], 'XA and RF: the modality table or rescale is not for display', () => {
  test.each(['xa', 'rf', 'xa-rescale', 'xa-nowindow'])('%s is a straight ramp', async (name) => {
    const image = await readReported(`xa-modality-lut/${name}.dcm`);
    expect(image.description.notes).toContain('modality-lut-not-for-display');
    const levels = levelsAt(image, columns);
    for (const [at, level] of [0, 63, 127, 191, 255].entries())
      expect(Math.abs((levels[at] as number) - level)).toBeLessThanOrEqual(1);
  });

  test('a model that asks for modality values gets the stored ones', async () => {
    const { description, pixels } = await readReported('xa-modality-lut/xa.dcm');
    const { data } = modalityPicture(description, pixels);
    expect(columns.map((column) => data[column])).toEqual([0, 256, 513, 770, 1023]);
  });

  test('of a CR image it is for display', async () => {
    const image = await readReported('xa-modality-lut/cr.dcm');
    expect(levelsAt(image, columns)).toEqual([0, 64, 255, 255, 255]);
    expect(image.description.notes).not.toContain('modality-lut-not-for-display');
  });
});
