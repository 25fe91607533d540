import type { StudyRecord } from '../studyRecord';

/** A blob of the study that was found changed outside the app. */
export type ChangedBlob = NonNullable<StudyRecord['changedOutside']>[number];

type Named = Pick<ChangedBlob, 'container' | 'blob'>;

const isSame = (a: Named, b: Named) => a.container === b.container && a.blob === b.blob;

/** Whether something that the study shows is not what the app wrote. It cannot be signed then. */
export function isChangedOutside({ changedOutside = [] }: Pick<StudyRecord, 'changedOutside'>): boolean {
  return changedOutside.length > 0;
}

/** The study with the blob on record; the same object if it is already. */
export function withChanged(study: StudyRecord, changed: ChangedBlob): StudyRecord {
  const { changedOutside = [], revision } = study;
  if (changedOutside.some((known) => isSame(known, changed))) return study;
  return { ...study, revision: revision + 1, changedOutside: [...changedOutside, changed] };
}

/** The study without blobs that are again what the app wrote; the same object if none is on record. */
export function withMended(study: StudyRecord, mended: readonly Named[]): StudyRecord {
  const { changedOutside = [], ...rest } = study;
  const left = changedOutside.filter((known) => !mended.some((one) => isSame(known, one)));
  if (left.length === changedOutside.length) return study;
  return { ...rest, revision: study.revision + 1, ...(left.length === 0 ? {} : { changedOutside: left }) };
}
