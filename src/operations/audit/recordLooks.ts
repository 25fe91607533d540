import type { StoredImage } from '../../domain/image/storedImage';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf, sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { AuditPort, Clock } from '../ports';
import { oncePerHour } from './oncePerHour';
import type { ReadingWatch } from './watchReading';

export interface LookRecorderDeps {
  readonly records: AuditPort;
  readonly images: { find(imageId: string): Promise<StoredImage | undefined> };
  readonly identity: { knownSalt(studyId: string): Promise<string | undefined> };
  readonly watch: ReadingWatch;
  readonly now: Clock;
}

/**
 * Records who looks at pictures and who takes lists away, before anything is sent: one event per study,
 * viewer and hour, whichever process answers. The process remembers what it recorded, so that the next
 * picture costs nothing.
 */
export interface LookRecorder {
  /** @returns false if there is no such study, so that nothing may be sent */
  study(studyId: string, actor: Actor): Promise<boolean>;
  /** @returns false if there is no such image */
  image(imageId: string, actor: Actor): Promise<boolean>;
  /** One event per list, viewer and hour. */
  list(list: 'worklist', actor: Actor): Promise<void>;
}

/** How many images' studies are remembered; the rest are looked up again. */
const maxImages = 100_000;

export function createLookRecorder({
  records,
  images,
  identity,
  watch,
  now,
}: LookRecorderDeps): LookRecorder {
  const once = oncePerHour(now);
  const studies = new Map<string, string>();

  async function recordLook(studyId: string, actor: Actor, hour: string): Promise<boolean> {
    const salt = await identity.knownSalt(studyId);
    if (salt === undefined) return false;
    await records.record({
      schemaVersion: 1,
      type: 'picture-access',
      eventId: commitmentOf(salt, 'looked at', studyId, actor.subject, hour),
      at: now(),
      actor,
      study: commitmentOf(salt, 'study', studyId),
    });
    await watch('pictures', studyId, actor);
    return true;
  }

  async function studyOf(imageId: string): Promise<string | undefined> {
    const known = studies.get(imageId) ?? (await images.find(imageId))?.studyId;
    if (studies.size >= maxImages) studies.clear();
    if (known !== undefined) studies.set(imageId, known);
    return known;
  }

  const study = (studyId: string, actor: Actor) =>
    once(`${studyId} ${actor.subject}`, (hour) => recordLook(studyId, actor, hour));

  return {
    study,
    image: async (imageId, actor) => {
      const studyId = await studyOf(imageId);
      return studyId !== undefined && study(studyId, actor);
    },
    list: async (list, actor) => {
      await once(`${list} ${actor.subject}`, async (hour) => {
        const eventId = sha256OfJson(['list-export', list, actor.kind, actor.subject, hour]);
        await records.record({ schemaVersion: 1, type: 'list-export', eventId, at: now(), actor, list });
        return true;
      });
    },
  };
}
