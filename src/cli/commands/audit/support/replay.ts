import { createHash } from 'node:crypto';
import type { App } from '../../../../app/app';
import { decisionSettingsOf } from '../../../../app/decisionSettings';
import { LogReader } from '../../../../audit/log/logReader';
import { type Difference, differences } from '../../../../audit/verify/differences';
import type { AuditEventOf } from '../../../../domain/audit/auditEvent';
import type { AuditedAnalysis } from '../../../../domain/audit/auditParts';
import type { ReadImage } from '../../../../domain/image/imageDescription';
import { commitmentOf, sha256OfJson } from '../../../../domain/kernel/sealing/commitment';
import type { Analysis } from '../../../../domain/models/analysis';
import { RefusedError } from '../../../../domain/reasons/refusals';
import { readMember } from '../../../../formats/archive/readMember';
import { createReplayImage } from '../../../../operations/audit/replayImage';
import { arrivalSource } from '../../../../operations/intake/arrivalSource';
import { imageIdOfFile } from '../../../../operations/intake/imageIdOfFile';
import { appFolder } from '../../../../places/places';
import { texts } from '../../../language/language';
import type { Texts } from '../../../language/texts/en/english';
import { CliError } from '../../../terminal/errors';

/** The result of running one model again. */
export interface ReplayedModel {
  readonly recorded: AuditedAnalysis;
  readonly now: Analysis | undefined;
  readonly same: boolean;
  readonly sameTensor: boolean;
  /** Largest difference between scores. */
  readonly largest: number;
}

export interface Replay {
  readonly imageId: string;
  readonly sequence: number;
  /** The file as it arrived, or its stored pixels. */
  readonly from: keyof Texts['audit']['replay']['from'];
  readonly models: readonly ReplayedModel[];
  /** Settings that have changed since. */
  readonly changed: readonly Difference[];
}

/** @throws CliError if the image or its entry does not exist */
export async function replay(app: App, imageId: string): Promise<Replay> {
  const stored = await app.store.images.find(imageId);
  if (stored === undefined) throw new CliError(texts.audit.image.none(imageId));
  const { entry, sequence } = await resultOf(app, imageId, stored.studyId);
  const file = await fileOf(app, stored.studyId, imageId);
  const models = await again(app, imageId, entry.analyses, file);
  const changed = await changedSettings(app, entry.settingsSha256);
  return { imageId, sequence, from: file ? 'file' : 'pixels', models, changed };
}

/** The last result in the log for the image. */
async function resultOf({ store }: App, imageId: string, studyId: string) {
  const salt = await store.identity.knownSalt(studyId);
  if (salt === undefined) throw new CliError(texts.audit.image.erased);
  const reader = new LogReader(store.auditLog);
  const wanted = commitmentOf(salt, 'image', imageId);
  let found: { entry: AuditEventOf<'result'>; sequence: number } | undefined;
  for (const sequence of await reader.about([commitmentOf(salt, 'study', studyId)])) {
    const { event } = await reader.parsed(sequence);
    if (event.type === 'result' && event.image === wanted && found?.entry.supersedes !== event.eventId)
      found = { entry: event, sequence };
  }
  if (found === undefined) throw new CliError(texts.audit.image.noResult);
  return found;
}

/** The file as it arrived, read again; undefined if it is gone or is not the same file. */
async function fileOf(app: App, studyId: string, imageId: string): Promise<ReadImage | undefined> {
  const { arrivals, identity, incoming } = app.store;
  for (const arrivalId of await identity.arrivals(studyId)) {
    const arrival = await arrivals.read(arrivalId);
    if (!arrival) continue;
    const { name, etag, member } = arrival;
    const most = app.settings.limits.maxFileBytes;
    try {
      const bytes = member
        ? await readMember(arrivalSource(incoming, arrival, member.end), member, most)
        : await incoming.download(name, etag, most);
      if ((await imageIdOfFile(bytes)) === imageId) return await app.readFile(bytes, member?.name ?? name);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
    }
  }
  return undefined;
}

async function again(
  app: App,
  imageId: string,
  recorded: readonly AuditedAnalysis[],
  file: ReadImage | undefined,
): Promise<ReplayedModel[]> {
  const { store, models, decodeCodestream, openPicture } = app;
  const deps = { images: store.images, models, decodeCodestream, openPicture, logError: () => {} };
  const asked = recorded.map(({ model }) => model);
  const answers = asked.length === 0 ? [] : await createReplayImage(deps)(imageId, asked, file);
  return recorded.map((then, index) => compared(then, answers[index] as Analysis));
}

function compared(recorded: AuditedAnalysis, now: Analysis): ReplayedModel {
  const analysed = now.outcome === 'analysed' ? now : undefined;
  const scores = new Map(analysed?.findings.map(({ label, score }) => [label, score]));
  const distances = recorded.findings.map(({ label, score }) =>
    Math.abs((scores.get(label) ?? Number.NaN) - score),
  );
  return {
    recorded,
    now,
    same: sha256OfJson(now) === recorded.sha256,
    sameTensor: analysed?.tensorSha256 === recorded.tensorSha256,
    largest: distances.some(Number.isNaN) ? Number.NaN : Math.max(0, ...distances),
  };
}

async function changedSettings(app: App, sha256: string): Promise<Difference[]> {
  const text = await app.store.audit.settings(sha256);
  if (text === undefined) throw new CliError(texts.audit.image.noSettings(sha256));
  const now = decisionSettingsOf(app.settings, await app.modelRepository(), appFolder);
  return differences(settingsIn(sha256, text), JSON.parse(JSON.stringify(now)));
}

/** @throws CliError if it is not the document that the log names */
function settingsIn(sha256: string, text: Buffer): unknown {
  const name = `audit/settings/${sha256}.json`;
  if (createHash('sha256').update(text).digest('hex') !== sha256)
    throw new CliError(texts.audit.image.otherSettings(name));
  return JSON.parse(text.toString('utf8'));
}
