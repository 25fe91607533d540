import { type PackedStudy, unpackedStudy } from '../../domain/study/versions/packedStudy';
import type { StoredStudy } from '../../domain/study/versions/pendingChange';
import { VersionChainError, type VersionChange, versionBy } from '../../domain/study/versions/versionChange';

/**
 * The study that a record holds.
 *
 * @param changeOf reads what made a version; undefined if there is none, or it cannot be read
 * @returns undefined if the version is missing, or another one, to which the record is the difference
 */
export async function packedStudyIn(
  packed: PackedStudy,
  changeOf: (version: number) => Promise<VersionChange | undefined>,
): Promise<StoredStudy | undefined> {
  const change = packed.base === undefined ? undefined : await changeOf(packed.base);
  try {
    return unpackedStudy(packed, change && versionBy(change, undefined));
  } catch (error) {
    if (error instanceof VersionChainError || error instanceof RangeError) return undefined;
    throw error;
  }
}
