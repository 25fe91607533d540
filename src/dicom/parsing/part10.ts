import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { findDicomStart } from '../../formats/dicomStart';
import { findTransferSyntax } from '../codecs/registry';
import type { TransferSyntax } from '../codecs/transferSyntax';
import { Notes } from '../notes';
import { createSource, type DataSet, type Element } from './dataSet';
import { readFileMeta } from './fileMeta';
import { refuseExecutable } from './preamble';
import { scanBeginning, scanDataSet } from './scan';
import { confirmBySecondReader } from './secondReader';

/** A DICOM file with every element of its data set located. */
export interface DicomFile {
  readonly transferSyntax: TransferSyntax;
  readonly dataSet: DataSet;
  /** The file meta information. */
  readonly meta: DataSet;
  /** See `ScanResult.cutPixelData`. */
  readonly cutPixelData?: Element;
}

const implicitLittleEndian = '1.2.840.10008.1.2';
const explicitLittleEndian = '1.2.840.10008.1.2.1';
const explicitBigEndian = '1.2.840.10008.1.2.2';
const inflate = promisify(inflateRaw);

/**
 * Opens a DICOM file, PS3.10: preamble, file meta information, and the data set in its transfer syntax.
 * @param sequences see `scanDataSet`
 * @throws RefusedError also `not-an-image`, `unsafe-preamble`, `unsupported-transfer-syntax`, `bomb`
 */
export async function openPart10(
  bytes: Uint8Array,
  limits: ReadLimits,
  notes: Notes,
  sequences?: ReadonlySet<number>,
): Promise<DicomFile> {
  const start = findDicomStart(bytes);
  if (start === undefined) throw new RefusedError('not-an-image');
  if (start.preamble) refuseExecutable(bytes);
  else notes.add('missing-preamble');

  const meta = readFileMeta(bytes, start.offset, limits, notes);
  const uid = meta.transferSyntaxUid ?? guessTransferSyntax(bytes, meta.end, notes);
  const transferSyntax = findTransferSyntax(uid);
  const body = transferSyntax.deflated ? await inflateDataSet(bytes.subarray(meta.end), limits) : bytes;
  const bodyStart = transferSyntax.deflated ? 0 : meta.end;
  const source = createSource(body, transferSyntax.littleEndian);
  const explicit = transferSyntax.explicitVr || hasVr(body, bodyStart, notes);
  const scanned = scanDataSet(source, bodyStart, explicit, limits, notes, sequences);
  confirmBySecondReader(scanned.dataSet, bodyStart, explicit, notes);
  return { transferSyntax, meta: meta.dataSet, ...scanned };
}

/**
 * The elements at the beginning of a DICOM file, of which the rest may be missing; none if it is deflated.
 *
 * @throws RefusedError if not even the file meta information can be read
 */
export function openBeginning(bytes: Uint8Array, limits: ReadLimits): DataSet | undefined {
  const start = findDicomStart(bytes);
  if (start === undefined) return undefined;
  const notes = new Notes();
  const meta = readFileMeta(bytes, start.offset, limits, notes);
  const uid = meta.transferSyntaxUid ?? guessTransferSyntax(bytes, meta.end, notes);
  const { deflated, littleEndian, explicitVr } = findTransferSyntax(uid);
  if (deflated) return undefined;
  const explicit = explicitVr || hasVr(bytes, meta.end, notes);
  return scanBeginning(createSource(bytes, littleEndian), meta.end, explicit, limits, notes);
}

/** A uniform picture deflates to a thousandth of its size; up to this size any ratio is accepted. */
const freeInflatedBytes = 64 * 1024 * 1024;
/** Above that size, no real picture deflates this well. */
const maxRatio = 200;

/** A data set compressed as in PS3.5 A.5; never inflates a byte more than allowed. */
async function inflateDataSet(deflated: Uint8Array, limits: ReadLimits): Promise<Uint8Array> {
  const plausible = Math.max(freeInflatedBytes, maxRatio * deflated.length);
  const maxOutputLength = Math.min(limits.maxInflatedBytes, plausible);
  try {
    return await inflate(deflated, { maxOutputLength });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new RefusedError('bomb', { value: maxOutputLength });
    throw new RefusedError(code === 'Z_BUF_ERROR' ? 'truncated' : 'malformed-dicom', {}, { cause: error });
  }
}

/** Distinguishes the three uncompressed encodings by the first element of the data set. */
function guessTransferSyntax(bytes: Uint8Array, offset: number, notes: Notes): string {
  notes.add('guessed-transfer-syntax');
  if (bytes[offset] === 0) return explicitBigEndian;
  return startsWithVr(bytes, offset) ? explicitLittleEndian : implicitLittleEndian;
}

/** A data set declared implicit whose first elements carry VRs is in fact explicit. */
function hasVr(bytes: Uint8Array, offset: number, notes: Notes): boolean {
  if (!startsWithVr(bytes, offset)) return false;
  notes.add('wrong-vr-encoding');
  return true;
}

function startsWithVr(bytes: Uint8Array, offset: number): boolean {
  return /^(AE|CS|DA|DT|IS|LO|OB|PN|SH|SQ|TM|UI|UL|UN|US)$/.test(
    String.fromCharCode(bytes[offset + 4] ?? 0, bytes[offset + 5] ?? 0),
  );
}
