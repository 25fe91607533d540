import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { mllpSender } from '../../src/delivery/mllp';
import { observationReport } from '../../src/interchange/hl7/observationReport';
import { priorityUpdate } from '../../src/interchange/hl7/priorityUpdate';
import { sampleReport, sampleReview } from '../interchange/sampleReport';
import { describeWith, python } from '../support/requirements';

const parser = python('hl7');
const envelope = (controlId: string) => ({ controlId, sentAt: '2026-01-02T11:00:00Z' });

describeWith([parser], 'python-hl7 as the receiver', () => {
  let peer: ChildProcess;
  let lines: AsyncIterator<string>;
  beforeAll(() => {
    peer = spawn(parser.program, [path.join(__dirname, 'python_mllp.py')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (peer.stdout === null) throw new Error('the peer says nothing');
    lines = createInterface(peer.stdout)[Symbol.asyncIterator]();
  });
  afterAll(() => peer.kill());

  test('reads each message from its frame, and its acknowledgement is read', async () => {
    const port = Number((await lines.next()).value);
    const send = mllpSender({ host: '127.0.0.1', port, tls: false });
    const messages = [
      observationReport(sampleReport(), envelope('R1')),
      observationReport(sampleReport(sampleReview), envelope('R2')),
      priorityUpdate(sampleReport(), envelope('O1')),
    ];
    for (const message of messages)
      expect(await send([{ bytes: Buffer.from(message) }])).toEqual({
        outcome: 'accepted',
        code: 'accepted',
        status: 'AA',
      });
    const heard = [];
    for (const _ of messages) heard.push((await lines.next()).value);
    const segments = messages.map((message) => message.split('\r').length - 1);
    expect(heard).toEqual([
      `ORU^R01^ORU_R01 R1 ${segments[0]}`,
      `ORU^R01^ORU_R01 R2 ${segments[1]}`,
      `ORM^O01^ORM_O01 O1 ${segments[2]}`,
    ]);
  });
});
