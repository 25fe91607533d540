import path from 'node:path';
import sharp from 'sharp';
import { createAdvanceReview } from '../../../src/activities/advanceReview';
import { createSendNotice } from '../../../src/activities/sendNotice';
import { type App, createApp } from '../../../src/app/app';
import type { Signer } from '../../../src/audit/proof/signer';
import { exportAudit } from '../../../src/cli/commands/audit/support/exportAudit';
import { drawChest } from '../../../src/cli/synthetic/chest';
import type { Arrival, Outcome } from '../../../src/domain/intake/arrival';
import { newSweep } from '../../../src/domain/intake/sweepState';
import { asSiteKey } from '../../../src/domain/kernel/identifiers/ids';
import { createEraseStudy } from '../../../src/operations/study/eraseStudy';
import { AccountTree } from '../../../src/storage/audit/blobTree';
import { triageHere } from '../../cli/support/triageHere';
import { encodeJpeg2000 } from '../../dicom/codecs/encoders';
import { imageFile } from '../../dicom/dicomBuilder';
import { hexId } from '../../domain/arbitraries';
import { type AppRuntime, appRuntime } from '../../support/appRuntime';
import { canaryFile, canaryName } from '../../support/canaryFile';
import { zipOf } from '../../support/zipOf';
import type { Models } from './models';
import { readFolder, readSite, type SiteCopy } from './siteCopy';

/** A site that stands still. */
export interface FullSite {
  /** Everything that it keeps, and as it was before anybody reviewed anything, copied while it was at work. */
  readonly kept: SiteCopy;
  readonly earlier: SiteCopy;
  /** An export of it. */
  readonly exported: SiteCopy;
  /** The app's folder of models. */
  readonly models: SiteCopy;
  readonly signer: Signer;
}

const secret = Buffer.alloc(32, 1);
export const siteKey = asSiteKey(secret);

/** A file that nothing has become of yet. */
const waiting: Arrival = {
  schemaVersion: 1,
  arrivalId: hexId('waiting'),
  container: 'incoming',
  name: 'waiting.dcm',
  etag: 'e',
  receivedAt: '2026-05-01T10:00:00.000Z',
  lane: 'routine',
  salt: '5a'.repeat(32),
};

const jpeg2000 = '1.2.840.10008.1.2.4.90';

/**
 * A site with something of every kind that the app keeps: DICOM and plain pictures, one whose stored pixels
 * are reduced, an export, refused files, a model that the site added, reviews, one that was taken back, first
 * impressions, an escalation, notices, an erasure.
 */
export async function fullSite(folder: string, models: Models): Promise<FullSite> {
  const running = await appRuntime({
    TRIAGE_MODELS: models.app,
    TRIAGE_SITE_KEY: secret.toString('base64'),
    TRIAGE_MODELS_CACHE: path.join(folder, 'cache'),
    TRIAGE_MODELS_REFRESH_SECONDS: '1',
    TRIAGE_AUDIT_KEY_FILE: path.join(folder, 'key'),
    TRIAGE_NOTIFICATION_QUEUE: 'triage-notices',
    TRIAGE_FIRST_IMPRESSION: 'true',
  });
  const { storage } = running.settings;
  if (storage.kind !== 'connection-string') throw new Error('the embedded runtime has a connection string');
  const { connectionString } = storage;
  const app = createApp(running.settings);
  await addModel(connectionString, folder, models);
  const [first, second, picture, , , , , erased] = await admitAll(running);
  await seal(app);
  const earlier = await readSite(connectionString);

  await open(running, picture as Ended);
  for (const one of [first, second] as Ended[]) await review(running, one);
  await passTime(app, picture as Ended);
  const deps = { ...running.store, now: () => new Date().toISOString() };
  await createEraseStudy(deps)((erased as Ended).studyId, { subject: 'admin', kind: 'cli' }, 'request 17');
  await running.stop();
  await app.store.arrivals.record(waiting);
  await app.store.sweeps.write(newSweep(new Date().toISOString()));
  await seal(app);
  const { sealer } = app;
  const signer = (await sealer.signer()) as Signer;
  const exported = path.join(folder, 'exported');
  const place = { tree: new AccountTree(running.blobs), storage, folder: undefined };
  await exportAudit(place, exported, signer.key, { inputs: true, models: models.app, signer });
  await app.close();
  return {
    kept: await readSite(connectionString),
    earlier,
    exported: readFolder(exported),
    models: readFolder(models.app),
    signer,
  };
}

async function addModel(connectionString: string, folder: string, models: Models): Promise<void> {
  const options = ['--because', 'to see', '--connection', connectionString, '--models', models.app];
  const { code, stderr } = await triageHere(['models', 'add', models.added, ...options], {
    TRIAGE_MODELS_CACHE: path.join(folder, 'cache-of-commands'),
    TRIAGE_SITE_KEY: secret.toString('base64'),
  });
  if (code !== 0) throw new Error(stderr);
}

type Ended = Extract<Outcome, { readonly imageId: string }>;

async function admitAll(running: AppRuntime): Promise<Outcome[]> {
  const files: [string, Uint8Array][] = [
    [canaryName(0), canaryFile(0)],
    [canaryName(1), canaryFile(1)],
    ['reduced.dcm', await reduced()],
    ['plain.png', await plain(1)],
    ['plain.jpg', await plain(2)],
    [canaryName(2, 'cut.dcm'), canaryFile(2).subarray(0, 2500)],
    [
      canaryName(3, 'zip'),
      await zipOf({ 'a/1': canaryFile(0, 1), 'a/2': canaryFile(4), cut: canaryFile(5).subarray(0, 3000) }),
    ],
    [canaryName(6), canaryFile(6)],
  ];
  return Promise.all(files.map(async ([name, bytes]) => running.outcome(await running.drop(name, bytes))));
}

/** A radiograph in JPEG 2000, large enough that only a part of its wavelets is decoded. */
async function reduced(): Promise<Buffer> {
  const [columns, rows] = [1220, 1240];
  const { data } = drawChest(50, { width: columns, height: rows });
  const pixels = Uint16Array.from(data, (value) => Math.round(value * 4095));
  const frame = { width: columns, height: rows, bitsPerSample: 12, componentCount: 1, isSigned: false };
  const stream = await encodeJpeg2000(new Uint8Array(pixels.buffer), frame);
  const fragments = [new Uint8Array(0), stream];
  return imageFile({ rows, columns, pixels: { fragments }, pixelVr: 'OB' }, jpeg2000);
}

async function plain(seed: number): Promise<Buffer> {
  const { data, width, height } = drawChest(seed, { width: 200, height: 240 });
  const grey = Uint8Array.from(data, (value) => Math.round(255 * value));
  const picture = sharp(grey, { raw: { width, height, channels: 1 } });
  return seed === 1 ? picture.png().toBuffer() : picture.jpeg().toBuffer();
}

/** Somebody looks at the full picture of an image whose stored pixels are reduced. */
async function open(running: AppRuntime, { imageId }: Ended): Promise<void> {
  for (const part of ['samples?frame=1', 'picture?frame=1']) {
    const { status } = await running.fetch(`/api/images/${imageId}/${part}`);
    if (status !== 200) throw new Error(`${part}: ${status}`);
  }
}

/** An impression, a review, that taken back, and another review. */
async function review(running: AppRuntime, { studyId }: Ended): Promise<void> {
  const at = `/api/studies/${studyId}`;
  const send = async (address: string, method: string, body?: object, headers = {}) => {
    const init = { method, headers: { 'content-type': 'application/json', ...headers } };
    const answer = await running.fetch(
      address,
      body === undefined ? init : { ...init, body: JSON.stringify(body) },
    );
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const study = async () => (await (await running.fetch(at)).json()) as { version: number; revision: number };
  const decide = async (more: object) => {
    const { version, revision } = await study();
    const headers = { 'if-match': `"${revision}"` };
    const answer = await send(`${at}/review`, 'POST', { studyVersion: version, ...more }, headers);
    return (answer as { review: { reviewId: string } }).review.reviewId;
  };
  await send(`${at}/impression`, 'POST', { studyVersion: (await study()).version, priority: 'routine' });
  const reviewId = await decide({ decision: 'accept' });
  await send(`${at}/reviews/${reviewId}`, 'DELETE');
  await decide({ decision: 'override', priority: 'urgent', reason: 'other', comment: 'seen on the left' });
}

/** The due time of a study passes, and receivers are told. */
async function passTime(app: App, { studyId }: Ended): Promise<void> {
  const { settings, studies, trail, notifiers, store } = app;
  const now = () => new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
  const ensureOutputs = async () => {};
  const deps = {
    policy: settings.policy,
    studies,
    trail,
    notifiers,
    results: store.results,
    ensureOutputs,
    now,
  };
  const { deliveries } = await createAdvanceReview({ ...deps, channels: [...notifiers.keys()] })({ studyId });
  for (const delivery of deliveries) await createSendNotice(deps)(delivery);
  if (deliveries.length === 0) throw new Error('nobody was told');
}

async function seal({ sealer }: App): Promise<void> {
  for (let sealed = await sealer.seal(() => {}); sealed?.busy !== false; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    sealed = await sealer.seal(() => {});
  }
}
