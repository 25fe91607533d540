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

/** Grey and colour, signed, of 1 to 32 bits, with palettes, of one frame and of several, compressed in each way. */
const names = [
  'CT_small.dcm',
  'MR_small_RLE.dcm',
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

interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly image: ReadImage;
}

async function fileToSend(name: string): Promise<SentFile> {
  const bytes = readFileSync(path.join(publicFolder.path, 'pydicom', name));
  return { name, bytes, image: await readDicom(bytes, defaultReadLimits) };
}

describeWith(
  [tool('Orthanc', 'orthanc'), pythonWithReaders, publicFolder],
  'a PACS that reads this app by DICOMweb',
  () => {
    let folder: TemporaryFolder;
    let app: AppRuntime;
    let orthanc: Orthanc;
    let sent: SentFile[];

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
      sent = await Promise.all(names.map(fileToSend));
      const drops = await Promise.all(sent.map(({ name, bytes }) => app.drop(name, bytes)));
      const ends = await Promise.all(drops.map((drop) => app.outcome(drop)));
      expect(ends.map(({ outcome }) => outcome)).toEqual(names.map(() => 'not-analysed'));
    });

    afterAll(async () => {
      await orthanc?.stop();
      await app?.stop();
      folder.remove();
    });

    it('finds a study by the id of its patient', async () => {
      const [{ identity }] = (sent as [SentFile]).map(({ image }) => image) as [ReadImage];
      const asked = { Uri: '/studies', Arguments: { PatientID: identity.patientId } };
      const found = await orthanc.post('/dicom-web/servers/triage/qido', JSON.stringify(asked));
      expect(found).toHaveLength(1);
      expect(JSON.stringify(found)).toContain(identity.studyInstanceUid);
    });

    it('retrieves studies with their pixels, as other readers find them, and their patients', async () => {
      const studies = new Set(sent.map(({ image }) => image.identity.studyInstanceUid));
      const asked = { Resources: [...studies].map((Study) => ({ Study })), Synchronous: true };
      const { ReceivedInstancesCount } = await orthanc.post(
        '/dicom-web/servers/triage/retrieve',
        JSON.stringify(asked),
      );
      expect(Number(ReceivedInstancesCount)).toBe(names.length);
      const kept = await Promise.all(sent.map(keptFile));
      const verdicts = askOracles(kept, folder.file('oracles'));
      for (const [at, { differed, agreed }] of verdicts.entries()) {
        expect([names[at], differed]).toEqual([names[at], []]);
        expect([names[at], agreed]).toEqual([names[at], expect.arrayContaining(['pydicom'])]);
      }
    });

    /** A file as it lies in the PACS, which names the patient of the file that came, with the pixels that it has to have. */
    async function keptFile({ name, image }: SentFile) {
      const [found] = await orthanc.post('/tools/lookup', image.identity.sopInstanceUid ?? '');
      const bytes = await orthanc.file(found.ID);
      const file = folder.file(`retrieved-${name}`);
      writeFileSync(file, bytes);
      const { header } = await readDicom(bytes, defaultReadLimits);
      expect([name, header]).toEqual([name, image.header]);
      // Nothing is left to be decoded, so that every reader has to find the very values.
      const description = { ...image.description, transferSyntax: '1.2.840.10008.1.2.1', notes: [] };
      return { path: file, image: { ...image, description } };
    }
  },
);
