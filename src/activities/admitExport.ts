import { readMediaDirectory } from '../dicom/mediaDirectory';
import type { Arrival } from '../domain/arrival';
import { findDicomStart } from '../domain/dicomStart';
import { RefusedError } from '../domain/errors';
import { memberArrivalIdOf, type SiteKey } from '../domain/ids';
import type { ExportLimits, ReadLimits } from '../domain/limits';
import { type ArchiveEntry, listArchive } from '../exports/listArchive';
import { isIndexName } from '../exports/memberName';
import { type MediaIndex, planExport } from '../exports/planExport';
import type { RangeSource } from '../exports/rangeSource';
import { blockedBy, readMember, readMemberStart } from '../exports/readMember';
import type { ArrivalsPort } from './ports';

export interface AdmitExportDeps {
  readonly arrivals: Pick<ArrivalsPort, 'recordExport'>;
  readonly siteKey: SiteKey;
  readonly limits: ReadLimits;
  readonly exportLimits: ExportLimits;
}

/**
 * Looks through an export without unpacking it: checks it as a whole, decides about every file in it, and writes the
 * decision down. Nothing of an export that is refused has started.
 *
 * @throws RefusedError as `listArchive`, and `empty-archive`; where no file of it can be read for one and the same
 *   reason, that reason: one refusal says more than thousands
 */
export async function admitExport(
  { arrivals, siteKey, limits, exportLimits }: AdmitExportDeps,
  { arrivalId }: Arrival,
  source: RangeSource,
): Promise<void> {
  const entries = await listArchive(source, exportLimits);
  const indexes = await readIndexes(source, entries, limits, exportLimits);
  const isDicom = async (entry: ArchiveEntry) =>
    findDicomStart(await readMemberStart(source, entry)) !== undefined;
  const { members, ...rest } = await planExport(entries, indexes, isDicom);
  if (members.length === 0) throw new RefusedError('empty-archive', { value: entries.length });
  refuseBlocked(members);
  await arrivals.recordExport({
    schemaVersion: 1,
    arrivalId,
    members: members.map((member) => ({
      ...member,
      arrivalId: memberArrivalIdOf(siteKey, arrivalId, member.index),
    })),
    ...rest,
    skipped: [...rest.skipped],
    missing: [...rest.missing],
  });
}

async function readIndexes(
  source: RangeSource,
  entries: readonly ArchiveEntry[],
  limits: ReadLimits,
  { maxIndexBytes }: ExportLimits,
): Promise<MediaIndex[]> {
  const indexes: MediaIndex[] = [];
  for (const entry of entries) {
    const { name, kind } = entry;
    if (kind !== 'file' || !isIndexName(name)) continue;
    try {
      indexes.push({
        name,
        files: readMediaDirectory(await readMember(source, entry, maxIndexBytes), limits),
      });
    } catch (error) {
      // The storage is no property of the DICOMDIR, and neither is an export that changes meanwhile.
      if (!(error instanceof RefusedError) || error.code === 'changed-during-read') throw error;
      indexes.push({ name, problem: error.code });
    }
  }
  return indexes;
}

function refuseBlocked(members: readonly ArchiveEntry[]): void {
  const reasons = members.map((member) => blockedBy(member));
  const first = reasons[0];
  if (first !== undefined && reasons.every((reason) => reason?.code === first.code)) throw first;
}
