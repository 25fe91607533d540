import { createHash } from 'node:crypto';
import { createAdvanceReview } from '../../src/activities/advanceReview';
import { createSendNotice } from '../../src/activities/sendNotice';
import { Sequencer } from '../../src/audit/log/sequencer';
import { createRandom } from '../../src/cli/synthetic/random';
import type { NamedPicture } from '../../src/domain/image/namedPicture';
import type { StoredImage } from '../../src/domain/image/storedImage';
import type { Arrival } from '../../src/domain/intake/arrival';
import { identityName } from '../../src/domain/kernel/identifiers/identityName';
import type { Analysis } from '../../src/domain/models/analysis';
import { heatMapName } from '../../src/domain/models/heatMapName';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { reviewedVersions } from '../../src/domain/study/feedback/feedbackLine';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../src/domain/study/policy/policySchema';
import type { StudyVersion } from '../../src/domain/study/studyRecord';
import {
  type VersionChange,
  versionByAll,
  versionsBehind,
} from '../../src/domain/study/versions/versionChange';
import { refusalRow } from '../../src/domain/worklist/indexRow';
import { createAuditTrail } from '../../src/operations/audit/auditTrail';
import { createRecordImage } from '../../src/operations/images/recordImage';
import { createRefuse } from '../../src/operations/intake/refuse';
import type { Prepared, PreparedPictures, StudyRecordsPort, WorklistPort } from '../../src/operations/ports';
import { createRecordImpression } from '../../src/operations/study/recordImpression';
import { createRecordReview } from '../../src/operations/study/recordReview';
import { createStudyWriter } from '../../src/operations/study/studyWriter';
import { createWithdrawReview } from '../../src/operations/study/withdrawReview';
import { packPictures } from '../../src/storage/images/pictures';
import { memoryStore } from '../activities/memoryStore';
import { hexId } from '../domain/arbitraries';
import { greyDescription } from '../support/greyDescription';
import { IndexRows } from '../support/indexRows';
import { ownSite, testMacs } from '../support/siteSecret';
import { MemoryLog, type MemoryTree, testSigner } from './memoryLog';

export const now = Date.parse('2026-05-02T10:00:00.000Z');
const policy = policySchema.parse(defaultPolicy);
const model = { id: 'chest', version: '1.0.0', sha256: hexId('model') };
const shadow = { ...model, version: '2.0.0' };
const settingsText = '{"models":{},"schemaVersion":1}';

export const signer = testSigner();

function analysisOf(random: { next(): number }): Analysis {
  const score = random.next();
  return {
    outcome: 'analysed',
    model,
    findings: [
      { label: 'lung-opacity', title: 'Lung opacity', score, threshold: 0.5, positive: score >= 0.5 },
    ],
    tensorSha256: hexId(`tensor ${score}`),
    preprocessing: '1',
    notes: [],
  };
}

/**
 * What a site keeps after some files: images of studies, refusals, reviews, all of it made by the steps of the app
 * themselves, and sealed in batches on the way.
 */
export async function site(seed: number, files = 8, studyCount = 3): Promise<MemoryTree> {
  return (await siteWithRows(seed, files, studyCount)).tree;
}

/** The same with the rows of the worklist. */
export async function siteWithRows(
  seed: number,
  files = 8,
  studyCount = 3,
): Promise<{ tree: MemoryTree; rows: IndexRows }> {
  const random = createRandom(seed);
  const store = memoryStore();
  const log = new MemoryLog();
  const { tree } = log;
  const sequencer = new Sequencer({
    macs: testMacs,
    store: log,
    signer,
    now: () => '2026-05-01T10:01:00.000Z',
  });
  const sealAll = async () => {
    for (const event of store.audited.values()) log.record(event);
    await sequencer.seal();
  };
  const rows = new IndexRows();
  const worklist = recordingWorklist(rows, tree);
  const settingsSha256 = keepSettings(tree);
  const trail = memoryStoreTrail(store, settingsSha256);
  const results = recordingResults(store, tree);
  const studies = createStudyWriter({
    studies: recordingStudies(store, tree),
    worklist,
    trail,
    ...ownSite,
  });
  const { arrivals, quarantine } = storedIn(tree, store);
  const channels = ['queue' as const];
  const notifiers = new Map([['queue' as const, async () => {}]]);
  const deps = {
    ...store,
    results,
    studies,
    worklist,
    arrivals,
    quarantine,
    trail,
    policy,
    channels,
    notifiers,
    analysed: () => {},
    now: () => '2026-05-01T10:00:30.000Z',
  };

  for (let file = 0; file < files; file += 1) {
    const arrival = arrivalOf(seed, file);
    store.arrived.set(arrival.arrivalId, arrival);
    tree.putJson('arrivals', `${arrival.arrivalId}.json`, arrival);
    if (random.next() < 0.25) {
      await createRefuse(deps)(arrival, new RefusedError('truncated'));
    } else {
      const image = imageOf(seed, file, Math.floor(random.next() * studyCount));
      tree.putJson('identity', `${image.studyId}/salt.json`, {
        schemaVersion: 1,
        salt: await store.identity.salt(image.studyId),
      });
      const { identity, parts } = contentsOf(arrival, image, random);
      const analysis = analysisOf(random);
      const prepared = withPictures(tree, image, parts, picturesOf(random));
      const found = { analyses: [analysis], brightness: [] };
      const hasShadow = file % 2 === 0;
      const input = {
        arrival,
        stored: image,
        size: 1,
        identity: preparedIn(tree, identity),
        prepared,
        found,
        hasShadow,
      };
      const { studyId, studyVersion } = await createRecordImage(deps)(input);
      if (hasShadow) {
        const said = [{ ...analysis, model: shadow }];
        await trail.shadowed(image, said, []);
        await results.addShadow(image.imageId, said, []);
      }
      if (random.next() < 0.6) await review(studyId, studyVersion);
    }
    if (random.next() < 0.4) await sealAll();
  }
  await sealAll();
  return { tree, rows };

  async function review(studyId: string, studyVersion: number): Promise<void> {
    const reviewer = { subject: 'dr-example', name: 'Dr. Example', signIn: 'development' };
    const reviewId = hexId(`review ${seed} ${store.audited.size}`);
    if (random.next() < 0.3)
      await createRecordImpression(deps)(studyId, { studyVersion, priority: 'urgent' }, reviewer);
    const { deliveries } = await createAdvanceReview(deps)({ studyId });
    for (const delivery of deliveries) await createSendNotice(deps)(delivery);
    await createRecordReview({ ...deps, undoSeconds: 120 })(
      studyId,
      { reviewId, decision: 'accept', studyVersion, comment: 'clear' },
      reviewer,
      { mayReview: true, firstImpression: false },
    );
    if (random.next() < 0.3) await createWithdrawReview(deps)(studyId, reviewId, reviewer);
  }
}

/** What the worklist is told, as the rows of its table. */
function recordingWorklist(rows: IndexRows, tree: MemoryTree): WorklistPort {
  return {
    putStudy: async (study) => {
      const earlier = reviewedVersions(study).map(
        (version): StudyVersion =>
          versionByAll(
            versionsBehind(version).map((number) =>
              JSON.parse(String(tree.blobs.get(`results/studies/${study.studyId}/v${number}.json`))),
            ),
          ),
      );
      rows.putStudy(study, earlier);
    },
    putRefusal: async (refusal) => rows.put('refusal', refusal.arrivalId, refusalRow(refusal, 'stands')),
  };
}

function arrivalOf(seed: number, file: number): Arrival {
  return {
    schemaVersion: 1,
    arrivalId: hexId(`arrival ${seed} ${file}`),
    container: 'incoming',
    name: `${file}.dcm`,
    etag: String(file),
    receivedAt: '2026-05-01T10:00:00.000Z',
    lane: 'routine',
    salt: hexId(`arrival salt ${seed} ${file}`),
  };
}

function imageOf(seed: number, file: number, study: number): StoredImage {
  const [imageId, studyId] = [`image ${seed} ${file}`, `study ${seed} ${study}`].map(hexId) as [
    string,
    string,
  ];
  return { ...greyDescription(2, 2), imageId, studyId };
}

/** What else is kept about arrivals and images, as the blobs that the real store writes. */
function storedIn(tree: MemoryTree, store: ReturnType<typeof memoryStore>) {
  const arrivals: typeof store.arrivals = {
    ...store.arrivals,
    prepareOutcome: async (outcome) =>
      preparedIn(tree, jsonAt(`results/arrivals/${outcome.arrivalId}.json`, outcome)),
  };
  const quarantine: typeof store.quarantine = {
    keep: async ({ arrivalId }) => {
      const file = preparedIn(
        tree,
        new Map([[`quarantine/${arrivalId}/file`, Buffer.from(hexId(arrivalId))]]),
      );
      await file.store();
      return file.contents;
    },
    prepare: async (refusal) =>
      preparedIn(tree, jsonAt(`quarantine/${refusal.arrivalId}/refusal.json`, refusal)),
  };
  return { arrivals, quarantine };
}

/** What a visit makes, with made-up pictures. */
function picturesOf(random: { next(): number }): NamedPicture[] {
  const png = () => Buffer.from(Array.from({ length: 50 }, () => random.next() * 256));
  return ['preview', heatMapName(model, 'lung-opacity')].map((name) => ({ name, png: png() }));
}

const jsonAt = (path: string, value: unknown) => new Map([[path, Buffer.from(JSON.stringify(value))]]);

/** What is stored of whom an image names, and of itself, with made-up pixels. */
function contentsOf(
  { arrivalId }: Arrival,
  { imageId, studyId, ...description }: StoredImage,
  random: { next(): number },
) {
  const bytes = (length: number) => Buffer.from(Array.from({ length }, () => random.next() * 256));
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const identity = `identity/${identityName({ studyId, imageId, arrivalId })}`;
  return {
    identity: new Map([[identity, json({ schemaVersion: 1, patientName: `SYNTHETIC^${imageId}` })]]),
    parts: new Map([
      [`images/${imageId}/pixels`, bytes(40)],
      ...(random.next() < 0.6 ? [[`images/${imageId}/codestream`, bytes(30)] as const] : []),
      [`images/${imageId}/attributes.json`, json({ schemaVersion: 1, imageId, attributes: {} })],
      [`images/${imageId}/image.json`, json({ ...description, imageId, studyId })],
    ]),
  };
}

function withPictures(
  tree: MemoryTree,
  { imageId }: StoredImage,
  parts: ReadonlyMap<string, Buffer>,
  pictures: readonly NamedPicture[],
): PreparedPictures {
  const packed = packPictures(pictures);
  const sha256 = createHash('sha256').update(packed).digest('hex');
  const all = new Map([...parts, [`images/${imageId}/pictures/${sha256}`, packed]]);
  return { ...preparedIn(tree, all), sha256 };
}

function preparedIn({ blobs }: MemoryTree, parts: ReadonlyMap<string, Buffer>): Prepared {
  const contents = [...parts].map(([path, bytes]) => ({
    container: path.slice(0, path.indexOf('/')),
    name: path.slice(path.indexOf('/') + 1),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const store = async () => {
    const missing = [...parts].filter(([path]) => !blobs.has(path));
    for (const [path, bytes] of missing) blobs.set(path, bytes);
    return missing.length === parts.size;
  };
  return { contents, store };
}

function keepSettings(tree: MemoryTree): string {
  const sha256 = createHash('sha256').update(settingsText).digest('hex');
  tree.blobs.set(`audit/settings/${sha256}.json`, Buffer.from(settingsText));
  return sha256;
}

function memoryStoreTrail(store: ReturnType<typeof memoryStore>, settingsSha256: string) {
  return createAuditTrail({
    records: store.audit,
    identity: store.identity,
    software: { version: '0.0.0', node: '0' },
    settingsSha256: async () => settingsSha256,
    now: () => '2026-05-01T10:00:30.000Z',
  });
}

/** What the results port of the store is told, also as the blobs that the real one writes. */
function recordingResults({ results, imageRecords }: ReturnType<typeof memoryStore>, tree: MemoryTree) {
  return {
    ...results,
    joinImage: async (record: Parameters<typeof results.joinImage>[0]) => {
      const joined = await results.joinImage(record);
      tree.putJson('results', `images/${joined.imageId}.json`, joined);
      return joined;
    },
    addShadow: async (...said: Parameters<typeof results.addShadow>) => {
      await results.addShadow(...said);
      const [imageId] = said;
      tree.putJson('results', `images/${imageId}.json`, imageRecords.get(imageId));
    },
  };
}

function recordingStudies({ studyRecords }: ReturnType<typeof memoryStore>, tree: MemoryTree) {
  const studies: StudyRecordsPort = {
    createVersion: async (change: VersionChange) => {
      const made = await studyRecords.createVersion(change);
      tree.putJson('results', `studies/${made.studyId}/v${made.version}.json`, made);
      return made;
    },
    removeVersion: async () => {
      throw new Error('no study is erased here');
    },
    advanceStudy: (id, change) => studies.changeStudy(id, change),
    changeStudy: async (...args: Parameters<typeof studyRecords.changeStudy>) => {
      const study = await studyRecords.changeStudy(...args);
      if (study) tree.putJson('results', `studies/${study.studyId}.json`, study);
      return study;
    },
  };
  return studies;
}
