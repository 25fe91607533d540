import { describeWith } from '../support/requirements';
import { levelsAt, readReported, reported } from './reported';

/** PS3.3 C.7.5.1.1.2. */
describeWith([reported], 'Pixel Padding Value under any VR', () => {
  test.each(['us', 'ss', 'implicit'])('%s is what the pixels say', async (name) => {
    const image = await readReported(`padding-vr/${name}.dcm`);
    expect(image.description.padding).toEqual({ first: -2000, last: -2000 });
    expect(levelsAt(image, [0, 64, 128, 192, 255])).toEqual([0, 28, 104, 180, 255]);
  });
});
