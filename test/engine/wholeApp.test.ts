import type { Outcome } from '../../src/domain/intake/arrival';
import type { Store } from '../../src/storage/store';
import { imageFile } from '../dicom/dicomBuilder';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';
import { describeWith, dotnet } from '../support/requirements';
import { zipOf } from '../support/zipOf';
import { type AppOnEngine, onEngine } from './appOnEngine';

/** The whole app on Microsoft's engine: what it records is what it records on the local runtime. */

const pixels = Array.from({ length: 64 * 64 }, (_, at) => at);
const picture = imageFile({ rows: 64, columns: 64, pixels });
const other = imageFile({ rows: 64, columns: 64, pixels: [...pixels].reverse() });
const files: readonly (readonly [string, Uint8Array])[] = [
  ['one.dcm', picture],
  ['again.dcm', picture],
  ['text.dcm', Buffer.from('not an image')],
];

/** Without what is random, or the time. */
function lasting(record: unknown): unknown {
  const text = JSON.stringify(record, (key, value: unknown) =>
    /^(arrivalId|salt|etag|reviewId|at)$|At$|Until$/.test(key) ? undefined : value,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

async function recorded({ store }: { store: Store }, outcome: Outcome): Promise<unknown> {
  if (!('imageId' in outcome)) return lasting({ outcome });
  const image = await store.results.image(outcome.imageId);
  const study = await until('the study', async () => store.results.study(outcome.studyId));
  return lasting({ outcome, image, study });
}

/** The study of the first picture, once it has been accepted and that was taken back. */
async function reviewedAndUndone(on: Pick<AppRuntime, 'store' | 'drop' | 'outcome' | 'fetch'>) {
  const outcome = await on.outcome(await on.drop('reviewed.dcm', picture));
  if (!('studyId' in outcome)) throw new Error(`it ended as ${outcome.outcome}`);
  const { studyId } = outcome;
  const { version, revision } = await until('the study', () => on.store.results.study(studyId));
  const answer = await on.fetch(`/api/studies/${studyId}/review`, {
    method: 'POST',
    body: JSON.stringify({ studyVersion: version, decision: 'accept' }),
    headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` },
  });
  expect(answer.status).toBe(200);
  const { review } = (await answer.json()) as { review: { reviewId: string } };
  const undone = await on.fetch(`/api/studies/${studyId}/reviews/${review.reviewId}`, { method: 'DELETE' });
  expect(undone.status).toBe(200);
  return lasting(await on.store.results.study(studyId));
}

describeWith([dotnet()], 'the whole app on the Durable extension', () => {
  let local: AppRuntime;
  let real: AppOnEngine;

  beforeAll(async () => {
    local = await appRuntime();
    real = await onEngine(local);
    await real.engine.start();
  }, 120_000);
  afterAll(async () => {
    await real?.engine.remove();
    await local?.stop();
  }, 120_000);

  test('outcomes, images and studies are the same, record by record', async () => {
    for (const [name, bytes] of files) {
      const [here, there] = await Promise.all(
        [local, real].map(async (on) => recorded(on, await on.outcome(await on.drop(name, bytes)))),
      );
      expect(here).toMatchObject({ outcome: { outcome: expect.any(String) } });
      expect(there).toEqual(here);
    }
  }, 400_000);

  test('an export is unpacked into the same images', async () => {
    const bytes = await zipOf({ 'a/1.dcm': other, 'a/2.dcm': picture, 'a/3.txt': Buffer.from('text') });
    const [here, there] = await Promise.all(
      [local, real].map(async (on) => lasting(await on.outcome(await on.drop('export.zip', bytes)))),
    );
    expect(here).toMatchObject({ outcome: 'unpacked' });
    expect(there).toEqual(here);
  }, 400_000);

  test('a review and its undo leave the same record', async () => {
    const [here, there] = await Promise.all([local, real].map(reviewedAndUndone));
    expect(here).toMatchObject({ reviews: [{ outcome: 'withdrawn' }] });
    expect(there).toEqual(here);
  }, 200_000);
});
