import type { ReadLimits } from '../domain/kernel/limits';
import { RefusedError } from '../domain/reasons/refusals';
import { findDicomStart } from '../formats/dicomStart';
import { readStrings, readUid, readUnsigned } from './attributes';
import { findTransferSyntax } from './codecs/registry';
import { Notes } from './notes';
import { createSource, type DataSet, formatTag } from './parsing/dataSet';
import { readFileMeta } from './parsing/fileMeta';
import { scanDataSet } from './parsing/scan';
import { tags } from './tags';

/** Media Storage Directory Storage, PS3.4 annex I. */
const mediaStorageDirectory = '1.2.840.10008.1.3.10';
const explicitLittleEndian = '1.2.840.10008.1.2.1';
const notInUse = 0x0000;

/** As long as the file meta information: every file is tested, so the test must cost next to nothing. */
const metaBytes = 16 * 1024;
const metaElements = 100;

/** Whether a file states that it is a DICOMDIR, PS3.10 8.6; its name does not count. */
export function isMediaDirectory(bytes: Uint8Array, limits: ReadLimits): boolean {
  const start = findDicomStart(bytes);
  if (start === undefined) return false;
  try {
    const notes = new Notes();
    const head = bytes.subarray(0, metaBytes);
    const { dataSet } = readFileMeta(head, start.offset, { ...limits, maxElements: metaElements }, notes);
    return readUid(dataSet, tags.mediaStorageSopClassUid, notes) === mediaStorageDirectory;
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

/**
 * The files that a DICOMDIR names, PS3.3 F.3: paths relative to its own folder, with slashes. Records are
 * taken in the order of the sequence and not by their offsets, which writers get wrong; records marked as not
 * in use are left out.
 *
 * @throws RefusedError `not-an-image` if it is not a DICOMDIR; otherwise as `scanDataSet`
 */
export function readMediaDirectory(bytes: Uint8Array, limits: ReadLimits): string[] {
  const start = findDicomStart(bytes);
  if (start === undefined || !isMediaDirectory(bytes, limits)) throw new RefusedError('not-an-image');
  const notes = new Notes();
  const meta = readFileMeta(bytes, start.offset, limits, notes);
  const syntax = findTransferSyntax(meta.transferSyntaxUid ?? explicitLittleEndian);
  if (syntax.deflated) throw new RefusedError('unsupported-transfer-syntax', { value: syntax.uid });
  const source = createSource(bytes, syntax.littleEndian);
  const { dataSet } = scanDataSet(source, meta.end, syntax.explicitVr, limits, notes);
  if (dataSet.get(tags.directoryRecordSequence) === undefined) {
    throw new RefusedError('malformed-dicom', { tag: formatTag(tags.directoryRecordSequence) });
  }
  return dataSet.items(tags.directoryRecordSequence).flatMap((record) => fileOf(record, notes));
}

/** Referenced File ID has one value per path component; records of patients and studies have none. */
function fileOf(record: DataSet, notes: Notes): string[] {
  if (readUnsigned(record, tags.recordInUseFlag, notes) === notInUse) return [];
  const parts = readStrings(record, tags.referencedFileId).filter((part) => part !== '');
  return parts.length === 0 ? [] : [parts.join('/')];
}
