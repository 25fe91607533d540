import { readFileSync } from 'node:fs';
import { readSpoolHead } from '../../src/gateway/spool/spoolHead';
import { structuredReport, structuredReportClass } from '../../src/interchange/dicom/structuredReport';
import { freePort } from '../cli/support/freePort';
import { sampleReport } from '../interchange/sampleReport';
import { storageWithDoor } from '../support/gateway/absentStorage';
import { GatewayProcess } from '../support/gateway/gatewayProcess';
import {
  createIncoming,
  dataSetHash,
  storedDataSets,
  type TestObject,
  writeObjects,
} from '../support/gateway/objects';
import { OrdersOfApp } from '../support/gateway/orders';
import { Orthanc } from '../support/gateway/orthanc';
import { describeWith, tool } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

const digitalXRay = '1.2.840.10008.5.1.4.1.1.1.1';

const sopInstanceOf = (file: Buffer) => readSpoolHead(file).sopInstance;

describeWith([tool('Orthanc', 'orthanc')], 'the gateway with Orthanc', () => {
  let folder: TemporaryFolder;
  let account: string;
  let door: Awaited<ReturnType<typeof storageWithDoor>>;
  let orthanc: Orthanc;
  let gateway: GatewayProcess;
  let objects: TestObject[];
  let app: OrdersOfApp;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    account = await storageAccount();
    await createIncoming(account);
    door = await storageWithDoor(account);
    orthanc = await Orthanc.create(folder.path);
    const pacs = { aeTitle: 'ORTHANC', host: '127.0.0.1', port: orthanc.dicomPort };
    const { aeTitle, host, port } = pacs;
    const receivers = [
      { kind: 'dicom', name: 'pacs', aeTitle, host, port },
      { kind: 'dicom', name: 'nobody', aeTitle: 'NOBODY', host, port: await freePort() },
    ];
    app = new OrdersOfApp(account);
    await app.create();
    gateway = await GatewayProcess.create(folder.path, door.connectionString, {
      peers: [pacs],
      receivers,
      pollSeconds: 1,
    });
    await gateway.start();
    await orthanc.start(gateway.port);
    objects = writeObjects(folder.path, 3, 50_000);
  });

  afterAll(async () => {
    await orthanc.stop();
    await gateway.kill();
    await door.shut();
    folder.remove();
  });

  const askFor = async (instances: readonly object[]): Promise<string> =>
    (
      await orthanc.post(
        '/modalities/gateway/storage-commitment',
        JSON.stringify({ DicomInstances: instances }),
      )
    ).ID;
  const reportOf = (id: string) => orthanc.get(`/storage-commitment/${id}`);
  const ended = (id: string) =>
    waitFor('the answer', async () => {
      const report = await reportOf(id);
      return report.Status === 'Pending' ? undefined : report;
    });
  const named = ({ sopInstance }: TestObject) => ({ SOPClassUID: digitalXRay, SOPInstanceUID: sopInstance });

  it('takes what Orthanc sends, byte for byte', async () => {
    const ids = await Promise.all(objects.map(({ file }) => orthanc.upload(file)));
    await orthanc.post('/modalities/gateway/store', JSON.stringify(ids));
    await waitFor('an empty spool', async () => (await gateway.health()).spool.objects === 0);
    const stored = await storedDataSets(account);
    for (const { dataSet } of objects) expect(stored.get(dataSet)).toMatch(/^ORTHANC\//);
  });

  it('commits to what lies in the storage', async () => {
    const report = await ended(await askFor(objects.map(named)));
    expect(report.Status).toBe('Success');
    expect(report.Success.map((one: { SOPInstanceUID: string }) => one.SOPInstanceUID).sort()).toEqual(
      objects.map(({ sopInstance }) => sopInstance).sort(),
    );
  });

  it('says which objects it does not have, or of another class', async () => {
    const [first, second] = objects.map(named);
    const wrong = { ...second, SOPClassUID: '1.2.840.10008.5.1.4.1.1.7' };
    const absent = { SOPClassUID: digitalXRay, SOPInstanceUID: '2.25.404' };
    const report = await ended(await askFor([first as object, wrong, absent]));
    expect(report.Status).toBe('Failure');
    expect(report.Success).toEqual([first]);
    expect(report.Failures).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ SOPInstanceUID: '2.25.404', FailureReason: 0x112 }),
        expect.objectContaining({ SOPInstanceUID: second?.SOPInstanceUID, FailureReason: 0x119 }),
      ]),
    );
  });

  it('brings a report and a capture back into the study, byte for byte', async () => {
    const outputs = [
      { bytes: Buffer.from(structuredReport(sampleReport()).file), sopClass: structuredReportClass },
      {
        bytes: readFileSync((writeObjects(folder.path, 1, 1_000)[0] as TestObject).file),
        sopClass: digitalXRay,
      },
    ].map((output) => ({ ...output, sopInstanceUid: sopInstanceOf(output.bytes) }));
    const orderId = await app.order('pacs', outputs);
    const answer = await waitFor('the answer', () => app.answer(orderId));
    expect(answer).toMatchObject({ outcome: 'accepted', code: 'accepted', status: '0000', tries: 1 });
    for (const { bytes, sopInstanceUid } of outputs) {
      const [id] = await orthanc.post('/tools/lookup', sopInstanceUid);
      const kept = await orthanc.file(id.ID);
      expect(dataSetHash(kept)).toBe(dataSetHash(bytes));
    }
    expect((await gateway.counters()).receivers.pacs).toEqual({ delivered: 1, refused: 0, failed: 0 });
  });

  it('says of a receiver that is away that it tries again', async () => {
    const [object] = writeObjects(folder.path, 1, 1_000);
    const bytes = readFileSync((object as TestObject).file);
    const orderId = await app.order('nobody', [
      { bytes, sopClass: digitalXRay, sopInstanceUid: (object as TestObject).sopInstance },
    ]);
    expect(await waitFor('the answer', () => app.answer(orderId))).toMatchObject({
      outcome: 'again',
      code: 'unreachable',
    });
    expect((await gateway.health()).problems.join()).toContain('nobody: An output could not be sent');
  });

  it('commits to nothing that is only in the spool, and still answers after a crash', async () => {
    await door.shut();
    const [late] = writeObjects(folder.path, 1, 50_000);
    const id = await orthanc.upload((late as TestObject).file);
    await orthanc.post('/modalities/gateway/store', id);
    const asked = await askFor([named(late as TestObject)]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await reportOf(asked)).Status).toBe('Pending');
    await gateway.kill();
    await door.open();
    await gateway.start();
    expect((await ended(asked)).Status).toBe('Success');
    expect((await storedDataSets(account)).has((late as TestObject).dataSet)).toBe(true);
  });
});
