import { Sequencer } from '../../../src/audit/log/sequencer';
import { describeFault } from '../../../src/audit/verify/fault';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import { canonicalJson } from '../../../src/domain/kernel/sealing/canonicalJson';
import { sha256OfJson } from '../../../src/domain/kernel/sealing/commitment';
import { baseOf, type PackedStudy, packedStudy } from '../../../src/domain/study/versions/packedStudy';
import type { StoredStudy } from '../../../src/domain/study/versions/pendingChange';
import { versionBy } from '../../../src/domain/study/versions/versionChange';
import { createAuditTrail } from '../../../src/operations/audit/auditTrail';
import type { StudyRecordsPort } from '../../../src/operations/ports';
import { createStudyWriter, type StudyWriter } from '../../../src/operations/study/studyWriter';
import { type MemoryStore, memorySettings } from '../../activities/memoryStore';
import { MemoryLog, type MemoryTree, testSigner } from '../../audit/memoryLog';
import { minute, studyId } from '../../domain/studies';
import { ownSite, testMacs } from '../../support/siteSecret';

/** What `audit verify` says of the study, an hour later: everything that was recorded has to be shown by then. */
export async function faultsOf(
  store: MemoryStore,
  change: (tree: MemoryTree) => void = () => {},
): Promise<string[]> {
  const log = new MemoryLog();
  const signer = testSigner();
  for (const event of store.audited.values()) log.record(event);
  await new Sequencer({ macs: testMacs, store: log, signer, now: () => minute(10) }).seal();
  log.tree.putJson('results', `studies/${studyId}.json`, storedRecord(store));
  for (const [place, change] of store.versions) {
    const [id, version] = place.split('/');
    log.tree.putJson('results', `studies/${id}/v${version}.json`, change);
  }
  log.tree.putJson('identity', `${studyId}/salt.json`, {
    schemaVersion: 1,
    salt: await store.identity.salt(studyId),
  });
  const settings = Buffer.from(canonicalJson(memorySettings));
  log.tree.blobs.set(`audit/settings/${sha256OfJson(memorySettings)}.json`, settings);
  change(log.tree);
  const { faults } = await verifyAudit(log.tree, signer.key, [], Date.parse(minute(70)), { macs: testMacs });
  return faults.map(describeFault);
}

/** The study's record, as it lies in storage. */
export function storedRecord({ storedStudies, versions }: MemoryStore): PackedStudy {
  const study = storedStudies.get(studyId) as StoredStudy;
  const base = versions.get(`${studyId}/${baseOf(study)}`);
  return packedStudy(study, base && versionBy(base, undefined));
}

export class Killed extends Error {}

/** At which write of a process it is killed, counted from 0: before it, or after it and before it knows. */
export interface Kill {
  readonly write: number;
  readonly isDone: boolean;
}

/**
 * A writer of a process of its own over one storage. Once the process is killed, nothing that it still does has
 * an effect.
 *
 * @param step every request to the storage takes its time
 */
export function mortalWriter(
  store: MemoryStore,
  kill?: Kill,
  step: () => Promise<unknown> = async () => {},
): StudyWriter {
  let writes = 0;
  let isDead = false;
  const requireAlive = () => {
    if (isDead) throw new Killed();
  };
  const dieAt = (isDone: boolean) => {
    isDead = isDead || (writes === kill?.write && isDone === kill.isDone);
    requireAlive();
  };
  const write = async <T>(run: () => Promise<T>): Promise<T> => {
    await step();
    dieAt(false);
    const done = await run();
    dieAt(true);
    writes += 1;
    return done;
  };
  /** What this process saw last. */
  let seen: StoredStudy | undefined;
  /** Undefined if another process was first. */
  const put = async (id: string, current: StoredStudy | undefined, next: StoredStudy) => {
    const isFirst = () => store.storedStudies.get(id) === current;
    const isWritten = await write(
      async () => isFirst() && (await store.studyRecords.changeStudy(id, () => next)) === next,
    );
    if (isWritten) seen = next;
    return isWritten ? next : undefined;
  };
  const studies: StudyRecordsPort = {
    advanceStudy: async (id, change) => {
      const from = seen;
      const next = from && change(from);
      if (next === undefined) return studies.changeStudy(id, change);
      requireAlive();
      if (next === from) return next;
      return (await put(id, from, next)) ?? studies.changeStudy(id, change);
    },
    createVersion: (change) => write(() => store.studyRecords.createVersion(change)),
    removeVersion: (change) => write(() => store.studyRecords.removeVersion(change)),
    changeStudy: async (id, change, before) => {
      await step();
      requireAlive();
      const current = store.storedStudies.get(id);
      seen = current;
      const next = change(current);
      if (!next || next === current) return next;
      await before?.(next, current);
      return (await put(id, current, next)) ?? studies.changeStudy(id, change, before);
    },
  };
  const trail = createAuditTrail({
    records: { ...store.audit, recordOnce: (event) => write(() => store.audit.recordOnce(event)) },
    identity: store.identity,
    software: { version: '0.0.0', node: '0' },
    settingsSha256: async () => sha256OfJson(memorySettings),
    now: () => minute(10),
  });
  const worklist = {
    putStudy: (study: Parameters<MemoryStore['worklist']['putStudy']>[0]) =>
      write(() => store.worklist.putStudy(study)),
  };
  return createStudyWriter({ studies, worklist, trail, ...ownSite });
}
