import type { AuditEvent } from '../../domain/audit/auditEvent';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import type { Macs } from '../../domain/kernel/sealing/macs';
import { type SealedSubject, sealedSubjectOf } from '../../domain/kernel/sealing/sealedObject';
import { withChanged } from '../../domain/study/review/changedOutside';
import type { AuditPort, Clock } from '../ports';
import type { StudyWriter } from '../study/studyWriter';

export interface NoteChangedOutsideDeps {
  readonly records: AuditPort;
  readonly identity: { knownSalt(studyId: string): Promise<string | undefined> };
  readonly arrivals: { read(arrivalId: string): Promise<{ readonly salt: string } | undefined> };
  readonly results: { image(imageId: string): Promise<{ readonly studyId: string } | undefined> };
  readonly images: { find(imageId: string): Promise<{ readonly studyId: string } | undefined> };
  readonly studies: Pick<StudyWriter, 'change'>;
  readonly worklist: { markChangedOutside(studyId: string): Promise<void> };
  readonly macs: Macs;
  readonly logError: (message: string) => void;
  readonly now: Clock;
}

export type NoteChangedOutside = (error: ChangedOutsideError) => Promise<void>;

/** What is known about a changed blob, as far as other blobs that can be trusted tell. */
interface Known extends SealedSubject {
  readonly container: string;
  readonly blob: string;
  readonly sha256: string;
  readonly studySalt?: string | undefined;
  readonly arrivalSalt?: string | undefined;
}

/**
 * Makes a blob that was found changed outside the app known: in the audit log first, then in the record of
 * its study, so that the study shows it and cannot be signed. If the record itself is the one, or the version
 * to which it is the difference, only the worklist's line shows it. Finding the same blob again changes nothing. Never fails: its caller has the
 * better error to report.
 */
export function createNoteChangedOutside(deps: NoteChangedOutsideDeps): NoteChangedOutside {
  const { studies, worklist, records, logError, now } = deps;

  async function note(error: ChangedOutsideError): Promise<void> {
    const known = await knownOf(deps, error);
    const { studyId, object, container, blob } = known;
    const changed = { object, container, blob, at: now() };
    const shown =
      studyId === undefined
        ? undefined
        : await trusted(() =>
            studies.change(
              studyId,
              (study) => study && withChanged(study, changed),
              (_next, before) => records.record(eventOf(deps, known, String(before?.revision))),
            ),
          );
    if (shown !== undefined) return;
    await records.record(eventOf(deps, known, known.sha256));
    const isRecord = object === 'study' || object === 'study-version';
    if (studyId !== undefined && isRecord) await worklist.markChangedOutside(studyId);
  }

  return async (error) => {
    logError(error.message);
    try {
      await note(error);
    } catch (failure) {
      logError(
        `that ${error.container}/${error.blob} was changed could not be noted: ${(failure as Error).message}`,
      );
    }
  };
}

/** Undefined if that was changed outside, too. */
export async function trusted<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ChangedOutsideError) return undefined;
    throw error;
  }
}

/** Does one of many things; if it meets a changed blob, that is noted, and the others go on. */
export async function unlessChanged<T>(
  note: NoteChangedOutside,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ChangedOutsideError)) throw error;
    await note(error);
    return undefined;
  }
}

/** What `knownOf` needs. */
export type KnownDeps = Pick<NoteChangedOutsideDeps, 'identity' | 'arrivals' | 'results' | 'images'>;

export async function knownOf(
  { identity, arrivals, results, images }: KnownDeps,
  { container, blob, sha256 = '' }: ChangedOutsideError,
): Promise<Known> {
  const subject = sealedSubjectOf(container, blob);
  const { imageId, arrivalId } = subject;
  const image =
    imageId === undefined
      ? undefined
      : ((await trusted(() => results.image(imageId))) ?? (await trusted(() => images.find(imageId))));
  const studyId = subject.studyId ?? image?.studyId;
  const studySalt = studyId === undefined ? undefined : await trusted(() => identity.knownSalt(studyId));
  const arrival = arrivalId === undefined ? undefined : await trusted(() => arrivals.read(arrivalId));
  return {
    ...subject,
    ...(studyId === undefined ? {} : { studyId }),
    container,
    blob,
    sha256,
    studySalt,
    arrivalSalt: arrival?.salt,
  };
}

/** @param occasion another one is another event */
export function eventOf(
  { macs, now }: Pick<NoteChangedOutsideDeps, 'macs' | 'now'>,
  known: Known,
  occasion: string,
  restored = false,
): AuditEvent {
  const { object, container, blob, studyId, imageId, arrivalId, studySalt, arrivalSalt } = known;
  return {
    schemaVersion: 1,
    type: 'integrity-failure',
    // Keyed, since without a salt nothing else keeps it from being guessed.
    eventId: macs.of('integrity failure', { container, blob, occasion, restored }),
    at: now(),
    actor: { subject: 'imaging-triage', kind: 'app' },
    object,
    ...(studySalt && studyId ? { study: commitmentOf(studySalt, 'study', studyId) } : {}),
    ...(studySalt && imageId ? { image: commitmentOf(studySalt, 'image', imageId) } : {}),
    ...(arrivalSalt && arrivalId ? { arrival: commitmentOf(arrivalSalt, 'arrival', arrivalId) } : {}),
    ...(restored ? { restored } : {}),
  };
}
