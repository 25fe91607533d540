import { imageIdOf } from '../../src/domain/kernel/identifiers/ids';
import { describeWith, publicData } from '../support/requirements';
import { filesOf, triaged } from './triaged';

const reported = publicData('reported');

describeWith([reported], 'six slices of one study', () => {
  const names = [0, 1, 2, 3, 4, 5].map((slice) => `one00${slice}.dcm`);

  test.each([
    ['as they were made', [0, 1, 2, 3, 4, 5]],
    ['the last one first', [5, 4, 3, 2, 1, 0]],
    ['mixed', [3, 0, 5, 1, 4, 2]],
  ])('stand in the order of their instance numbers: %s', async (_, order) => {
    const files = filesOf(`${reported.path}/instance-order`, ...names);
    const { studies } = await triaged(order.map((at) => files[at] as (typeof files)[number]));
    expect(studies).toHaveLength(1);
    expect(studies[0]?.images.map(({ imageId }) => imageId)).toEqual(
      files.map(([, bytes]) => imageIdOf(bytes)),
    );
    expect(studies[0]?.images.map(({ instanceNumber }) => instanceNumber)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
