import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { canary, canaryDicom } from '../support/canary';
import { Orthanc } from '../support/gateway/orthanc';
import { describeWith, tool } from '../support/requirements';
import { signIn } from '../support/signIn';
import { TemporaryFolder } from '../support/temporaryFolder';

jest.setTimeout(120_000);

describeWith([tool('Orthanc', 'orthanc')], 'a PACS that searches by QIDO-RS', () => {
  let folder: TemporaryFolder;
  let app: AppRuntime;
  let orthanc: Orthanc;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    app = await appRuntime();
    orthanc = await Orthanc.create(folder.path);
    await orthanc.start(1);
    const { cookie } = await signIn(app.url, 'reviewer');
    await orthanc.put('/dicom-web/servers/triage', { Url: `${app.url}/dicomweb/`, HttpHeaders: { cookie } });
    await app.outcome(await app.drop('image.dcm', canaryDicom(1, '89')));
  });

  afterAll(async () => {
    await orthanc?.stop();
    await app?.stop();
    folder.remove();
  });

  it('finds a study by the id of its patient', async () => {
    const asked = { Uri: '/studies', Arguments: { PatientID: `${canary}-ID` } };
    const found = await orthanc.post(
      '/dicom-web/servers/triage/qido',
      new TextEncoder().encode(JSON.stringify(asked)),
    );
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).toContain('2.25.8911');
  });
});
