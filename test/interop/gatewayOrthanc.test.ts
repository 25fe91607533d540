import { storageWithDoor } from '../support/gateway/absentStorage';
import { GatewayProcess } from '../support/gateway/gatewayProcess';
import { createIncoming, storedDataSets, type TestObject, writeObjects } from '../support/gateway/objects';
import { Orthanc } from '../support/gateway/orthanc';
import { describeWith, tool } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

const digitalXRay = '1.2.840.10008.5.1.4.1.1.1.1';

describeWith([tool('Orthanc', 'orthanc')], 'the gateway with Orthanc', () => {
  let folder: TemporaryFolder;
  let account: string;
  let door: Awaited<ReturnType<typeof storageWithDoor>>;
  let orthanc: Orthanc;
  let gateway: GatewayProcess;
  let objects: TestObject[];

  beforeAll(async () => {
    folder = new TemporaryFolder();
    account = await storageAccount();
    await createIncoming(account);
    door = await storageWithDoor(account);
    orthanc = await Orthanc.create(folder.path);
    const pacs = { aeTitle: 'ORTHANC', host: '127.0.0.1', port: orthanc.dicomPort };
    gateway = await GatewayProcess.create(folder.path, door.connectionString, { peers: [pacs] });
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
