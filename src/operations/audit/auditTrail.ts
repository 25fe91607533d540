import { createHash } from 'node:crypto';
import type { AuditEvent } from '../../domain/audit/auditEvent';
import type { Software } from '../../domain/audit/auditParts';
import { auditedContents, type Content } from '../../domain/audit/contents';
import type { StoredImage } from '../../domain/image/storedImage';
import { type Arrival, arrivalSchema } from '../../domain/intake/arrival';
import { commitmentOf, sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { Analysis } from '../../domain/models/analysis';
import type { RefusalCode } from '../../domain/reasons/refusalCode';
import type { StudyVersion } from '../../domain/study/studyRecord';
import { versionSha256 } from '../../domain/study/versions/versionSha256';
import type { AuditRecordsPort, Clock, IdentityPort, Prepared } from '../ports';
import { auditedAnalysis, auditedReasons } from './auditedParts';
import { createOutputTrail, type OutputTrail } from './outputTrail';
import { recordChained } from './recordChained';
import { createReviewTrail, type ReviewTrail } from './reviewTrail';

export interface AuditTrailDeps {
  readonly records: AuditRecordsPort;
  readonly identity: Pick<IdentityPort, 'salt'>;
  readonly software: Software;
  /** Hash of the settings that decisions depend on; their text is kept beside the log. */
  readonly settingsSha256: () => Promise<string>;
  readonly now: Clock;
}

/** How one arrival of an image ended. */
export interface EndedResult {
  readonly image: StoredImage;
  /** Of the file, in bytes. */
  readonly size: number;
  readonly analyses: readonly Analysis[];
  readonly outcome: 'analysed' | 'not-analysed';
  readonly reason?: string | undefined;
  /** What is about to be stored of the image, its identity and pictures included. */
  readonly contents: readonly Content[];
  /** Whether its study has probably no version yet: then the decision of the first is recorded right after. */
  readonly isFirst?: boolean | undefined;
}

type Stored = Pick<Prepared, 'contents'>;

/**
 * What is about to be stored about how an arrival ended, given when that was recorded. Called more than once.
 */
export type Ending<P extends Stored> = (at: string) => Promise<P>;

/**
 * Records what the app does, each time before it takes effect: when a method returns, its record is durable.
 * Every method may be called any number of times. If a step runs again with a different result, the new
 * record names the one it replaces.
 */
export interface AuditTrail extends ReviewTrail, OutputTrail {
  ended<P extends Stored>(arrival: Arrival, result: EndedResult, ending: Ending<P>): Promise<P>;
  /** @param contents the heat maps that are about to be stored */
  shadowed(
    image: Pick<StoredImage, 'imageId' | 'studyId'>,
    analyses: readonly Analysis[],
    contents: readonly Content[],
  ): Promise<void>;
  refused<P extends Stored>(arrival: Arrival, reason: RefusalCode, ending: Ending<P>): Promise<P>;
  closed<P extends Stored>(arrival: Arrival, outcome: 'unpacked' | 'index', ending: Ending<P>): Promise<P>;
  /**
   * What a study is about to show, once for each version, whoever records it.
   *
   * @param settingsSha256 of the settings by which it was decided
   */
  decided(version: StudyVersion, settingsSha256: string): Promise<void>;
  /** Hash of the settings that decisions depend on. */
  settings(): Promise<string>;
}

/** The record of an arrival, as it is stored. */
function arrivalContent(arrival: Arrival): Content {
  const text = JSON.stringify(arrivalSchema.parse(arrival));
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { container: 'arrivals', name: `${arrival.arrivalId}.json`, sha256 };
}

/** The ids of the decisions of a version; there is a second one only if the first does not hold. */
function decisionId(salt: string, studyId: string, version: number): (step: string) => string {
  return (step) => commitmentOf(salt, 'decided', studyId, String(version), step);
}

export function createAuditTrail(deps: AuditTrailDeps): AuditTrail {
  const { records, identity, software, settingsSha256, now } = deps;
  const app = (at = now()) => ({
    schemaVersion: 1 as const,
    at,
    actor: { subject: 'imaging-triage', kind: 'app' as const },
    software,
  });
  const studyOf = async (studyId: string) => {
    const salt = await identity.salt(studyId);
    return { salt, study: commitmentOf(salt, 'study', studyId) };
  };
  const arrivalOf = ({ salt, arrivalId }: Arrival) => commitmentOf(salt, 'arrival', arrivalId);
  /** Records the terminal event of an arrival. @returns what is to be stored about it */
  const end = async <P extends Stored>(
    arrival: Arrival,
    ending: Ending<P>,
    make: (common: ReturnType<typeof terminalOf>) => AuditEvent,
    nextId?: string,
  ): Promise<P> => {
    const idOf = (step: string) => commitmentOf(arrival.salt, 'ended', arrival.arrivalId, step);
    const makeAt = async (eventId: string, supersedes: string | undefined, at: string) =>
      make(terminalOf(arrival, eventId, supersedes, at, (await ending(at)).contents));
    return ending(await recordChained(records, now, idOf, makeAt, nextId));
  };
  const terminalOf = (
    arrival: Arrival,
    eventId: string,
    supersedes: string | undefined,
    at: string,
    contents: readonly Content[],
  ) => ({
    ...app(at),
    eventId,
    arrival: arrivalOf(arrival),
    contents: auditedContents(arrival.salt, [arrivalContent(arrival), ...contents]),
    supersedes,
  });

  return {
    ended: async (arrival, { image, size, analyses, outcome, reason, contents, isFirst }, ending) => {
      const { instanceId, format, transferSyntax, notes } = image;
      const [{ salt, study }, settings] = await Promise.all([studyOf(image.studyId), settingsSha256()]);
      const nextId = isFirst ? decisionId(salt, image.studyId, 1)('0') : undefined;
      const make = (common: ReturnType<typeof terminalOf>): AuditEvent => ({
        ...common,
        type: 'result',
        study,
        image: commitmentOf(salt, 'image', image.imageId),
        instance: instanceId && commitmentOf(salt, 'instance', instanceId),
        size,
        format,
        transferSyntax,
        notes: [...notes],
        outcome,
        reason,
        analyses: analyses.map(auditedAnalysis),
        settingsSha256: settings,
        contents: [...auditedContents(salt, contents), ...common.contents],
      });
      return end(arrival, ending, make, nextId);
    },

    shadowed: async ({ imageId, studyId }, analyses, contents) => {
      if (analyses.length === 0) return;
      const [{ salt, study }, settings] = await Promise.all([studyOf(studyId), settingsSha256()]);
      await records.recordOnce({
        ...app(),
        type: 'shadow',
        eventId: commitmentOf(salt, 'shadow', imageId, sha256OfJson([analyses, contents])),
        study,
        image: commitmentOf(salt, 'image', imageId),
        analyses: analyses.map(auditedAnalysis),
        settingsSha256: settings,
        contents: auditedContents(salt, contents),
      });
    },

    refused: async (arrival, reason, ending) => {
      const settings = await settingsSha256();
      return end(arrival, ending, (common) => ({
        ...common,
        type: 'refusal',
        reason,
        settingsSha256: settings,
      }));
    },

    closed: (arrival, outcome, ending) =>
      end(arrival, ending, (common) => ({ ...common, type: 'arrival-closed', outcome })),

    settings: settingsSha256,

    decided: async (shown, settings) => {
      const { studyId, version, dueAt, decision, images } = shown;
      const { salt, study } = await studyOf(studyId);
      await recordChained(
        records,
        now,
        decisionId(salt, studyId, version),
        async (eventId, supersedes, at) => ({
          ...app(at),
          type: 'decision',
          eventId,
          study,
          version,
          images: images.length,
          priority: decision.priority,
          place: decision.place,
          dueAt,
          policyId: decision.policyId,
          reasons: auditedReasons(decision),
          settingsSha256: settings,
          versionSha256: versionSha256(shown),
          supersedes,
        }),
      );
    },

    ...createReviewTrail({ records, identity, app }),
    ...createOutputTrail({ records, identity, app }),
  };
}
