import { manifestNoteFile } from '../../../../audit/proof/fileManifest';
import type { Fault } from '../../../../audit/verify/fault';
import type { AuditVerification } from '../../../../audit/verify/verifyAudit';
import type { FileVerification } from '../../../../audit/verify/verifyFiles';

// Where a fault is, and its detail, are English in every language, as they stand in JSON.

/** Where a checkpoint of the witness came from. */
export function witnessName(name: string): string {
  return `the witness (${name})`;
}

export function unsignedFaults(files: FileVerification | undefined, isWanted: boolean): Fault[] {
  if (!isWanted || files === undefined || files.isSigned) return [];
  return [{ code: 'bad-manifest', where: manifestNoteFile, detail: 'the list of files is not signed' }];
}

export function recordFaults({ recordAt }: AuditVerification, record: string | undefined): Fault[] {
  if (record === undefined || recordAt !== undefined) return [];
  return [{ code: 'entries-missing', where: `the event ${record}`, detail: 'it is not in the log' }];
}
