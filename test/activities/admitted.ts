import type { StoredImage } from '../../src/domain/image/storedImage';
import type { Arrival } from '../../src/domain/intake/arrival';
import type { Analysis } from '../../src/domain/models/analysis';
import { hexId } from '../domain/arbitraries';
import { greyDescription } from '../support/greyDescription';
import { storeNow } from '../support/storeNow';
import { memoryStore } from './memoryStore';

export const [arrivalId, imageId, studyId] = ['arrival', 'image', 'study'].map(hexId) as [
  string,
  string,
  string,
];
export const model = { id: 'chest', version: '1.0.0', sha256: hexId('model') };

export const image: StoredImage = { ...greyDescription(2, 2), imageId, studyId, lossy: true };

export const positive: Analysis = {
  outcome: 'analysed',
  model,
  findings: [{ label: 'lung-opacity', title: 'Lung opacity', score: 0.8, threshold: 0.5, positive: true }],
  tensorSha256: hexId('tensor'),
  preprocessing: '1',
  notes: [],
};

export const arrival: Arrival = {
  schemaVersion: 1,
  arrivalId,
  container: 'incoming',
  name: 'a.png',
  etag: 'e',
  receivedAt: '2026-05-01T10:00:00.000Z',
  lane: 'routine',
  salt: '5a'.repeat(32),
};

/** A store into which one image was admitted. */
export async function arrange(stored = image) {
  const store = memoryStore();
  await storeNow(store.images.prepare(stored, { pixels: Uint8Array.of(0, 85, 170, 255) }));
  store.arrived.set(arrivalId, arrival);
  store.log.length = 0;
  return store;
}
