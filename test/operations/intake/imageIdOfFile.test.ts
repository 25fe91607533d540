import { imageIdOf } from '../../../src/domain/kernel/identifiers/ids';
import { imageIdOfFile } from '../../../src/operations/intake/imageIdOfFile';

test.each([0, 1, 4 * 2 ** 20, 4 * 2 ** 20 + 1, 9 * 2 ** 20])(
  'of %d bytes it is the id of the whole',
  async (length) => {
    const file = Uint8Array.from({ length }, (_, index) => index % 251);
    expect(await imageIdOfFile(file)).toBe(imageIdOf(file));
  },
);
