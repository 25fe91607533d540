import { RefusedError } from '../../domain/reasons/refusals';
import { jpegBaseline, jpegExtended, jpegLossless, jpegProgressive } from './jpeg';
import { jpegLs } from './jpegLs';
import { refusedSyntaxes } from './refusedSyntaxes';
import { rleLossless } from './rle';
import type { FrameCodec, TransferSyntax } from './transferSyntax';
import { videoSyntaxes } from './videoSyntaxes';
import { highThroughputJpeg2000, jpeg2000 } from './wavelets';

const plain = { explicitVr: true, littleEndian: true, deflated: false, pixels: 'native' } as const;

/** Encapsulated pixels are always in an explicit little endian data set, PS3.5 A.4. */
function encapsulated(uid: string, name: string, pixels: FrameCodec | 'video'): TransferSyntax {
  return { ...plain, uid, name, pixels };
}

/** Every transfer syntax of which at least the attributes are read. All others are refused by their UID. */
export const transferSyntaxes: readonly TransferSyntax[] = [
  { ...plain, uid: '1.2.840.10008.1.2', name: 'Implicit VR Little Endian', explicitVr: false },
  { ...plain, uid: '1.2.840.10008.1.2.1', name: 'Explicit VR Little Endian' },
  { ...plain, uid: '1.2.840.10008.1.2.1.99', name: 'Deflated Explicit VR Little Endian', deflated: true },
  { ...plain, uid: '1.2.840.10008.1.2.2', name: 'Explicit VR Big Endian (retired)', littleEndian: false },
  encapsulated('1.2.840.10008.1.2.5', 'RLE Lossless', rleLossless),
  encapsulated('1.2.840.10008.1.2.4.50', 'JPEG Baseline (Process 1)', jpegBaseline),
  encapsulated('1.2.840.10008.1.2.4.51', 'JPEG Extended (Process 2 and 4)', jpegExtended),
  encapsulated(
    '1.2.840.10008.1.2.4.53',
    'JPEG Spectral Selection (Process 6 and 8) (retired)',
    jpegProgressive,
  ),
  encapsulated(
    '1.2.840.10008.1.2.4.55',
    'JPEG Full Progression (Process 10 and 12) (retired)',
    jpegProgressive,
  ),
  encapsulated('1.2.840.10008.1.2.4.57', 'JPEG Lossless (Process 14)', jpegLossless),
  encapsulated('1.2.840.10008.1.2.4.70', 'JPEG Lossless (Process 14, Selection Value 1)', jpegLossless),
  encapsulated('1.2.840.10008.1.2.4.80', 'JPEG-LS Lossless', jpegLs(false)),
  encapsulated('1.2.840.10008.1.2.4.81', 'JPEG-LS Near-Lossless', jpegLs(true)),
  encapsulated('1.2.840.10008.1.2.4.90', 'JPEG 2000 (lossless only)', jpeg2000(false)),
  encapsulated('1.2.840.10008.1.2.4.91', 'JPEG 2000', jpeg2000(true)),
  ...videoSyntaxes.map(([uid, name]) => encapsulated(uid, name, 'video')),
  encapsulated('1.2.840.10008.1.2.4.201', 'HTJ2K (lossless only)', highThroughputJpeg2000(false)),
  encapsulated('1.2.840.10008.1.2.4.202', 'HTJ2K with RPCL (lossless only)', highThroughputJpeg2000(false)),
  encapsulated('1.2.840.10008.1.2.4.203', 'HTJ2K', highThroughputJpeg2000(true)),
];

const byUid = new Map(transferSyntaxes.map((syntax) => [syntax.uid, syntax]));

/** @throws RefusedError `unsupported-transfer-syntax` with the UID */
export function findTransferSyntax(uid: string): TransferSyntax {
  const syntax = byUid.get(uid);
  if (syntax === undefined) {
    throw new RefusedError('unsupported-transfer-syntax', { tag: '(0002,0010)', value: uid });
  }
  return syntax;
}

/** The name of a transfer syntax, supported or not. */
export function transferSyntaxName(uid: string): string | undefined {
  return byUid.get(uid)?.name ?? refusedSyntaxes.find((syntax) => syntax.uid === uid)?.name;
}
