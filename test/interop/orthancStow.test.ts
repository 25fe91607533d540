import { post } from '../../src/delivery/http';
import { stowSender } from '../../src/delivery/stow';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { createRecordReview } from '../../src/operations/study/recordReview';
import { canaryDicom } from '../support/canary';
import { type FileApp, fileApp } from '../support/fileApp';
import { Orthanc } from '../support/gateway/orthanc';
import { describeWith, tool } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';

const image = canaryDicom(7, '77');
const studyUid = '2.25.7717';
const sopUid = '2.25.7737';

describeWith([tool('Orthanc', 'orthanc')], 'Orthanc by STOW-RS', () => {
  let folder: TemporaryFolder;
  let orthanc: Orthanc;
  let site: FileApp;
  let studyId: string;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    orthanc = await Orthanc.create(folder.path);
    await orthanc.start(1);
    const url = `${orthanc.url}/dicom-web`;
    const receivers = [{ name: 'pacs', kind: 'stow', url, forms: ['sr', 'sc'], quietSeconds: 0 }];
    site = fileApp(await storageAccount(), undefined, (bytes) => readDicom(bytes, defaultReadLimits), {
      TRIAGE_OUTPUTS: JSON.stringify({ receivers }),
    });
    await site.app.prepare();
    const sent = await stowSender(url, post)([{ bytes: image, sopInstanceUid: sopUid }]);
    expect(sent).toMatchObject({ outcome: 'accepted' });
    const arrivalId = await site.drop('image.dcm', image);
    await site.triage('image.dcm');
    const outcome = await site.app.store.arrivals.outcome(arrivalId);
    studyId = outcome && 'studyId' in outcome ? (outcome.studyId ?? '') : '';
  });

  afterAll(async () => {
    await site?.close();
    await orthanc?.stop();
    folder.remove();
  });

  /** What the PACS has of the study, by modality. */
  async function held(): Promise<Record<string, number>> {
    const studies: string[] = await orthanc.get('/studies');
    expect(studies).toHaveLength(1);
    const { MainDicomTags } = await orthanc.get(`/studies/${studies[0]}`);
    expect(MainDicomTags.StudyInstanceUID).toBe(studyUid);
    const series: { MainDicomTags: { Modality: string }; Instances: string[] }[] =
      await orthanc.get('/series?expand');
    const counts: Record<string, number> = {};
    for (const { MainDicomTags: tags, Instances } of series)
      counts[tags.Modality] = (counts[tags.Modality] ?? 0) + Instances.length;
    return counts;
  }

  const sentOf = async (form: 'sr' | 'sc') =>
    (await site.app.store.outputs.delivery({ studyId, receiver: 'pacs', form }))?.editions ?? [];

  /** A file as the PACS has it. */
  async function fileOf(uid: string): Promise<Buffer> {
    const [id] = await orthanc
      .post('/tools/lookup', uid)
      .then((found: { ID: string }[]) => found.map(({ ID }) => ID));
    return Buffer.from(await (await fetch(`${orthanc.url}/instances/${id}/file`)).arrayBuffer());
  }

  it('has the report and the captures in the study of the image, byte for byte', async () => {
    expect(await site.deliver()).toEqual([{}, {}]);
    expect(await held()).toEqual({ DX: 1, SR: 1, OT: 1 });
    for (const form of ['sr', 'sc'] as const)
      for (const { state, objects } of await sentOf(form)) {
        expect(state).toBe('delivered');
        for (const { blob, sopInstanceUid = '' } of objects)
          expect(
            (await fileOf(sopInstanceUid)).equals((await site.app.store.outputs.object(blob)) as Buffer),
          ).toBe(true);
      }
  });

  it('has one of each however often it is sent', async () => {
    const [edition] = await sentOf('sr');
    const objects = await Promise.all(
      (edition?.objects ?? []).map(async ({ blob, sopInstanceUid }) => ({
        bytes: (await site.app.store.outputs.object(blob)) as Buffer,
        sopInstanceUid,
      })),
    );
    expect(await stowSender(`${orthanc.url}/dicom-web`, post)(objects)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await held()).toEqual({ DX: 1, SR: 1, OT: 1 });
  });

  it('has the report of the review too, which names the one before', async () => {
    const { app } = site;
    const record = createRecordReview({ studies: app.studies, now: app.now, undoSeconds: 0 });
    const by = { subject: 'r', name: 'Rita Reader', signIn: 'development' };
    const onlooker = { mayReview: true, firstImpression: false };
    const review = { decision: 'accept' as const, studyVersion: 1 };
    expect((await record(studyId, review, by, onlooker)).refusal).toBeUndefined();
    await site.look(studyId);
    expect(await site.deliver()).toEqual([{}]);
    expect(await held()).toEqual({ DX: 1, SR: 2, OT: 1 });
    const [first, second] = await sentOf('sr');
    const uid = second?.objects[0]?.sopInstanceUid ?? '';
    const [found] = await orthanc.get(`/dicom-web/studies/${studyUid}/instances?SOPInstanceUID=${uid}`);
    expect(found['00080018'].Value).toEqual([uid]);
    const [metadata] = await orthanc.get(
      `/dicom-web/studies/${studyUid}/series/${second?.objects[0]?.seriesInstanceUid}/instances/${uid}/metadata`,
    );
    expect(metadata['0040A493'].Value).toEqual(['VERIFIED']);
    expect(JSON.stringify(metadata['0040A360'])).toContain(first?.objects[0]?.sopInstanceUid);
  });
});
