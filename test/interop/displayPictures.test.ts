import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isGrey } from '../../src/domain/image/displayFunction';
import type { ImageDescription, ReadImage } from '../../src/domain/image/imageDescription';
import { displayPicture } from '../../src/imaging/transforms/displayPicture';
import { describeWith, tool } from '../support/requirements';
import { isImage, publicFolder, readPublicFiles } from './publicFiles';

jest.setTimeout(300_000);

/** What dcm2pnm shows otherwise, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'pydicom/rtdose_expb.dcm': 'DCMTK swaps bytes in words of 16 bits although a sample has 32',
  'pydicom/rtdose_expb_1frame.dcm': 'as the file before',
  'pydicom-data/liver.dcm': 'dcm2pnm shows the 1 of single bits as a middle grey',
  'pydicom-data/liver_expb.dcm': 'as the file before',
  'pydicom-data/liver_j2k.dcm': 'as the file before',
  'pydicom-data/liver_nonbyte_aligned.dcm': 'as the file before',
  'pydicom-data/liver_nonbyte_aligned_j2k.dcm': 'as the file before',
  'pydicom/liver_1frame.dcm': 'as the file before',
  'pydicom/liver_expb_1frame.dcm': 'as the file before',
};

describeWith(
  [publicFolder, tool('dcm2pnm', 'dcmtk'), tool('dcmdjpls', 'dcmtk'), tool('gdcmconv', 'libgdcm-tools')],
  'display pictures',
  () => {
    test('agree with dcm2pnm within one grey level', async () => {
      const directory = mkdtempSync(path.join(tmpdir(), 'triage-display-'));
      const different: string[] = [];
      let compared = 0;
      try {
        for (const { name, path: source, outcome } of await readPublicFiles()) {
          if (!isImage(outcome) || !isGrey(outcome.description)) continue;
          const theirs = shownByDcmtk(source, outcome.description, directory);
          if (theirs === undefined) continue;
          compared += 1;
          if (worstDifference(outcome, theirs) > 1) different.push(name);
        }
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
      expect(different).toEqual(Object.keys(exceptions).sort());
      expect(compared - different.length).toBeGreaterThanOrEqual(108);
    });
  },
);

/** How dcm2pnm is told to do what we do by ourselves. */
function voiOptions({
  windows,
  voiTables,
  bitsStored,
  modalityTransform,
  pixelRepresentation,
}: ImageDescription) {
  if (windows.length > 0) return ['+Wi', '1'];
  if (voiTables.length > 0) return ['+Wl', '1'];
  const asStored = bitsStored <= 8 && modalityTransform.kind === 'identity' && pixelRepresentation === 0;
  return asStored ? ['-W'] : ['+Wm'];
}

/** Who makes plain pixels of a compressed file for dcm2pnm, which decodes none by itself. */
function decoderOf(transferSyntax: string): string[] | undefined {
  if (/^1\.2\.840\.10008\.1\.2\.4\.(5|7)/.test(transferSyntax)) return ['dcmdjpeg'];
  if (/^1\.2\.840\.10008\.1\.2\.4\.8/.test(transferSyntax)) return ['dcmdjpls'];
  if (/^1\.2\.840\.10008\.1\.2\.4\.9/.test(transferSyntax)) return ['gdcmconv', '--raw'];
  return transferSyntax === '1.2.840.10008.1.2.5' ? ['dcmdrle'] : undefined;
}

function shownByDcmtk(source: string, description: ImageDescription, directory: string): Buffer | undefined {
  const decoded = path.join(directory, 'decoded.dcm');
  const output = path.join(directory, 'shown.pgm');
  for (const file of [decoded, output]) rmSync(file, { force: true });
  const [decoder, ...decoderOptions] = decoderOf(description.transferSyntax ?? '') ?? [];
  if (decoder !== undefined) spawnSync(decoder, [...decoderOptions, source, decoded], { timeout: 20_000 });
  const options = ['--write-raw-pnm', '-O', '+F', '1', ...voiOptions(description)];
  const plain = decoder === undefined ? source : decoded;
  spawnSync('dcm2pnm', [...options, plain, output], { timeout: 20_000 });
  return existsSync(output) ? readFileSync(output) : undefined;
}

/** Of the first frame, in levels of 8 bits; the picture's values are the last bytes of a PGM. */
function worstDifference({ description, pixels }: ReadImage, pgm: Buffer): number {
  const { data } = displayPicture(description, pixels);
  const theirs = pgm.subarray(pgm.length - data.length);
  return data.reduce(
    (most, value, i) => Math.max(most, Math.abs(Math.round(value * 255) - (theirs[i] ?? 999))),
    0,
  );
}
