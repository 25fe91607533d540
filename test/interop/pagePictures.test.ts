import { flatReasonOf } from '../../src/operations/images/imageViewOf';
import { differenceFromServer } from '../dashboard/viewer/fromServer';
import { describeWith } from '../support/requirements';
import { isImage, publicFolder, readPublicFiles } from './publicFiles';

jest.setTimeout(300_000);

/** Of an object of thousands of frames these tell as much as all. */
function someOf(frames: number): number[] {
  return [...new Set([0, frames >> 1, frames - 1])];
}

describeWith([publicFolder], 'pictures in the page', () => {
  test('are those of the server, level by level, for every public file of at most 16 grey bits', async () => {
    const different: [string, number, number][] = [];
    const seen = { signed: 0, inverted: 0, rescaled: 0, windows: 0, tables: 0, padded: 0, narrow: 0 };
    let compared = 0;
    for (const { name, outcome } of await readPublicFiles()) {
      if (!isImage(outcome) || flatReasonOf(outcome.description) !== undefined) continue;
      const { description, pixels } = outcome;
      compared += 1;
      seen.signed += description.pixelRepresentation;
      seen.inverted += description.photometricInterpretation === 'MONOCHROME1' ? 1 : 0;
      seen.rescaled += description.modalityTransform.kind === 'linear' ? 1 : 0;
      seen.windows += description.windows.length > 0 ? 1 : 0;
      seen.tables += description.voiTables.length > 0 ? 1 : 0;
      seen.padded += description.padding ? 1 : 0;
      seen.narrow += description.bitsAllocated === 8 ? 1 : 0;
      for (const frame of someOf(description.frames)) {
        const difference = differenceFromServer(description, pixels, frame);
        if (difference !== 0) different.push([name, frame, difference]);
      }
    }
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(100);
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  });
});
