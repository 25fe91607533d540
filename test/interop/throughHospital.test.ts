import { writeFileSync } from 'node:fs';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { shippedModels } from '../inference/shippedModels';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { GatewayProcess } from '../support/gateway/gatewayProcess';
import { Orthanc } from '../support/gateway/orthanc';
import { describeWith, tool } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

const outputs = {
  organisation: 'Hospital of a test',
  receivers: [{ name: 'pacs', kind: 'gateway', forms: ['sr', 'sc'], quietSeconds: 0 }],
};

/** A chest with an opacity, in a study of its own. */
function chest(study: string): Uint8Array {
  const opacity = { x: 0.75, y: 0.58, radius: 0.12, strength: 0.35 };
  return writeDx(drawChest(1005, { opacity }), {
    photometric: 'MONOCHROME2',
    studyUid: study,
    seriesUid: `${study}.1`,
    sopUid: `${study}.1.1`,
    patientName: 'SYNTHETIC^HOSPITAL',
    patientId: `SYN-${study}`,
    ageYears: 60,
    sex: 'M',
    bodyPart: 'CHEST',
    view: 'PA',
  });
}

describeWith([tool('Orthanc', 'orthanc')], 'from the PACS through the app and back', () => {
  let folder: TemporaryFolder;
  let app: AppRuntime;
  let gateway: GatewayProcess;
  let orthanc: Orthanc;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    app = await appRuntime({ TRIAGE_MODELS: shippedModels, TRIAGE_OUTPUTS: JSON.stringify(outputs) });
    const { storage } = app.settings;
    if (storage.kind !== 'connection-string') throw new Error('the app of a test has a connection string');
    orthanc = await Orthanc.create(folder.path);
    const pacs = { aeTitle: 'ORTHANC', host: '127.0.0.1', port: orthanc.dicomPort };
    gateway = await GatewayProcess.create(folder.path, storage.connectionString, {
      peers: [pacs],
      receivers: [{ kind: 'dicom', name: 'pacs', ...pacs }],
      pollSeconds: 1,
    });
    await gateway.start();
    await orthanc.start(gateway.port);
  });

  afterAll(async () => {
    await orthanc?.stop();
    await gateway?.kill();
    await app?.stop();
    folder.remove();
  });

  const uploaded = (study: string) => {
    const file = folder.file(`${study}.dcm`);
    writeFileSync(file, chest(study));
    return orthanc.upload(file);
  };

  /** The modalities of the series in the study of an instance, once one of them is a report. */
  const withReport = (instance: string) =>
    waitFor('a report in the study', async () => {
      const { ID } = await orthanc.get(`/instances/${instance}/study`);
      const series: { MainDicomTags: { Modality: string } }[] = await orthanc.get(`/studies/${ID}/series`);
      const modalities = series.map(({ MainDicomTags }) => MainDicomTags.Modality);
      return modalities.includes('SR') ? { ID, modalities } : undefined;
    });

  it('brings the report of an image that came by C-STORE back into its study', async () => {
    const instance = await uploaded('2.25.7001');
    await orthanc.post('/modalities/gateway/store', instance);
    const { ID } = await withReport(instance);
    const patients = await orthanc.get(`/studies/${ID}`);
    expect(patients.PatientMainDicomTags).toMatchObject({ PatientID: 'SYN-2.25.7001' });
    // The heat map of what was found lies beside it.
    await waitFor('a capture in the study', async () => {
      const series: { MainDicomTags: { Modality: string } }[] = await orthanc.get(`/studies/${ID}/series`);
      return series.length >= 3;
    });
  });

  it('and of one that came by STOW-RS', async () => {
    const instance = await uploaded('2.25.7002');
    const session = await fetch(`${app.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.url },
      body: JSON.stringify({ name: 'PACS', role: 'uploader' }),
    });
    const cookie = session.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    await orthanc.put('/dicom-web/servers/app', {
      Url: `${app.url}/dicomweb/`,
      HttpHeaders: { Cookie: cookie, Origin: app.url },
      ChunkedTransfers: '0',
    });
    await orthanc.post(
      '/dicom-web/servers/app/stow',
      JSON.stringify({ Resources: [instance], Synchronous: true }),
    );
    await withReport(instance);
  });
});
