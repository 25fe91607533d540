import type { StudyImage } from '../../domain/study/images/imageRecord';
import type { Policy } from '../../domain/study/policy/policySchema';
import {
  mergeIntoStudy,
  type StudyRecord,
  type StudyVersion,
  versionOf,
  withVersion,
} from '../../domain/study/studyRecord';
import { changeTo, type VersionChange, versionBy } from '../../domain/study/versions/versionChange';
import type { AuditTrail } from '../audit/auditTrail';
import type { Clock, StudyRecordsPort } from '../ports';
import type { StoredStudies } from './storedStudies';

export interface StudyVersionsDeps {
  readonly studies: Pick<StudyRecordsPort, 'createVersion' | 'removeVersion'>;
  readonly stored: Pick<StoredStudies, 'advance' | 'write'>;
  readonly trail: Pick<AuditTrail, 'decided' | 'settings'>;
  readonly policy: Policy;
  /** Whether a version was left by a study of that id that was erased. */
  readonly isLeft: (made: VersionChange, before: StudyVersion | undefined) => Promise<boolean>;
  readonly now: Clock;
}

/** What adding images made of a study. */
export interface Versioned {
  /** The study without the images, unless it had them. */
  readonly before: StudyRecord | undefined;
  readonly study: StudyRecord;
}

/**
 * Makes versions of studies. What makes a version is written once, and so exactly one change does: everybody
 * else finds it there. Then its decision is recorded, then the study shows it. Whoever finds a version that
 * the study does not show yet, since its writer was stopped or is slower, does the rest in its place.
 */
export function createStudyVersions({ studies, stored, trail, policy, isLeft, now }: StudyVersionsDeps) {
  /** @param isNew what this process saw of it a moment ago was of a study that was erased */
  const current = (studyId: string, isNew: boolean) =>
    stored[isNew ? 'write' : 'advance'](studyId, (study) => study);

  async function show(version: StudyVersion, settingsSha256: string): Promise<StudyRecord | undefined> {
    await trail.decided(version, settingsSha256);
    return stored.advance(
      version.studyId,
      (study) => ((study?.version ?? 0) === version.version - 1 ? withVersion(study, version) : study),
      version.version === 1,
    );
  }

  const finish = (before: StudyRecord | undefined, change: VersionChange) =>
    show(versionBy(change, before && versionOf(before)), change.settingsSha256);

  /** @param isProbablyNew the study has probably no record yet: it is read only if that turns out to be wrong */
  return async (
    studyId: string,
    images: readonly StudyImage[],
    isProbablyNew = false,
  ): Promise<Versioned> => {
    for (let attempt = 0; ; attempt += 1) {
      const before = isProbablyNew && attempt === 0 ? undefined : await current(studyId, isProbablyNew);
      const next = mergeIntoStudy(before, studyId, images, policy, now());
      if (next === before) return { before, study: before };
      const version = versionOf(next);
      const change = changeTo(version, before && versionOf(before), await trail.settings());
      const made = await studies.createVersion(change);
      if (made !== change) {
        if (await isLeft(made, before && versionOf(before))) await studies.removeVersion(made);
        else await finish(before, made);
      } else {
        const study = await show(version, change.settingsSha256);
        if (study !== undefined && study.version >= version.version) return { before, study };
        // The study was erased meanwhile, and perhaps made anew: nothing of the old one is to stay.
        await studies.removeVersion(change);
      }
    }
  };
}
