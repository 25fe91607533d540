import { setTimeout } from 'node:timers/promises';
import type { Arrival } from '../../../src/domain/intake/arrival';
import type { Lane } from '../../../src/domain/intake/lane';
import { arrivalIdOf } from '../../../src/domain/kernel/identifiers/ids';
import { createReceiveFile } from '../../../src/operations/intake/receiveFile';
import { Receiving } from '../../../src/operations/intake/receiving';
import { openGate } from '../../support/memoryGate';
import { testSiteKey } from '../../support/siteSecret';

/** A site whose storage records nothing but urgent files. The first byte of a file says its lane. */
function site(patience: number) {
  const receiving = new Receiving({
    looksAtOnce: 2,
    recordedAtOnce: 3,
    urgentHoldsMs: patience,
    mostWaiting: 4,
  });
  const recorded: string[] = [];
  const lanes: Lane[] = ['urgent', 'routine', 'uncovered'];
  const starter = { isRunning: async () => false, start: async () => {} };
  const receive = createReceiveFile({
    incoming: { peek: async (name) => ({ size: 1, start: Buffer.from([Number(name.split('-')[0])]) }) },
    arrivals: {
      record: ({ name, lane }: Arrival) => {
        recorded.push(name);
        return lane === 'urgent' ? Promise.resolve(true) : new Promise(() => {});
      },
      outcome: async () => undefined,
    },
    starter,
    gate: openGate(starter),
    chooseLane: async ([lane = 1]) => lanes[lane] as Lane,
    receiving,
    siteKey: testSiteKey,
    incomingContainer: 'incoming',
  });
  const at = '2026-05-01T10:00:00.000Z';
  return { recorded, receiving, receive: (name: string) => receive({ name, etag: '0x1', createdAt: at }) };
}

test('an urgent file passes all that were looked at and wait to be recorded', async () => {
  const { recorded, receive } = site(0);
  for (let file = 0; file < 200; file += 1) void receive(`${1 + (file % 2)}-${file}`);
  expect(await receive('0-urgent')).toBe(true);
  expect(recorded).toEqual(['1-0', '2-1', '1-2', '0-urgent']);
});

test('others are recorded once the urgent ones are done, or after a moment', async () => {
  const { recorded, receive, receiving } = site(200);
  const urgentFile = { name: '0-urgent', etag: '0x1' };
  await receive(urgentFile.name);
  void receive('1-other');
  await setTimeout(20);
  expect(recorded).toEqual(['0-urgent']);
  receiving.urgent.end(arrivalIdOf(testSiteKey, 'incoming', urgentFile.name, urgentFile.etag));
  await setTimeout(20);
  expect(recorded).toEqual(['0-urgent', '1-other']);
  await receive('0-lost');
  void receive('1-late');
  await setTimeout(20);
  expect(recorded).toHaveLength(3);
  await setTimeout(300);
  expect(recorded).toEqual(['0-urgent', '1-other', '0-lost', '1-late']);
});

test('nothing is recorded while others wait to be looked at, or after a moment', async () => {
  const { recorded, receive, receiving } = site(200);
  let looked = () => {};
  const look = receiving.look(() => new Promise<void>((resolve) => (looked = resolve)));
  void receive('1-seen');
  await setTimeout(20);
  expect(recorded).toEqual([]);
  looked();
  await look;
  await setTimeout(20);
  expect(recorded).toEqual(['1-seen']);
  void receiving.look(() => new Promise(() => {}));
  void receive('1-late');
  await setTimeout(20);
  expect(recorded).toHaveLength(1);
  await setTimeout(300);
  expect(recorded).toEqual(['1-seen', '1-late']);
});
