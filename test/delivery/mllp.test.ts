import { mllpSender } from '../../src/delivery/mllp';
import { observationReport } from '../../src/interchange/hl7/observationReport';
import { sampleReport } from '../interchange/sampleReport';
import { ack, answering, controlId, framed, type MllpAct, MllpPeer } from '../support/peers/mllpPeer';

const sentAt = '2026-01-02T10:31:00.000Z';
const message = observationReport(sampleReport(), { controlId: 'R1', sentAt });

let peer: MllpPeer;
beforeAll(async () => {
  peer = await new MllpPeer([]).start();
});
afterAll(() => peer.stop());

function send(act: MllpAct, answerMilliseconds = 5_000) {
  peer.script.push(act);
  const sender = mllpSender({ host: '127.0.0.1', port: peer.port, tls: false, answerMilliseconds });
  return sender([{ bytes: Buffer.from(message) }]);
}

test('the message arrives byte for byte, and is accepted', async () => {
  expect(await send(answering('AA'))).toEqual({ outcome: 'accepted', code: 'accepted', status: 'AA' });
  expect(peer.messages.at(-1)).toBe(message);
});

test.each<[string, MllpAct, object]>([
  [
    'an error is tried again, with its code and text',
    answering('AE', ['ERR|||207^Application internal error^HL70357|E||||the database is down']),
    {
      outcome: 'again',
      code: 'receiver-error',
      status: 'AE 207',
      text: 'Application internal error the database is down',
    },
  ],
  ['as v2.3 words it', answering('AE', [], 'no room'), { outcome: 'again', status: 'AE', text: 'no room' }],
  [
    'a rejection is final',
    answering('AR', ['ERR|||200^Unsupported message type^HL70357|E']),
    { outcome: 'refused', code: 'rejected', status: 'AR 200' },
  ],
  ['CA of the enhanced mode', answering('CA'), { outcome: 'accepted' }],
  ['a connection that is cut', (socket) => socket.destroy(), { outcome: 'again', code: 'no-answer' }],
  [
    'garbage and a closed connection',
    (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    { outcome: 'again', code: 'not-understood' },
  ],
  [
    'a frame without a message in it',
    (socket) => socket.end(framed('\u0000\u0001garbage')),
    { outcome: 'again', code: 'not-understood' },
  ],
  [
    'an unknown code',
    (socket, sent) => socket.end(framed(ack('ZZ', controlId(sent)))),
    { outcome: 'again', code: 'not-understood' },
  ],
])('%s', async (_, act, expected) => {
  expect(await send(act)).toMatchObject(expected);
});

test('the answer to another message is passed over; one in pieces and late is read', async () => {
  const answer = await send((socket, sent) => {
    socket.write(framed(ack('AR', 'of an earlier try')));
    const right = framed(ack('AA', controlId(sent)));
    socket.write(right.slice(0, 20));
    setTimeout(() => socket.write(right.slice(20)), 50);
  });
  expect(answer).toMatchObject({ outcome: 'accepted' });
});

test('a receiver that says nothing, or too late, did not answer', async () => {
  const late: MllpAct = (socket, sent) => {
    setTimeout(() => answering('AA')(socket, sent), 500).unref();
  };
  expect(await send(late, 100)).toEqual({ outcome: 'again', code: 'no-answer', status: 'timeout' });
});

test('a receiver that is not there cannot be reached', async () => {
  const gone = await new MllpPeer([]).start();
  const { port } = gone;
  gone.stop();
  const answer = await mllpSender({ host: '127.0.0.1', port, tls: false })([{ bytes: Buffer.from(message) }]);
  expect(answer).toEqual({ outcome: 'again', code: 'unreachable', status: 'ECONNREFUSED' });
});
