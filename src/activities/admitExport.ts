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
import type { ArrivalsPort, MediaDirectoryReader } from './ports';

export interface AdmitExportDeps {
  readonly arrivals: Pick<ArrivalsPort, 'recordExport'>;
  readonly siteKey: SiteKey;
  readonly readMediaDirectory: MediaDirectoryReader;
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
  deps: AdmitExportDeps,
  { arrivalId }: Arrival,
  source: RangeSource,
): Promise<void> {
  const { arrivals, siteKey, exportLimits } = deps;
  const entries = await listArchive(source, exportLimits);
  const indexes = await readIndexes(deps, source, entries);
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
  deps: AdmitExportDeps,
  source: RangeSource,
  entries: readonly ArchiveEntry[],
): Promise<MediaIndex[]> {
  const named = entries.filter(({ name, kind }) => kind === 'file' && isIndexName(name));
  const indexes: MediaIndex[] = [];
  // Those beyond the limit are files like any other, and turn out to be an index each.
  for (const entry of named.slice(0, deps.exportLimits.maxIndexes)) {
    try {
      indexes.push({ name: entry.name, files: await filesOf(deps, source, entry) });
    } catch (error) {
      // The storage is no property of the DICOMDIR, and neither is an export that changes meanwhile.
      if (!(error instanceof RefusedError) || error.code === 'changed-during-read') throw error;
      indexes.push({ name: entry.name, problem: error.code });
    }
  }
  return indexes;
}

async function filesOf(
  { readMediaDirectory, limits, exportLimits }: AdmitExportDeps,
  source: RangeSource,
  entry: ArchiveEntry,
): Promise<readonly string[]> {
  const { maxIndexBytes, maxIndexElements, maxMembers } = exportLimits;
  const bytes = await readMember(source, entry, maxIndexBytes);
  const files = await readMediaDirectory(bytes, { ...limits, maxElements: maxIndexElements });
  if (files.length > maxMembers) throw new RefusedError('too-many-members', { value: files.length });
  return files;
}

function refuseBlocked(members: readonly ArchiveEntry[]): void {
  const reasons = members.map((member) => blockedBy(member));
  const first = reasons[0];
  if (first !== undefined && reasons.every((reason) => reason?.code === first.code)) throw first;
}
