import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from '../../src/decoder/child/readFile';
import type { Arrival } from '../../src/domain/intake/arrival';
import { defaultExportLimits, defaultReadLimits } from '../../src/domain/kernel/limits';
import type { StudyRecord } from '../../src/domain/study/studyRecord';
import { nothingFound } from '../../src/operations/images/lookAtImage';
import { createRecordImage } from '../../src/operations/images/recordImage';
import { createAdmitFile } from '../../src/operations/intake/admitFile';
import { type MemoryStore, memoryStore } from '../activities/memoryStore';
import { hexId } from '../domain/arbitraries';
import { policy } from '../domain/studies';
import { testSiteKey } from '../support/siteSecret';

/** Files as they arrive, by name. */
export type Files = readonly (readonly [name: string, bytes: Uint8Array])[];

/** The named files of a folder, in this order. */
export function filesOf(folder: string, ...names: string[]): Files {
  return names.map((name) => [name, readFileSync(path.join(folder, name))]);
}

export interface Triaged {
  readonly store: MemoryStore;
  /** In the order of their first images. */
  readonly studies: readonly StudyRecord[];
}

/** What becomes of these files, one a minute, where no model is in use. */
export async function triaged(files: Files): Promise<Triaged> {
  const store = memoryStore();
  const admit = createAdmitFile({
    ...store,
    siteKey: testSiteKey,
    limits: defaultReadLimits,
    exportLimits: defaultExportLimits,
    readFile: (bytes, name) => readFile(bytes, name, defaultReadLimits),
    readMediaDirectory: async () => [],
    logError: () => {},
  });
  for (const [at, [name, bytes]] of files.entries()) {
    const arrivalId = hexId(`arrival ${at}`);
    const receivedAt = new Date(Date.UTC(2026, 4, 1, 10, at)).toISOString();
    store.files.set(`${at}/${name}`, bytes);
    const arrival: Arrival = {
      schemaVersion: 1,
      arrivalId,
      container: 'incoming',
      name: `${at}/${name}`,
      etag: 'e',
      receivedAt,
      lane: 'routine',
      salt: '5a'.repeat(32),
    };
    const admission = await admit(arrival);
    if (admission.outcome !== 'admitted') continue;
    const record = createRecordImage({ ...store, policy, analysed: () => {}, now: () => receivedAt });
    const prepared = await admission.prepared.withPictures(undefined, []);
    await record({ ...admission, prepared, arrival, found: nothingFound, reason: 'no-model' });
  }
  return { store, studies: [...store.storedStudies.values()] };
}
