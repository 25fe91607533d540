import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readDicom } from '../../src/dicom/readDicom';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { Orthanc } from '../support/gateway/orthanc';
import { describeWith, tool } from '../support/requirements';
import { signIn } from '../support/signIn';
import { TemporaryFolder } from '../support/temporaryFolder';
import { askOracles, pythonWithReaders } from './oracles';
import { publicFolder } from './publicFiles';

jest.setTimeout(120_000);

/** Grey and colour, signed, of 1 to 32 bits, with palettes, of one frame and of several, compressed in each way. */
const files = [
  'CT_small.dcm',
  'MR_small_RLE.dcm',
  'MR_small_jpeg_ls_lossless.dcm',
  'JPEG2000.dcm',
  'JPGExtended.dcm',
  'examples_palette.dcm',
  'examples_ybr_color.dcm',
  'SC_rgb_jpeg_dcmtk.dcm',
  'SC_rgb_rle_16bit_2frame.dcm',
  'SC_rgb_small_odd.dcm',
  'liver_1frame.dcm',
  'rtdose.dcm',
];

const plain = '1.2.840.10008.1.2.1';

describeWith(
  [tool('Orthanc', 'orthanc'), pythonWithReaders, publicFolder],
  'a PACS that retrieves by WADO-RS',
  () => {
    let folder: TemporaryFolder;
    let app: AppRuntime;
    let orthanc: Orthanc;

    beforeAll(async () => {
      folder = new TemporaryFolder();
      app = await appRuntime();
      orthanc = await Orthanc.create(folder.path);
      await orthanc.start(1);
      const { cookie } = await signIn(app.url, 'reviewer');
      await orthanc.put('/dicom-web/servers/triage', {
        Url: `${app.url}/dicomweb/`,
        HttpHeaders: { cookie },
      });
    });

    afterAll(async () => {
      await orthanc?.stop();
      await app?.stop();
      folder.remove();
    });

    /** An instance as it lies in the PACS once that retrieved its study. */
    async function retrieved({ identity }: ReadImage): Promise<Buffer> {
      const { studyInstanceUid: Study, sopInstanceUid = '' } = identity;
      await orthanc.post(
        '/dicom-web/servers/triage/retrieve',
        new TextEncoder().encode(JSON.stringify({ Resources: [{ Study }], Synchronous: true })),
      );
      const [found] = await orthanc.post('/tools/lookup', sopInstanceUid);
      return orthanc.file(found.ID);
    }

    it('has the pixels of the files that came, as pydicom, GDCM and DCMTK read them, and their patients', async () => {
      const sent: { name: string; image: ReadImage }[] = [];
      for (const name of files) {
        const bytes = readFileSync(path.join(publicFolder.path, 'pydicom', name));
        sent.push({ name, image: await readDicom(bytes, defaultReadLimits) });
        const { outcome } = await app.outcome(await app.drop(name, bytes));
        expect([name, outcome]).toEqual([name, 'not-analysed']);
      }
      const kept = await Promise.all(
        sent.map(async ({ name, image }) => {
          const file = folder.file(`retrieved-${name}`);
          const bytes = await retrieved(image);
          writeFileSync(file, bytes);
          const { header } = await readDicom(bytes, defaultReadLimits);
          expect([name, header]).toEqual([name, image.header]);
          return {
            path: file,
            // Nothing is left to be decoded: every reader has to find the very values.
            image: { ...image, description: { ...image.description, transferSyntax: plain, notes: [] } },
          };
        }),
      );
      const verdicts = askOracles(kept, folder.file('oracles'));
      expect(verdicts.map((verdict, at) => [files[at], verdict.differed])).toEqual(
        files.map((name) => [name, []]),
      );
      for (const { agreed } of verdicts) expect(agreed).toEqual(expect.arrayContaining(['pydicom']));
    });

    it('finds studies by QIDO-RS', async () => {
      const ct = await readDicom(
        readFileSync(path.join(publicFolder.path, 'pydicom', 'CT_small.dcm')),
        defaultReadLimits,
      );
      const found = await orthanc.post(
        '/dicom-web/servers/triage/qido',
        new TextEncoder().encode(
          JSON.stringify({ Uri: '/studies', Arguments: { PatientID: ct.identity.patientId } }),
        ),
      );
      expect(found).toHaveLength(1);
      expect(JSON.stringify(found)).toContain(ct.identity.studyInstanceUid);
    });
  },
);
