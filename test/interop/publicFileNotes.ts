import type { Conformance } from './conformanceTable';

/** Where another reader gives other values: what shows that it is the other one who is wrong. */
export const exceptions: Conformance['exceptions'] = {
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

/** Images that no other reader gives our values for: none of them reads bits in RLE; the rest is above. */
export const alone: readonly string[] = [
  'pydicom-data/JLSL_16_15_1_1F.dcm',
  'pydicom-data/liver_nonbyte_aligned_rle.dcm',
  'pydicom-data/liver_rle.dcm',
  'pylibjpeg-data/966.dcm',
  'pylibjpeg-data/SC_rgb_jpeg_lossy_gdcm.dcm',
];

/** The same pictures in other transfer syntaxes, as their maker transcoded them. */
export const twins: readonly [file: string, twin: string][] = [
  ['pydicom-data/liver_rle.dcm', 'pydicom-data/liver.dcm'],
  ['pydicom-data/liver_nonbyte_aligned_rle.dcm', 'pydicom-data/liver_nonbyte_aligned.dcm'],
  ['pydicom/SC_rgb_rle_16bit.dcm', 'pylibjpeg-data/SC_rgb_16bit.dcm'],
  ['pydicom/SC_rgb_rle_32bit.dcm', 'pylibjpeg-data/SC_rgb_32bit.dcm'],
  ['pydicom/rtdose_expb.dcm', 'pydicom/rtdose.dcm'],
  ['pylibjpeg-data/SC_rgb_jpeg_lossy_gdcm.dcm', 'pydicom/SC_rgb_jpeg_lossy_gdcm.dcm'],
];

/** Every file that is refused, and why. What others read of them is made up, or contradicts the file. */
export const refused: Conformance['refused'] = {
  'pydicom-data/emri_small_jpeg_2k_lossless_too_short.dcm': {
    code: 'truncated',
    why: 'Its last frames are missing.',
  },
  'pydicom-data/liver_deflate.dcm': {
    code: 'unsupported-transfer-syntax',
    why: 'Its frames are deflated one by one.',
  },
  'pydicom-data/liver_nonbyte_aligned_deflate.dcm': {
    code: 'unsupported-transfer-syntax',
    why: 'As the file before.',
  },
  'pydicom/JPEG2000-embedded-sequence-delimiter.dcm': {
    code: 'inconsistent-attributes',
    why: 'Its stream says that it has 3 722 445 056 columns. OpenJPEG gives up; what pydicom and GDCM show is unset memory.',
  },
  'pydicom/MR_truncated.dcm': { code: 'truncated', why: 'The file ends within its pixels.' },
  'pydicom/UN_sequence.dcm': {
    code: 'truncated',
    why: 'An image by its file meta information; its pixels were taken out.',
  },
  'pydicom/badVR.dcm': { code: 'inconsistent-attributes', why: 'Its number of frames is "1A".' },
  'pydicom/charset/chrJapMulti.dcm': { code: 'truncated', why: 'Its pixels were taken out.' },
  'pydicom/charset/chrJapMultiExplicitIR6.dcm': { code: 'truncated', why: 'Its pixels were taken out.' },
  'pydicom/charset/chrKoreanMulti.dcm': { code: 'truncated', why: 'Its pixels were taken out.' },
  'pydicom/charset/chrSQEncoding.dcm': { code: 'truncated', why: 'Its pixels were taken out.' },
  'pydicom/charset/chrSQEncoding1.dcm': { code: 'truncated', why: 'Its pixels were taken out.' },
  'pydicom/dicomdir/DICOMDIR-nooffset': {
    code: 'truncated',
    why: 'The file ends within its directory records.',
  },
  'pydicom/dicomdir/TINY_ALPHA/PT000000/ST000000/SE000000/*': {
    code: 'truncated',
    why: 'Images of which all but a few attributes were taken out.',
  },
  'pydicom/empty_charset_LEI.dcm': { code: 'truncated', why: 'It names no class, and has no pixels.' },
  'pydicom/meta_missing_tsyntax.dcm': {
    code: 'inconsistent-attributes',
    why: 'It has two bytes of pixels, and nothing says what they are.',
  },
  'pydicom/nested_priv_SQ.dcm': { code: 'inconsistent-attributes', why: 'As the file before.' },
  'pydicom/no_meta.dcm': {
    code: 'not-an-image',
    why: 'It has neither mark nor file meta information, and its first element is of group 0820.',
  },
  'pydicom/no_meta_group_length.dcm': {
    code: 'truncated',
    why: 'An image by its file meta information; its pixels were taken out.',
  },
  'pydicom/priv_SQ.dcm': { code: 'truncated', why: 'As the file before.' },
  'pydicom/rtplan_truncated.dcm': { code: 'truncated', why: 'The file ends within a sequence.' },
  'pylibjpeg-data/TOSHIBA_J2K_SIZ1_PixRep0.dcm': {
    code: 'inconsistent-attributes',
    why: 'Its stream has values below zero, down to -2048; the attribute says that there are none, and others show 63 488.',
  },
};
