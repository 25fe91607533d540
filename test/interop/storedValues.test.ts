import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RefusedError } from '../../src/domain/errors';
import type { ReadImage } from '../../src/domain/imageDescription';
import { describeWith, tool } from '../support/requirements';
import { askOracles, type Oracle, pythonWithReaders, type Verdict } from './oracles';
import { isImage, type PublicFile, publicFolder, readPublicFiles } from './publicFiles';

jest.setTimeout(600_000);

/** Where another reader gives other values: what shows that it is the other one who is wrong. */
const exceptions: Readonly<Record<string, Partial<Record<Oracle, string>>>> = {
  'pydicom-data/JLSL_16_15_1_1F.dcm': {
    pydicom: 'does not extend the sign of 15 bits in 16; only extended is the picture smooth',
    gdcm: 'as pydicom',
    dcmtk: 'its conversion leaves bits as they are, and pydicom reads it',
  },
  'pydicom-data/OBXXXX1A_expb.dcm': {
    pydicom: '2.3 does not swap bytes in words (VR OW); DCMTK and GDCM do',
  },
  'pydicom-data/OBXXXX1A_expb_2frame.dcm': { pydicom: 'as the file before' },
  'pydicom-data/mlut_18.dcm': {
    pydicom: 'does not extend the sign of 12 bits in 16; the modality table of the file is for -2048 to 2047',
    dcmtk: 'its conversion leaves bits as they are, and pydicom reads it',
  },
  'pydicom/J2K_pixelrep_mismatch.dcm': {
    gdcm: 'does not extend the sign of 13 bits, which the stream does not know of; pydicom does',
  },
  'pydicom/SC_rgb_rle_16bit.dcm': {
    gdcm: 'is wrong on 16-bit RLE colour: SC_rgb_16bit.dcm is the same picture',
  },
  'pydicom/SC_rgb_rle_16bit_2frame.dcm': { gdcm: 'as the file before' },
  'pydicom/SC_rgb_rle_32bit.dcm': {
    gdcm: 'is wrong on 32-bit RLE colour: SC_rgb_32bit.dcm is the same picture',
  },
  'pydicom/SC_rgb_rle_32bit_2frame.dcm': { gdcm: 'as the file before' },
  'pydicom/SC_rgb_small_odd_big_endian.dcm': {
    pydicom:
      '2.3 does not swap bytes in words (VR OW); its little endian twin has our values, and so does DCMTK',
  },
  'pydicom/rtdose_expb.dcm': {
    gdcm: 'swaps 32-bit values as something else; rtdose.dcm is the little endian twin and has our values',
    dcmtk: 'swaps bytes in the words of OW and not the words of a value',
  },
  'pydicom/rtdose_expb_1frame.dcm': { dcmtk: 'as the file before' },
  'pylibjpeg-data/966.dcm': {
    pydicom: 'OpenJPEG gives up at the comment behind the last tile-part, and all pixels are black',
    gdcm: 'as pydicom; without the comment opj_decompress has our values',
  },
  'pylibjpeg-data/SC_rgb_jpeg_lossy_gdcm.dcm': {
    dcmtk:
      'takes its colour for RGB, as the attribute says, although it is subsampled; ours are the bars of the chart, ' +
      'and pydicom/SC_rgb_jpeg_lossy_gdcm.dcm is the same stream and says YBR_FULL: there DCMTK has our values',
  },
};

/** Images that no other reader gives our values for: none of them reads HTJ2K and bits in RLE; the rest is above. */
const alone: readonly string[] = [
  'pydicom-data/HTJ2KLossless_08_RGB.dcm',
  'pydicom-data/HTJ2K_08_RGB.dcm',
  'pydicom-data/JLSL_16_15_1_1F.dcm',
  'pydicom-data/liver_nonbyte_aligned_rle.dcm',
  'pydicom-data/liver_rle.dcm',
  'pylibjpeg-data/966.dcm',
  'pylibjpeg-data/SC_rgb_jpeg_lossy_gdcm.dcm',
];

/** The same pictures in other transfer syntaxes, as their maker transcoded them. */
const twins: readonly [file: string, twin: string][] = [
  ['pydicom-data/liver_rle.dcm', 'pydicom-data/liver.dcm'],
  ['pydicom-data/liver_nonbyte_aligned_rle.dcm', 'pydicom-data/liver_nonbyte_aligned.dcm'],
  ['pydicom/SC_rgb_rle_16bit.dcm', 'pylibjpeg-data/SC_rgb_16bit.dcm'],
  ['pydicom/SC_rgb_rle_32bit.dcm', 'pylibjpeg-data/SC_rgb_32bit.dcm'],
  ['pydicom/rtdose_expb.dcm', 'pydicom/rtdose.dcm'],
  ['pylibjpeg-data/SC_rgb_jpeg_lossy_gdcm.dcm', 'pydicom/SC_rgb_jpeg_lossy_gdcm.dcm'],
];

/** Every file that is refused. What others read of them is made up, or contradicts the file. */
const refused: Readonly<Record<string, string>> = {
  // Its study instance UID is a hash with letters.
  'pydicom-data/bad_sequence.dcm': 'malformed-dicom',
  // Its last frames are missing.
  'pydicom-data/emri_small_jpeg_2k_lossless_too_short.dcm': 'truncated',
  'pydicom-data/liver_deflate.dcm': 'unsupported-transfer-syntax',
  'pydicom-data/liver_nonbyte_aligned_deflate.dcm': 'unsupported-transfer-syntax',
  // Its stream says that it has 3 722 445 056 columns. OpenJPEG gives up; what pydicom and GDCM show is unset memory.
  'pydicom/JPEG2000-embedded-sequence-delimiter.dcm': 'inconsistent-attributes',
  'pydicom/MR_truncated.dcm': 'truncated',
  'pydicom/badVR.dcm': 'inconsistent-attributes',
  'pydicom/dicomdir/DICOMDIR-nooffset': 'truncated',
  'pydicom/meta_missing_tsyntax.dcm': 'inconsistent-attributes',
  'pydicom/nested_priv_SQ.dcm': 'inconsistent-attributes',
  'pydicom/no_meta.dcm': 'not-an-image',
  'pydicom/rtplan_truncated.dcm': 'truncated',
  // A look-up table of 0 bits.
  'pylibjpeg-data/JPEGLosslessP14SV1_1s_1f_u_16_16.dcm': 'inconsistent-attributes',
  // Its stream has values below zero, down to -2048; the attribute says that there are none, and others show 63 488.
  'pylibjpeg-data/TOSHIBA_J2K_SIZ1_PixRep0.dcm': 'inconsistent-attributes',
};

describeWith(
  [publicFolder, pythonWithReaders, tool('dcmdjpeg', 'dcmtk')],
  'stored values of public files',
  () => {
    let files: PublicFile[];
    let directory: string;

    beforeAll(async () => {
      directory = mkdtempSync(path.join(tmpdir(), 'triage-oracle-'));
      files = await readPublicFiles();
    });

    afterAll(() => rmSync(directory, { recursive: true, force: true }));

    test('equal those of pydicom, GDCM and DCMTK, as far as each can read the file', () => {
      const images = files.filter(({ outcome }) => isImage(outcome));
      const verdicts = askOracles(
        images.map(({ path: file, outcome }) => ({ path: file, image: outcome as ReadImage })),
        directory,
      );
      const of = (wanted: (verdict: Verdict) => boolean) =>
        images.filter((_, index) => wanted(verdicts[index] as Verdict)).map(({ name }) => name);
      const differing = images.flatMap(({ name }, index) => {
        const { differed = [] } = verdicts[index] ?? {};
        return differed.length === 0 ? [] : [[name, differed]];
      });
      const expected = Object.entries(exceptions).map(([name, readers]) => [name, Object.keys(readers)]);
      expect(Object.fromEntries(differing)).toEqual(Object.fromEntries(expected));
      expect(of(({ agreed }) => agreed.length === 0)).toEqual(alone);
      expect(of(({ agreed }) => agreed.length > 0).length).toBeGreaterThanOrEqual(180);
    });

    test.each(twins)('%s has the values of %s', (name, twin) => {
      const [one, other] = [name, twin].map((wanted) => files.find((file) => file.name === wanted)?.outcome);
      expect(Buffer.from((one as ReadImage).pixels).equals((other as ReadImage).pixels)).toBe(true);
    });

    test('every other file is refused by name, or has no pixels', () => {
      const others = files.flatMap(({ name, outcome }) =>
        outcome instanceof RefusedError ? [[name, outcome.code]] : [],
      );
      expect(Object.fromEntries(others)).toEqual(refused);
    });
  },
);
