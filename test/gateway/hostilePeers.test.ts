import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseGatewayConfig } from '../../src/gateway/config/gatewayConfig';
import { type Gateway, startGateway } from '../../src/gateway/gateway';
import { dataPdus } from '../../src/gateway/upperLayer/dataPdus';
import { pduTypes } from '../../src/gateway/upperLayer/pduParser';
import { connectStorage } from '../../src/storage/connect';
import { freePort } from '../cli/support/freePort';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';
import { RawPeer } from './rawPeer';

const nowhere =
  'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:9/a';
const objectBytes = 1 << 20;

let folder: TemporaryFolder;
let gateway: Gateway;
let port: number;
let log: string[];
let honest: Promise<void>;
let stopHonest: true | undefined;

beforeAll(async () => {
  folder = new TemporaryFolder();
  port = await freePort();
  log = [];
  const config = parseGatewayConfig(
    JSON.stringify({
      address: '127.0.0.1',
      port,
      statusPort: await freePort(),
      spool: folder.file('spool'),
      peers: [{ aeTitle: 'HONEST' }, { aeTitle: 'HOSTILE' }],
      limits: { associationsOfPeer: 4, connections: 50, objectBytes },
    }),
  );
  // Gateway and peers share this process: honest ones are not to seem silent where it comes late to them.
  const short = { openSeconds: 2, idleSeconds: 3, pduSeconds: 1 };
  gateway = await startGateway(
    { ...config, limits: { ...config.limits, ...short } },
    {
      blobs: connectStorage({ kind: 'connection-string', connectionString: nowhere }).blobs,
      version: '0',
      log: (line) => log.push(line),
      describe: String,
    },
  );
});

afterAll(async () => {
  await gateway.stop();
  folder.remove();
});

/** Whoever else is connected goes on all the while, and new peers come in. */
beforeEach(async () => {
  const peer = await RawPeer.connect(port);
  expect(await peer.associate('HONEST')).toBe(pduTypes.associateAccept);
  stopHonest = undefined;
  honest = (async () => {
    while (stopHonest === undefined) {
      expect(await peer.echo()).toBe(pduTypes.data);
      await setTimeout(50);
    }
    peer.socket.destroy();
  })();
});

afterEach(async () => {
  stopHonest = true;
  await honest;
  const later = await RawPeer.connect(port);
  expect(await later.associate('HONEST')).toBe(pduTypes.associateAccept);
  expect(await later.echo()).toBe(pduTypes.data);
  later.socket.destroy();
  await waitFor('the end of all associations', () => gateway.health().associations === 0, 10_000);
  expect(readdirSync(folder.file('spool/part'))).toEqual([]);
});

const told = (what: string) => waitFor(`“${what}”`, () => log.at(-1)?.includes(what), 10_000);

const associated = async () => {
  const peer = await RawPeer.connect(port);
  expect(await peer.associate('HOSTILE')).toBe(pduTypes.associateAccept);
  return peer;
};

const pdu = (type: number, length: number, ...body: number[]) => {
  const head = Buffer.from([type, 0, 0, 0, 0, 0, ...body]);
  head.writeUInt32BE(length, 2);
  return head;
};

it.each([
  ['text of another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
  ['a PDU of an unknown type', pdu(0x42, 4, 0, 0, 0, 0)],
  ['an association of 4 GB', pdu(pduTypes.associateRequest, 0xffff_ffff)],
  ['an association without its names', pdu(pduTypes.associateRequest, 4, 0, 1, 0, 0)],
  ['data before an association', pdu(pduTypes.data, 6, 0, 0, 0, 2, 1, 3)],
  ['a release before an association', pdu(pduTypes.releaseRequest, 4, 0, 0, 0, 0)],
])('aborts %s', async (_, bytes) => {
  const peer = await RawPeer.connect(port);
  peer.socket.write(bytes);
  await peer.closed;
  expect(peer.received).toEqual([pduTypes.abort]);
});

it.each([
  ['P-DATA longer than agreed', pdu(pduTypes.data, 0x7fff_ffff)],
  ['a value that does not fit its PDU', pdu(pduTypes.data, 6, 0, 0, 1, 0, 1, 3)],
  ['a value of no length', pdu(pduTypes.data, 6, 0, 0, 0, 0, 1, 3)],
  ['unknown control bits', pdu(pduTypes.data, 6, 0, 0, 0, 2, 1, 0xff)],
  ['a data set without a command', pdu(pduTypes.data, 8, 0, 0, 0, 4, 3, 2, 1, 1)],
  ['a context that was never proposed', pdu(pduTypes.data, 6, 0, 0, 0, 2, 99, 3)],
  ['a command set that is none', pdu(pduTypes.data, 10, 0, 0, 0, 6, 1, 3, 1, 2, 3, 4)],
  ['a second association', pdu(pduTypes.associateRequest, 4, 0, 1, 0, 0)],
])('aborts an association that sends %s', async (_, bytes) => {
  const peer = await associated();
  peer.socket.write(bytes);
  await peer.closed;
  expect(peer.received).toEqual([pduTypes.associateAccept, pduTypes.abort]);
});

it('ends a data set that never ends', async () => {
  const peer = await associated();
  peer.beginStore();
  const [piece] = dataPdus(3, false, Buffer.alloc(100_000), 0, false);
  for (let sent = 0; sent < 40 && !peer.socket.destroyed; sent += 1) {
    peer.socket.write(piece as Buffer);
    await setTimeout(1);
  }
  await peer.closed;
  await told('an object larger than allowed');
  expect(gateway.health().spool).toMatchObject({ objects: 0 });
});

it('ends a command set that never ends', async () => {
  const peer = await associated();
  const [piece] = dataPdus(1, true, Buffer.alloc(60_000), 0, false);
  for (let sent = 0; sent < 3; sent += 1) peer.socket.write(piece as Buffer);
  await peer.closed;
  expect(peer.received.at(-1)).toBe(pduTypes.abort);
});

it('keeps nothing of an object whose sender went away', async () => {
  const peer = await associated();
  peer.beginStore();
  const [piece] = dataPdus(3, false, Buffer.alloc(100_000), 0, false);
  for (let sent = 0; sent < 9; sent += 1) peer.socket.write(piece as Buffer);
  await setTimeout(50);
  peer.socket.destroy();
  await peer.closed;
  expect(gateway.health().spool).toMatchObject({ objects: 0 });
});

it('ends a message that comes byte by byte', async () => {
  const peer = await associated();
  const [whole = Buffer.of()] = dataPdus(1, true, Buffer.alloc(1_000), 0);
  let sent = 0;
  while (sent < whole.length && !peer.socket.destroyed) {
    peer.socket.write(whole.subarray(sent, sent + 1));
    sent += 1;
    await setTimeout(50);
  }
  await peer.closed;
  expect(sent).toBeLessThan(whole.length);
  await told('too slowly');
});

it('ends associations that say nothing', async () => {
  const peer = await associated();
  await peer.closed;
  await told('HOSTILE: 0 objects received; it ended early: nothing came for too long');
});

it('lets 1 000 connections that say nothing keep nobody out', async () => {
  const idle = await Promise.all(Array.from({ length: 1_000 }, () => RawPeer.connect(port)));
  const peer = await RawPeer.connect(port);
  expect(await peer.associate('HONEST')).toBe(pduTypes.associateAccept);
  expect(await peer.echo()).toBe(pduTypes.data);
  peer.socket.destroy();
  await Promise.all(idle.map(({ closed }) => closed));
});

it('lets one peer open so many associations and no more, whatever others do', async () => {
  const peers = await Promise.all([1, 2, 3, 4].map(associated));
  const fifth = await RawPeer.connect(port);
  expect(await fifth.associate('HOSTILE')).toBe(pduTypes.associateReject);
  const other = await RawPeer.connect(port);
  expect(await other.associate('HONEST')).toBe(pduTypes.associateAccept);
  for (const { socket } of [...peers, other]) socket.destroy();
});
