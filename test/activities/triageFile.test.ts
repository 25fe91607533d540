import { createTriageFile, type TriageFileDeps } from '../../src/activities/triageFile';
import type { Steps } from '../../src/contract/steps';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { imageIdOf, studyIdOf } from '../../src/domain/kernel/identifiers/ids';
import { defaultExportLimits, defaultReadLimits } from '../../src/domain/kernel/limits';
import type { ModelRef } from '../../src/domain/models/analysis';
import { RefusedError } from '../../src/domain/reasons/refusals';
import type { ModelsPort } from '../../src/operations/ports';
import { policy } from '../domain/studies';
import { greyDescription } from '../support/greyDescription';
import { openHere } from '../support/openPictures';
import { testSiteKey } from '../support/siteSecret';
import { arrival, arrivalId, model, positive } from './admitted';
import { memoryStore } from './memoryStore';

const file = Uint8Array.of(1, 2, 3);
const imageId = imageIdOf(file);
const studyId = studyIdOf(testSiteKey, '1.2.3');
const other: ModelRef = { ...model, id: 'other' };
const heat = { label: 'lung-opacity', width: 2, height: 1, data: Float32Array.of(0, 1) };

const readable = (): ReadImage => ({
  description: { ...greyDescription(2, 2), format: 'dicom', modality: 'DX' },
  pixels: Uint8Array.of(0, 85, 170, 255),
  identity: { studyInstanceUid: '1.2.3', patientId: 'P1', issuerOfPatientId: 'SITE' },
});

const models: ModelsPort = {
  route: async () => ({ models: [model], shadow: [other] }),
  inputSide: async () => 2,
  examine: () => async (asked) => ({ analysis: { ...positive, model: asked }, heatMaps: [heat] }),
};

interface Site {
  readonly store: ReturnType<typeof memoryStore>;
  readonly reviewed: string[];
  readonly triage: Steps['triageFile'];
}

function site(more: Partial<TriageFileDeps> = {}): Site {
  const store = memoryStore();
  store.files.set(arrival.name, file);
  store.arrived.set(arrivalId, arrival);
  const reviewed: string[] = [];
  const triage = createTriageFile({
    ...store,
    siteKey: testSiteKey,
    limits: defaultReadLimits,
    exportLimits: defaultExportLimits,
    policy,
    models,
    readFile: async () => readable(),
    readMediaDirectory: async () => [],
    decodeCodestream: async () => Promise.reject(new Error('nothing is to be decoded')),
    openPicture: openHere,
    analysed: () => {},
    ensureReview: async (study) => void reviewed.push(study.studyId),
    now: () => '2026-05-01T10:01:00.000Z',
    logError: () => {},
    ...more,
  });
  return { store, reviewed, triage };
}

describe('one file', () => {
  test('goes from its bytes to its result in one step, each part after its audit record and the outcome last', async () => {
    const { store, reviewed, triage } = site();
    const frame = jest.spyOn(store.images, 'frame');
    const find = jest.spyOn(store.images, 'find');
    expect(await triage({ arrivalId })).toEqual({
      outcome: 'analysed',
      imageId,
      studyId,
      studyVersion: 1,
      shadow: [other],
    });
    const before = (first: string, second: string) => store.log.indexOf(first) < store.log.indexOf(second);
    expect(before('audit: result', 'identity')).toBe(true);
    expect(before('identity', 'image')).toBe(true);
    expect(before('image', 'image record')).toBe(true);
    expect(before('audit: decision', 'study')).toBe(true);
    expect(store.log.at(-1)).toBe('outcome');
    expect(reviewed).toEqual([studyId]);
    // Nothing that it has in memory is read again.
    expect(frame).not.toHaveBeenCalled();
    expect(find).not.toHaveBeenCalled();
  });

  test('that no model covers is recorded with the reason and its preview', async () => {
    const none = async () => ({ models: [], reason: 'view-not-covered' as const });
    const { store, triage } = site({ models: { ...models, route: none } });
    expect(await triage({ arrivalId })).toEqual({
      outcome: 'not-analysed',
      imageId,
      studyId,
      studyVersion: 1,
    });
    expect(store.outcomes.get(arrivalId)).toMatchObject({ reason: 'view-not-covered' });
    expect([...store.pngs.keys()]).toEqual([`${imageId}/preview`]);
  });

  test('without pixels has no preview, and is recorded', async () => {
    const { description, ...rest } = readable();
    const readFile = async () => ({
      ...rest,
      description: { ...description, frames: 0, rows: 0, columns: 0 },
    });
    const { store, triage } = site({ readFile });
    expect(await triage({ arrivalId })).toMatchObject({ outcome: 'not-analysed' });
    expect(store.outcomes.get(arrivalId)).toMatchObject({ reason: 'no-pixel-data' });
    expect(store.pngs.size).toBe(0);
  });

  test('that is refused is looked at by nobody, and is no study', async () => {
    const readFile = async () => Promise.reject(new RefusedError('truncated'));
    const { store, reviewed, triage } = site({ readFile });
    expect(await triage({ arrivalId })).toEqual({ outcome: 'quarantined', reason: 'truncated' });
    expect([store.storedStudies.size, reviewed]).toEqual([0, []]);
  });

  test('whose arrival is not known fails', async () => {
    await expect(site().triage({ arrivalId: 'f'.repeat(64) })).rejects.toThrow('no record');
  });
});
