import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { transferSyntaxes } from '../../src/dicom/codecs/registry';
import { storeObjects } from '../../src/gateway/outbox/storeSender';
import { loopbackCertificate } from '../support/certificate';
import { storageWithDoor } from '../support/gateway/absentStorage';
import { GatewayProcess } from '../support/gateway/gatewayProcess';
import { createIncoming, storedDataSets, writeObjects } from '../support/gateway/objects';
import { storescu } from '../support/gateway/senders';
import { describeWith, tool } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

const us = { longestData: 1 << 16, implementationClass: '2.25.1', implementationVersion: 'TEST' };
const dcmtk = tool('storescu', 'dcmtk');
const peers = [{ aeTitle: 'SENDER' }, { aeTitle: 'ELSEWHERE', addresses: ['10.0.0.0/8'] }];

describeWith([dcmtk], 'the gateway with DCMTK', () => {
  let folder: TemporaryFolder;
  let account: string;
  let gateway: GatewayProcess;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    account = await storageAccount();
    await createIncoming(account);
    gateway = await GatewayProcess.create(folder.path, account, { peers });
    await gateway.start();
  });

  afterAll(async () => {
    await gateway.kill('SIGTERM');
    folder.remove();
  });

  const uploaded = () => waitFor('an empty spool', async () => (await gateway.health()).spool.objects === 0);

  it('answers an echo', () => {
    const args = ['-aet', 'SENDER', '-aec', 'TRIAGE', '127.0.0.1', String(gateway.port)];
    expect(spawnSync('echoscu', args).status).toBe(0);
  });

  it.each([
    ['a stranger', 'STRANGER', 'TRIAGE', 'Calling AE Title Not Recognized'],
    ['a peer from another address', 'ELSEWHERE', 'TRIAGE', 'Calling AE Title Not Recognized'],
    ['a call for somebody else', 'SENDER', 'OTHER', 'Called AE Title Not Recognized'],
  ])('refuses %s', (_, calling, called, reason) => {
    const args = ['-aet', calling, '-aec', called, '127.0.0.1', String(gateway.port)];
    const { status, stderr } = spawnSync('echoscu', args, { encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stderr).toContain(reason);
  });

  it('keeps data sets byte for byte, in every transfer syntax that is read', async () => {
    const encapsulated = transferSyntaxes.filter(({ pixels }) => pixels !== 'native').map(({ uid }) => uid);
    // Those that DCMTK's dictionary does not have cannot be sent by it.
    const known = encapsulated.filter((uid) => !/\.4\.(53|55|20[123]|10\d\.1)$/.test(uid));
    expect(known.length).toBeGreaterThanOrEqual(15);
    const objects = ['1.2.840.10008.1.2.1', ...known].flatMap((uid) =>
      writeObjects(folder.path, 1, 1_000, uid),
    );
    const args = [
      '-aet',
      'SENDER',
      '-aec',
      'TRIAGE',
      '--decompress-never',
      '127.0.0.1',
      String(gateway.port),
    ];
    expect(spawnSync('dcmsend', [...args, ...objects.map(({ file }) => file)]).status).toBe(0);
    await uploaded();
    const stored = await storedDataSets(account);
    for (const { dataSet } of objects) expect(stored.get(dataSet)).toMatch(/^SENDER\//);
  });

  it('takes implicit, big endian and deflated data sets as they were sent', async () => {
    const [object] = writeObjects(folder.path, 1, 5_000);
    for (const option of ['-xi', '-xb', '-xd']) {
      const { status } = await storescu(gateway.port, [object?.file as string], [option]);
      expect(status).toBe(0);
    }
    await uploaded();
    const { peers: counted } = await gateway.counters();
    expect(counted.SENDER?.uploaded).toBe(counted.SENDER?.received);
  });

  it('refuses what is no storage class, and a transfer syntax that is not read', async () => {
    const [object] = writeObjects(folder.path, 1, 100, '1.2.840.10008.1.2.4.66');
    const { accepted } = await storescu(gateway.port, [object?.file as string]);
    expect(accepted).toEqual([]);
    const args = ['-aet', 'SENDER', '-aec', 'TRIAGE', '-W', '127.0.0.1', String(gateway.port)];
    expect(spawnSync('findscu', args, { encoding: 'utf8' }).status).not.toBe(0);
  });

  it('takes storage classes of a vendor where they are configured', async () => {
    const folderOfTest = new TemporaryFolder();
    const vendor = '1.3.6.1.4.1.5962.301.9';
    const [object] = writeObjects(folderOfTest.path, 1, 1_000, undefined, vendor);
    const bytes = readFileSync(object?.file as string);
    // DCMTK itself sends no classes that it does not know.
    const store = (port: number) =>
      storeObjects({ host: '127.0.0.1', port, called: 'TRIAGE', calling: 'SENDER' }, us, [
        { bytes, sopClass: vendor, sopInstanceUid: object?.sopInstance as string },
      ]);
    expect(await store(gateway.port)).toMatchObject({ outcome: 'refused', status: 'presentation context' });
    const account = await storageAccount();
    await createIncoming(account);
    const config = { peers, storageClasses: [vendor] };
    const configured = await GatewayProcess.create(folderOfTest.path, account, config);
    try {
      await configured.start();
      expect(await store(configured.port)).toMatchObject({ outcome: 'accepted' });
      await waitFor('an empty spool', async () => (await configured.health()).spool.objects === 0);
      expect((await storedDataSets(account)).has(object?.dataSet as string)).toBe(true);
    } finally {
      await configured.kill();
      folderOfTest.remove();
    }
  });

  it('sends a large object in blocks', async () => {
    const [object] = writeObjects(folder.path, 1, 20 << 20);
    const { accepted } = await storescu(gateway.port, [object?.file as string]);
    expect(accepted).toHaveLength(1);
    await uploaded();
    expect((await storedDataSets(account)).has(object?.dataSet as string)).toBe(true);
  });
});

describeWith([dcmtk], 'the gateway without its storage', () => {
  it('spools, says so, starts again, and sends when the storage is back', async () => {
    const folder = new TemporaryFolder();
    const account = await storageAccount();
    await createIncoming(account);
    const door = await storageWithDoor(account);
    const gateway = await GatewayProcess.create(folder.path, door.connectionString, { peers });
    try {
      await door.shut();
      await gateway.start();
      const objects = writeObjects(folder.path, 5, 10_000);
      const { accepted } = await storescu(
        gateway.port,
        objects.map(({ file }) => file),
      );
      expect(accepted).toHaveLength(5);
      await waitFor('a word about the storage', async () => !(await gateway.health()).ok, 30_000);
      expect((await gateway.health()).problems.join()).toContain('cannot be reached');
      expect(gateway.log).toContain('stays in the spool until it is back');
      await gateway.kill();
      expect(readdirSync(folder.file('spool/ready/SENDER'))).toHaveLength(5);
      await gateway.start();
      expect(gateway.log).toContain('5 objects wait in the spool');
      await door.open();
      await waitFor('an empty spool', async () => (await gateway.health()).spool.objects === 0);
      const stored = await storedDataSets(account);
      expect([...stored.keys()].sort()).toEqual(objects.map(({ dataSet }) => dataSet).sort());
      expect((await gateway.health()).ok).toBe(true);
    } finally {
      await gateway.kill();
      await door.shut();
      folder.remove();
    }
  });

  it('sets aside a file that its disk has changed, says so, and sends the others', async () => {
    const folder = new TemporaryFolder();
    const account = await storageAccount();
    await createIncoming(account);
    const door = await storageWithDoor(account);
    await door.shut();
    const gateway = await GatewayProcess.create(folder.path, door.connectionString, { peers });
    try {
      await gateway.start();
      const objects = writeObjects(folder.path, 2, 10_000);
      await storescu(
        gateway.port,
        objects.map(({ file }) => file),
      );
      await gateway.kill();
      const [first] = readdirSync(folder.file('spool/ready/SENDER')).sort();
      const damaged = folder.file(`spool/ready/SENDER/${first}`);
      const bytes = readFileSync(damaged);
      bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
      writeFileSync(damaged, bytes);
      await door.open();
      await gateway.start();
      await waitFor('an empty spool', async () => (await gateway.health()).spool.objects === 0);
      expect(readdirSync(folder.file('spool/held/SENDER'))).toEqual([first]);
      expect((await storedDataSets(account)).size).toBe(1);
      const { ok, problems } = await gateway.health();
      expect({ ok, problems }).toEqual({ ok: false, problems: [expect.stringContaining('set aside')] });
    } finally {
      await gateway.kill();
      await door.shut();
      folder.remove();
    }
  });

  it('speaks TLS, and to clients with a certificate alone where it is told so', async () => {
    const folder = new TemporaryFolder();
    const { cert, key } = loopbackCertificate();
    const [certificate, keyFile] = [folder.file('cert.pem'), folder.file('key.pem')];
    writeFileSync(certificate, cert);
    writeFileSync(keyFile, key);
    const tls = { key: keyFile, certificate, clients: certificate };
    const gateway = await GatewayProcess.create(folder.path, await storageAccount(), { peers, tls });
    try {
      await gateway.start();
      const files = writeObjects(folder.path, 1, 10_000).map(({ file }) => file);
      expect((await storescu(gateway.port, files)).accepted).toEqual([]);
      expect((await storescu(gateway.port, files, ['+tla', '+cf', certificate])).accepted).toEqual([]);
      const own = ['+tls', keyFile, certificate, '+cf', certificate];
      expect((await storescu(gateway.port, files, own)).accepted).toEqual(files);
    } finally {
      await gateway.kill();
      folder.remove();
    }
  });

  it('holds no object in memory, however large', async () => {
    const folder = new TemporaryFolder();
    const door = await storageWithDoor(await storageAccount());
    await door.shut();
    const gateway = await GatewayProcess.create(folder.path, door.connectionString, { peers });
    try {
      await gateway.start();
      const before = await gateway.peakMemory();
      const files = writeObjects(folder.path, 1, 300 << 20).map(({ file }) => file);
      expect((await storescu(gateway.port, files)).accepted).toEqual(files);
      expect((await gateway.peakMemory()) - before).toBeLessThan(150 << 20);
    } finally {
      await gateway.kill();
      folder.remove();
    }
  });

  it('answers A700 when the disk is too full', async () => {
    const folder = new TemporaryFolder();
    const limits = { freeBytes: Number.MAX_SAFE_INTEGER };
    const gateway = await GatewayProcess.create(folder.path, await storageAccount(), { peers, limits });
    try {
      await gateway.start();
      const objects = writeObjects(folder.path, 1, 10_000);
      const { accepted, output } = await storescu(
        gateway.port,
        objects.map(({ file }) => file),
      );
      expect(accepted).toEqual([]);
      expect(output).toContain('OutOfResources');
      await waitFor('the end of the association', () =>
        gateway.log.includes('1 refused (The disk of the gateway is full)'),
      );
      expect(readdirSync(folder.file('spool/part'))).toEqual([]);
    } finally {
      await gateway.kill();
      folder.remove();
    }
  });
});
