import type { Arrival } from '../../domain/intake/arrival';
import { membersPerPage } from '../../domain/intake/exportRecord';
import { memberArrivalIdOf, type SiteKey } from '../../domain/kernel/identifiers/ids';
import type { ExportLimits, ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { type ArchiveEntry, listArchive } from '../../formats/archive/listArchive';
import { isIndexName } from '../../formats/archive/memberName';
import { type MediaIndex, type Planned, planExport } from '../../formats/archive/planExport';
import type { RangeSource } from '../../formats/archive/rangeSource';
import { blockedBy, readMember, readMemberStart } from '../../formats/archive/readMember';
import { findDicomStart } from '../../formats/dicomStart';
import type { ArrivalsPort, MediaDirectoryReader } from '../ports';

export interface ExamineExportDeps {
  readonly readMediaDirectory: MediaDirectoryReader;
  readonly limits: ReadLimits;
  readonly exportLimits: ExportLimits;
}

export interface AdmitExportDeps extends ExamineExportDeps {
  readonly arrivals: Pick<ArrivalsPort, 'recordExport' | 'recordExportPage'>;
  readonly siteKey: SiteKey;
}

/**
 * Examines an export without unpacking it: checks it as a whole, and decides about every file in it.
 *
 * @throws RefusedError as `listArchive`, and `empty-archive`; if no file can be read and all for the same
 *   reason, that reason: one refusal is clearer than thousands
 */
export async function examineExport(
  deps: ExamineExportDeps,
  source: RangeSource,
): Promise<Planned<ArchiveEntry>> {
  const entries = await listArchive(source, deps.exportLimits);
  const indexes = await readIndexes(deps, source, entries);
  const isDicom = async (entry: ArchiveEntry) =>
    findDicomStart(await readMemberStart(source, entry)) !== undefined;
  const planned = await planExport(entries, indexes, isDicom);
  if (planned.members.length === 0) throw new RefusedError('empty-archive', { value: entries.length });
  refuseBlocked(planned.members);
  return planned;
}

/**
 * Examines an export and records the decision. If the export is refused, none of its files has been started.
 *
 * @returns the number of pages that list its files
 * @throws RefusedError as `examineExport`
 */
export function createAdmitExport(deps: AdmitExportDeps) {
  const { arrivals, siteKey } = deps;
  return async ({ arrivalId }: Arrival, source: RangeSource): Promise<number> => {
    const { members, skipped, missing, indexProblem } = await examineExport(deps, source);
    const pages = Math.ceil(members.length / membersPerPage);
    for (let page = 0; page < pages; page += 1) {
      const some = members.slice(page * membersPerPage, (page + 1) * membersPerPage);
      const withIds = some.map((member) => ({
        ...member,
        arrivalId: memberArrivalIdOf(siteKey, arrivalId, member.index),
      }));
      await arrivals.recordExportPage({ schemaVersion: 1, arrivalId, page, members: withIds });
    }
    await arrivals.recordExport({
      schemaVersion: 1,
      arrivalId,
      members: members.length,
      pages,
      skipped: [...skipped],
      missing: [...missing],
      ...(indexProblem === undefined ? {} : { indexProblem }),
    });
    return pages;
  };
}

async function readIndexes(
  deps: ExamineExportDeps,
  source: RangeSource,
  entries: readonly ArchiveEntry[],
): Promise<MediaIndex[]> {
  const { maxIndexes, maxMembers } = deps.exportLimits;
  const indexEntries = entries.filter(({ name, kind }) => kind === 'file' && isIndexName(name));
  const indexes: MediaIndex[] = [];
  let mayName = maxMembers;
  // Those beyond the limit are treated like any other file; each turns out to be an index.
  for (const entry of indexEntries.slice(0, maxIndexes)) {
    const index = await readIndex(deps, source, entry, mayName);
    indexes.push(index);
    if ('files' in index) mayName -= index.files.length;
  }
  return indexes;
}

/**
 * @param mayName how many more files the DICOMDIRs of an export may name: in total, as many as it may
 *   contain.
 */
async function readIndex(
  { readMediaDirectory, limits, exportLimits }: ExamineExportDeps,
  source: RangeSource,
  entry: ArchiveEntry,
  mayName: number,
): Promise<MediaIndex> {
  const { name } = entry;
  try {
    const bytes = await readMember(source, entry, exportLimits.maxIndexBytes);
    const files = await readMediaDirectory(bytes, { ...limits, maxElements: exportLimits.maxIndexElements });
    return files.length > mayName ? { name, problem: 'too-many-members' } : { name, files };
  } catch (error) {
    // A storage failure, or an export that changes meanwhile, is not the DICOMDIR's fault.
    if (!(error instanceof RefusedError) || error.code === 'changed-during-read') throw error;
    return { name, problem: error.code };
  }
}

function refuseBlocked(members: readonly ArchiveEntry[]): void {
  const reasons = members.map((member) => blockedBy(member));
  const first = reasons[0];
  if (first !== undefined && reasons.every((reason) => reason?.code === first.code)) throw first;
}
