import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { Target } from '../../src/gateway/dimse/requestor';
import { storeObjects } from '../../src/gateway/outbox/storeSender';
import { structuredReport } from '../../src/interchange/dicom/structuredReport';
import { freePort } from '../cli/support/freePort';
import { sampleReport } from '../interchange/sampleReport';
import { loopbackCertificate } from '../support/certificate';
import { dataSetHash } from '../support/gateway/objects';
import { describeWith, tool } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

const { file, sopClass, sopInstanceUid } = structuredReport(sampleReport());
const report = { bytes: Buffer.from(file), sopClass, sopInstanceUid };
const us = { longestData: 1 << 16, implementationClass: '2.25.1', implementationVersion: 'TEST' };

describeWith([tool('storescp', 'dcmtk')], 'receivers that are DCMTK', () => {
  let folder: TemporaryFolder;
  let child: ChildProcess | undefined;
  let port: number;
  let received: string;

  beforeEach(async () => {
    folder = new TemporaryFolder();
    port = await freePort();
    received = folder.file('received');
    mkdirSync(received);
  });

  afterEach(() => {
    child?.kill('SIGKILL');
    folder.remove();
  });

  async function storescp(...options: readonly string[]): Promise<Target> {
    child = spawn('storescp', ['-od', received, '-aet', 'PACS', ...options, String(port)], {
      stdio: 'ignore',
    });
    await waitFor('storescp', async () => {
      const socket = connect(port, '127.0.0.1');
      return new Promise<true | undefined>((resolve) => {
        socket.once('connect', () => resolve(true)).once('error', () => resolve(undefined));
      }).finally(() => socket.destroy());
    });
    return { host: '127.0.0.1', port, called: 'PACS', calling: 'TRIAGE' };
  }

  /** The received file in Explicit VR Little Endian, as DCMTK converts it. */
  function explicit(): Buffer {
    const [name = ''] = readdirSync(received);
    const plain = folder.file('plain.dcm');
    expect(spawnSync('dcmconv', ['+te', '+e', '-g', path.join(received, name), plain]).status).toBe(0);
    return readFileSync(plain);
  }

  it.each([
    ['+xi', '1.2.840.10008.1.2'],
    ['+xe', '1.2.840.10008.1.2.1'],
  ])('take the very values with %s', async (option, syntax) => {
    const target = await storescp(option);
    expect(await storeObjects(target, us, [report])).toMatchObject({ outcome: 'accepted' });
    const [name = ''] = readdirSync(received);
    const dump = spawnSync('dcmdump', ['-Un', '+P', '0002,0010', path.join(received, name)], {
      encoding: 'utf8',
    });
    expect(dump.stdout).toContain(`[${syntax}]`);
    expect(dataSetHash(explicit())).toBe(dataSetHash(report.bytes));
  });

  it('are reached over TLS, with a certificate of each', async () => {
    const { cert, key } = loopbackCertificate();
    const [certificate, keyFile] = [folder.file('cert.pem'), folder.file('key.pem')];
    writeFileSync(certificate, cert);
    writeFileSync(keyFile, key);
    const target = await storescp('+tls', keyFile, certificate, '+cf', certificate);
    const both = { authorities: certificate, key: keyFile, certificate };
    expect(await storeObjects({ ...target, tls: both }, us, [report])).toMatchObject({ outcome: 'accepted' });
    expect(readdirSync(received)).toHaveLength(1);
    // Neither without TLS, nor with a certificate that nobody answers for.
    for (const tls of [undefined, { key: keyFile, certificate }])
      expect(await storeObjects({ ...target, tls }, us, [report])).toMatchObject({ outcome: 'again' });
    expect(readdirSync(received)).toHaveLength(1);
  });
});
