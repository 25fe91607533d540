import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Sequencer } from '../../src/audit/log/sequencer';
import { describeFault } from '../../src/audit/verify/fault';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { createRandom } from '../../src/cli/synthetic/random';
import { canonicalJson } from '../../src/domain/kernel/sealing/canonicalJson';
import { sha256OfJson } from '../../src/domain/kernel/sealing/commitment';
import type { StudyRecord } from '../../src/domain/study/studyRecord';
import { createAuditTrail } from '../../src/operations/audit/auditTrail';
import { createStudyWriter } from '../../src/operations/study/studyWriter';
import { makeKeyFile } from '../../src/signing/keyFile';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { connectStorage } from '../../src/storage/connect';
import { openStore } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { imageResult, plainImage, policy } from '../domain/studies';
import { ownSite, testMacs, testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';

/**
 * Processes in which reviewers sign and take back are killed in the middle of it. Every answer that somebody got must
 * hold, nothing may be left half done, and the log must verify. REVIEW_KILLS makes it longer.
 */
const kills = Number(process.env.REVIEW_KILLS ?? 5);
const studyIds = Array.from({ length: 6 }, (_, index) => hexId(`study ${index}`));
const reviewersPerStudy = 3;

jest.setTimeout(1_800_000);

let folder: string;
let connectionString: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'review-chaos-'));
  connectionString = await storageAccount();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`${kills} processes killed while people review: every answer holds, and the log is sound`, async () => {
  const storage = { kind: 'connection-string' as const, connectionString };
  const store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  const settings = { policy, models: {} };
  await store.audit.keepSettings(sha256OfJson(settings), canonicalJson(settings));
  const trail = createAuditTrail({
    records: store.audit,
    identity: store.identity,
    software: { version: '0.0.0', node: '0' },
    settingsSha256: async () => sha256OfJson(settings),
    now: () => new Date().toISOString(),
  });
  const studies = createStudyWriter({ studies: store.results, worklist: store.worklist, trail, ...ownSite });
  for (const studyId of studyIds) await studies.addImage(imageResult(plainImage(studyId, 'stat'), studyId));

  const random = createRandom(11);
  const answered = path.join(folder, 'answered');
  writeFileSync(answered, '');
  const answers = () =>
    readFileSync(answered, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ') as [studyId: string, reviewId: string, outcome: string]);
  const pending = async () => {
    const ids: string[] = [];
    for await (const { studyId, isPending } of store.results.records()) if (isPending) ids.push(studyId);
    return ids;
  };
  let cutOff = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const before = answers().length;
    const input = JSON.stringify({
      connectionString,
      studyIds,
      reviewersPerStudy,
      answered,
    });
    const child = fork(path.join(__dirname, 'reviewWriter.js'), [input]);
    const exit = once(child, 'exit');
    while (answers().length < before + 10 && child.exitCode === null) await pause(20);
    await pause(500 * random.next());
    child.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    cutOff += (await pending()).length;
  }
  expect(cutOff).toBeGreaterThan(0);

  for (const studyId of await pending()) await studies.finish(studyId);
  expect(await pending()).toEqual([]);
  const shown = new Map<string, StudyRecord['reviews'][number]>();
  for (const studyId of studyIds)
    for (const review of (await store.results.study(studyId))?.reviews ?? [])
      shown.set(`${studyId} ${review.reviewId}`, review);
  const last = new Map(answers().map(([studyId, reviewId, outcome]) => [`${studyId} ${reviewId}`, outcome]));
  for (const [review, outcome] of last) {
    const found = shown.get(review)?.outcome;
    // Taking it back may have been decided on when its process was killed.
    if (!(outcome === 'accepted' && found === 'withdrawn'))
      expect([review, found]).toEqual([review, outcome]);
  }

  const signer = makeKeyFile(path.join(folder, 'key'), 'imaging-triage/chaos');
  const sequencer = new Sequencer({
    macs: testMacs,
    store: store.auditLog,
    signer,
    now: () => new Date().toISOString(),
  });
  while ((await sequencer.seal()).entries > 0);
  const { blobs } = connectStorage(storage);
  const inAnHour = Date.now() + 3_600_000;
  const { faults, entries } = await verifyAudit(new AccountTree(blobs), signer.key, [], inAnHour, {
    macs: testMacs,
  });
  expect(faults.map(describeFault)).toEqual([]);
  console.log(
    `${entries.get('review')} entries of reviews; ${cutOff} changes were cut off in ${kills} lives`,
  );
});
