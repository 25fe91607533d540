import { once } from 'node:events';
import { createServer } from 'node:net';
import { parseGatewayConfig } from '../../src/gateway/config/gatewayConfig';
import { type Gateway, startGateway } from '../../src/gateway/gateway';
import { storeObjects } from '../../src/gateway/outbox/storeSender';
import { connectStorage } from '../../src/storage/connect';
import { freePort } from '../cli/support/freePort';
import { OrdersOfApp } from '../support/gateway/orders';
import { answering, MllpPeer } from '../support/peers/mllpPeer';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

const message = Buffer.from('MSH|^~\\&|A|B|C|D|20260101||ORU^R01^ORU_R01|CONTROL-1|P|2.5.1\rPID|1\r');

let folder: TemporaryFolder;
let account: string;
let app: OrdersOfApp;
let gateway: Gateway | undefined;

beforeEach(async () => {
  folder = new TemporaryFolder();
  account = await storageAccount();
  app = new OrdersOfApp(account);
  await app.create();
});

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
  folder.remove();
});

async function start(receiver: object): Promise<void> {
  const config = parseGatewayConfig(
    JSON.stringify({
      address: '127.0.0.1',
      port: await freePort(),
      statusPort: await freePort(),
      spool: folder.file('spool'),
      peers: [{ aeTitle: 'PACS' }],
      receivers: [{ name: 'ris', host: '127.0.0.1', ...receiver }],
    }),
  );
  gateway = await startGateway(
    { ...config, pollSeconds: 0.05 },
    {
      blobs: connectStorage({ kind: 'connection-string', connectionString: account }).blobs,
      version: '0',
      log: () => {},
      describe: String,
    },
  );
}

const answered = (orderId: string) => waitFor('the answer', () => app.answer(orderId));

it.each([
  ['AA', { outcome: 'accepted', code: 'accepted' }],
  ['AE', { outcome: 'again', code: 'receiver-error' }],
  ['AR', { outcome: 'refused', code: 'rejected' }],
])('answers what the RIS answers: %s', async (code, expected) => {
  const ris = await new MllpPeer([answering(code)]).start();
  await start({ kind: 'hl7', port: ris.port });
  const orderId = await app.order('ris', [{ bytes: message }], 'application/hl7-v2');
  expect(await answered(orderId)).toMatchObject({ ...expected, tries: 1 });
  expect(ris.messages).toEqual([String(message)]);
  await ris.stop();
});

it('sends what was accepted once, also after it was started again', async () => {
  const ris = await new MllpPeer([answering('AA'), answering('AA')]).start();
  const orderId = await app.order('ris', [{ bytes: message }], 'application/hl7-v2');
  await start({ kind: 'hl7', port: ris.port });
  const first = await answered(orderId);
  await gateway?.stop();
  await app.forget(orderId);
  await start({ kind: 'hl7', port: ris.port });
  expect(await answered(orderId)).toEqual(first);
  expect(ris.messages).toHaveLength(1);
  await ris.stop();
});

it('sends no object that is not the one that was ordered, and no HL7 to a PACS', async () => {
  const ris = await new MllpPeer([answering('AA')]).start();
  await start({ kind: 'hl7', port: ris.port });
  const orderId = await app.order(
    'ris',
    [{ bytes: message }],
    'application/hl7-v2',
    Buffer.from('something else'),
  );
  expect(await answered(orderId)).toMatchObject({ outcome: 'again', code: 'not-found' });
  const dicom = await app.order('ris', [
    { bytes: Buffer.alloc(200), sopClass: '1.2.3', sopInstanceUid: '1.2.4' },
  ]);
  expect(await answered(dicom)).toMatchObject({ outcome: 'refused', status: 'not for hl7' });
  expect(ris.messages).toEqual([]);
  await ris.stop();
});

it('says how a PACS could not be asked', async () => {
  const us = { longestData: 16_384, implementationClass: '2.25.1', implementationVersion: 'T' };
  const target = { host: '127.0.0.1', port: await freePort(), called: 'PACS', calling: 'TRIAGE' };
  const object = { bytes: Buffer.alloc(200), sopClass: '1.2.3', sopInstanceUid: '1.2.4' };
  expect(await storeObjects(target, us, [object])).toMatchObject({ outcome: 'again', code: 'unreachable' });
  const garbage = createServer((socket) =>
    socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  );
  garbage.listen(target.port, '127.0.0.1');
  await once(garbage, 'listening');
  expect(await storeObjects(target, us, [object])).toMatchObject({ outcome: 'again', code: 'no-answer' });
  garbage.close();
});
