import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { loopbackCertificate } from '../support/certificate';
import { TemporaryFolder } from '../support/temporaryFolder';

const delivery = path.resolve(__dirname, '../../dist/delivery');

/** Receivers with a certificate that no authority of Node's stands behind. */
let folder: TemporaryFolder;
let authority: string;
let https: Server;
let mllp: ReturnType<typeof createTlsServer>;

const uid = (value: string) => ({ vr: 'UI', Value: [value] });
const stored = { '00081199': { vr: 'SQ', Value: [{ '00081155': uid('2.25.1') }] } };

beforeAll(async () => {
  folder = new TemporaryFolder();
  const { cert, key } = loopbackCertificate();
  authority = folder.file('authority.pem');
  writeFileSync(authority, cert);
  https = createServer({ cert, key }, (request, response) => {
    const isFhir = request.url === '/fhir';
    const answer = isFhir
      ? { resourceType: 'Bundle', type: 'transaction-response', entry: [{ response: { status: '200' } }] }
      : stored;
    request.resume().on('end', () => response.writeHead(200).end(JSON.stringify(answer)));
  });
  mllp = createTlsServer({ cert, key }, (socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.write('\x0bMSH|^~\\&|||||1||ACK|2|P|2.5.1\rMSA|AA|C-1\r\x1c\r'));
  });
  mllp.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => mllp.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  https.closeAllConnections();
  https.close();
  mllp.close();
  folder.remove();
});

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

/** What each sender makes of its receiver, in a process that is started as a site starts the app. */
function sent(environment: Record<string, string>): Promise<unknown> {
  const script = `
    const { post } = require('${delivery}/http.js');
    const { stowSender } = require('${delivery}/stow.js');
    const { fhirSender } = require('${delivery}/fhir.js');
    const { mllpSender } = require('${delivery}/mllp.js');
    const url = 'https://127.0.0.1:${portOf(https)}';
    const message = Buffer.from('MSH|^~\\\\&|A|B|C|D|1||ORU^R01^ORU_R01|C-1|P|2.5.1\\r');
    Promise.all([
      stowSender(url + '/dicom-web', post)([{ bytes: Buffer.from('x'), sopInstanceUid: '2.25.1' }]),
      fhirSender(url + '/fhir', post)([{ bytes: Buffer.from('{"entry":[{}]}') }]),
      mllpSender({ host: '127.0.0.1', port: ${portOf(mllp)}, tls: true })([{ bytes: message }]),
    ]).then((answers) => console.log(JSON.stringify(answers.map(({ outcome, code }) => [outcome, code]))));
  `;
  const child = spawn(process.execPath, ['-e', script], { env: { ...process.env, ...environment } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  return new Promise((resolve) => child.on('close', () => resolve(JSON.parse(output))));
}

it('sends over TLS to receivers whose authority NODE_EXTRA_CA_CERTS names', async () => {
  expect(await sent({ NODE_EXTRA_CA_CERTS: authority })).toEqual(Array(3).fill(['accepted', 'accepted']));
});

it('sends nothing to a receiver whose certificate does not count, and tries again', async () => {
  expect(await sent({})).toEqual(Array(3).fill(['again', 'unreachable']));
});
