import { defaultReadLimits } from '../domain/kernel/limits';
import { RefusedError } from '../domain/reasons/refusals';
import { findDicomStart } from '../formats/dicomStart';
import { readUid } from './attributes';
import { findTransferSyntax } from './codecs/registry';
import { Notes } from './notes';
import { readFileMeta } from './parsing/fileMeta';
import { openBeginning } from './parsing/part10';
import { tags } from './tags';

/** How an instance is named by the file that holds it. */
export interface InstanceNames {
  readonly sopClass: string;
  readonly sopInstance: string;
  /** Undefined if it cannot be told before the data set is inflated. */
  readonly study: string | undefined;
  /** Whether files in its transfer syntax are read. */
  readonly isRead: boolean;
}

/** More stands before the Study Instance UID in no real file. */
const startBytes = 256 << 10;
const metaSopInstance = 0x00020003;

/** Undefined if it is no DICOM file, or one without these names. Nothing is said of the rest of the file. */
export function readInstanceNames(file: Uint8Array): InstanceNames | undefined {
  const start = findDicomStart(file);
  if (start === undefined) return undefined;
  try {
    const notes = new Notes();
    const { dataSet, transferSyntaxUid } = readFileMeta(file, start.offset, defaultReadLimits, notes);
    const sopClass = readUid(dataSet, tags.mediaStorageSopClassUid, notes);
    const sopInstance = readUid(dataSet, metaSopInstance, notes);
    if (sopClass === undefined || sopInstance === undefined) return undefined;
    const isRead = transferSyntaxUid !== undefined && isKnown(transferSyntaxUid);
    const beginning = isRead ? openBeginning(file.subarray(0, startBytes), defaultReadLimits) : undefined;
    const study = beginning && readUid(beginning, tags.studyInstanceUid, notes);
    return { sopClass, sopInstance, study, isRead };
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

function isKnown(uid: string): boolean {
  try {
    findTransferSyntax(uid);
    return true;
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}
