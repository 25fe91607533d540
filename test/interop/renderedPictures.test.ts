import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import sharp from 'sharp';
import { isGrey } from '../../src/domain/image/displayFunction';
import type { ImageDescription, ReadImage, Window } from '../../src/domain/image/imageDescription';
import { encodeRendered } from '../../src/imaging/encoding/encodeRendered';
import { describeWith, tool } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';
import { isImage, publicFolder, readPublicFiles } from './publicFiles';

jest.setTimeout(300_000);

/** What dcm2pnm shows otherwise, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'pydicom-data/SC_ybr_full_uncompressed.dcm': 'dcm2pnm converts YBR otherwise; pydicom does as we do',
};

/** Of one frame, not compressed, in square pixels: dcm2pnm alone then has to find the same picture. */
function isComparable({ description }: ReadImage): boolean {
  const { transferSyntax = '', frames, bitsStored, sampleType, pixelAspect, perFrame } = description;
  const isPlain = /^1\.2\.840\.10008\.1\.2(\.[12])?$/.test(transferSyntax);
  return (
    isPlain && frames === 1 && bitsStored > 1 && bitsStored <= 16 && !sampleType && !pixelAspect && !perFrame
  );
}

/** A window that cuts off both ends of what the image can hold. */
function windowOf({ bitsStored, modalityTransform }: ImageDescription): Window | undefined {
  if (modalityTransform.kind === 'lut') return undefined;
  const { slope, intercept } =
    modalityTransform.kind === 'linear' ? modalityTransform : { slope: 1, intercept: 0 };
  const full = 2 ** bitsStored * Math.abs(slope);
  return {
    centre: Math.round(intercept + full / 16),
    width: Math.max(2, Math.round(full / 8)),
    function: 'LINEAR',
  };
}

describeWith([publicFolder, tool('dcm2pnm', 'dcmtk')], 'rendered pictures', () => {
  it('agree with dcm2pnm within one level: grey with a window that is asked for, and colours', async () => {
    const folder = new TemporaryFolder();
    const compared = { grey: 0, colour: 0 };
    const different: string[] = [];
    try {
      for (const { name, path, outcome } of await readPublicFiles()) {
        if (!isImage(outcome) || !isComparable(outcome)) continue;
        const { description, pixels } = outcome;
        const window = isGrey(description) ? windowOf(description) : undefined;
        if (isGrey(description) && window === undefined) continue;
        const theirs = shownByDcmtk(path, folder.file('shown.pnm'), window);
        if (theirs === undefined) continue;
        const file = await encodeRendered(description, pixels, {
          type: 'image/png',
          quality: 90,
          ...(window === undefined ? {} : { window }),
        });
        const ours = await sharp(file)
          .toColourspace(isGrey(description) ? 'b-w' : 'srgb')
          .raw()
          .toBuffer();
        compared[isGrey(description) ? 'grey' : 'colour'] += 1;
        if (worstDifference(ours, theirs) > 1) different.push(name);
      }
    } finally {
      folder.remove();
    }
    expect(different).toEqual(Object.keys(exceptions));
    expect(compared.grey).toBeGreaterThan(20);
    expect(compared.colour).toBeGreaterThan(3);
  });
});

function shownByDcmtk(source: string, output: string, window: Window | undefined): Buffer | undefined {
  rmSync(output, { force: true });
  const options = window === undefined ? [] : ['+Ww', String(window.centre), String(window.width)];
  spawnSync('dcm2pnm', ['--write-raw-pnm', '-O', '+F', '1', ...options, source, output], { timeout: 20_000 });
  return existsSync(output) ? readFileSync(output) : undefined;
}

/** The values of a picture are the last bytes of a PGM or PPM. */
function worstDifference(ours: Buffer, pnm: Buffer): number {
  const theirs = pnm.subarray(pnm.length - ours.length);
  return ours.reduce((most, value, at) => Math.max(most, Math.abs(value - (theirs[at] ?? 999))), 0);
}
