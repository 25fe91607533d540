import type { IdentityRecord } from '../../../src/domain/image/imageDescription';
import type { StoredImage } from '../../../src/domain/image/storedImage';
import type { StudyRecord } from '../../../src/domain/study/studyRecord';
import { encodeHeatPng } from '../../../src/imaging/encoding/encodeHeatPng';
import { sharp } from '../../../src/imaging/plain/safeSharp';
import { capturesOf } from '../../../src/operations/interchange/capturesOf';
import { gatherReport } from '../../../src/operations/interchange/gatherReport';
import { sampleHeader, sampleReport } from '../../interchange/sampleReport';

const sample = sampleReport();
const { site } = sample;

/** A store that holds the sample's study, changed as a test needs it. */
function stored(change: {
  readonly study?: StudyRecord | undefined;
  readonly identity?: (imageId: string) => Partial<IdentityRecord> | undefined;
}) {
  const study = 'study' in change ? change.study : sample.study;
  return {
    results: { study: async () => study },
    identity: {
      readWithHeader: async (_: string, imageId: string) => {
        const { image, ...uids } = sample.instances.find((one) => one.image.imageId === imageId) ?? {};
        const record: IdentityRecord = {
          schemaVersion: 1,
          ...sample.identity,
          ...uids,
          header: sampleHeader,
        };
        const changed = change.identity?.(imageId);
        return changed === undefined ? record : { ...record, ...changed };
      },
    },
    images: { find: async () => ({ sopClass: sample.instances[0]?.sopClass }) as StoredImage },
  };
}

const first = sample.study.images[0]?.imageId;

test('everything that an output needs is gathered from the records', async () => {
  const report = await gatherReport(stored({}), sample.study.studyId, site);
  expect(report).toMatchObject({
    study: sample.study,
    instances: sample.instances,
    header: sampleHeader,
    site,
  });
});

test.each([
  ['no-such-study', stored({ study: undefined })],
  ['no-pictures', stored({ study: { ...sample.study, images: [] } })],
  ['no-dicom', stored({ identity: () => ({ header: undefined }) })],
  ['no-dicom', stored({ identity: (id) => (id === first ? {} : { sopInstanceUid: undefined }) })],
  ['patients-differ', stored({ identity: (id) => (id === first ? { patientId: 'somebody else' } : {}) })],
  [
    'changed-outside',
    stored({
      study: {
        ...sample.study,
        changedOutside: [{ object: 'image', container: 'images', blob: 'x', at: '2026-01-02T10:00:00.000Z' }],
      },
    }),
  ],
])('nothing is reported, and why is said: %s', async (reason, deps) => {
  expect(await gatherReport(deps, sample.study.studyId, site)).toBe(reason);
});

test('what is present or indeterminate and has a heat map is captured, and nothing else', async () => {
  const preview = await sharp(new Uint8Array(10_000).fill(90), {
    raw: { width: 100, height: 100, channels: 1 },
  })
    .png()
    .toBuffer();
  const heat = await encodeHeatPng(new Float32Array(4).fill(0.5), 2, 2);
  const asked: string[] = [];
  const captures = await capturesOf(
    {
      results: { image: async () => undefined },
      images: {
        madePicture: async (_, __, name) => {
          asked.push(name);
          return name.endsWith('any-abnormality') ? undefined : heat;
        },
        preview: async () => preview,
      },
    },
    sample,
  );
  expect(captures).toMatchObject([{ description: 'Lung opacity: present, 91 %', width: 100 }]);
  expect(asked).toEqual([
    'heat-chest-opacity@2.2.0-lung-opacity',
    'heat-chest-opacity@2.2.0-any-abnormality',
  ]);
});
