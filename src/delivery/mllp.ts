import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Answered, SendOutput } from '../domain/outputs/answer';
import { acknowledgement, controlIdOf } from './acknowledgement';
import { statusText } from './texts';

/** The frame of a message, HL7 v2.5.1 appendix C.4.3: MLLP. */
const start = 0x0b;
const end = Buffer.from([0x1c, 0x0d]);

const connectMs = 10_000;
const answerMs = 30_000;
const maxAnswerBytes = 1_048_576;

export interface MllpReceiver {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** How long it may take to answer. */
  readonly answerMilliseconds?: number;
}

/**
 * Sends HL7 messages one after the other, each on a connection of its own, and waits for the acknowledgement of each.
 * What is acknowledged meanwhile of another message is passed over: it may be that of an earlier try.
 */
export function mllpSender(receiver: MllpReceiver): SendOutput {
  return async (messages) => {
    let answer: Answered = { outcome: 'accepted', code: 'accepted' };
    for (const { bytes } of messages) {
      answer = await sendOne(receiver, bytes);
      if (answer.outcome !== 'accepted') return answer;
    }
    return answer;
  };
}

function sendOne(receiver: MllpReceiver, message: Uint8Array): Promise<Answered> {
  const controlId = controlIdOf(Buffer.from(message).toString('utf8'));
  return new Promise((resolve) => {
    let isSent = false;
    let hasSpoken = false;
    let unread = Buffer.alloc(0);
    const socket = open(receiver);
    const timer = setTimeout(() => fail('timeout'), connectMs);
    const settle = (answer: Answered) => {
      clearTimeout(timer);
      clearTimeout(answerTimer);
      socket.destroy();
      resolve(answer);
    };
    const fail = (what: string) => {
      const code = hasSpoken ? 'not-understood' : isSent ? 'no-answer' : 'unreachable';
      settle({ outcome: 'again', code, status: statusText(what) });
    };
    let answerTimer: NodeJS.Timeout | undefined;
    socket.once(receiver.tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      answerTimer = setTimeout(() => fail('timeout'), receiver.answerMilliseconds ?? answerMs);
      isSent = true;
      socket.write(Buffer.concat([Buffer.of(start), message, end]));
    });
    socket.on('data', (chunk) => {
      hasSpoken = true;
      unread = Buffer.concat([unread, chunk]);
      if (unread.length > maxAnswerBytes) return fail('too long');
      const { frames, rest } = framesIn(unread);
      unread = rest;
      const answer = frames
        .map((frame) => acknowledgement(frame, controlId))
        .find((one) => one !== undefined);
      if (answer !== undefined) settle(answer);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
    socket.once('close', () => fail('closed'));
  });
}

function open({ host, port, tls }: MllpReceiver): Socket {
  return tls ? connectTls({ host, port }) : connectPlain({ host, port });
}

/** The whole frames; what stands between them is passed over. */
function framesIn(bytes: Buffer<ArrayBuffer>): { frames: string[]; rest: Buffer<ArrayBuffer> } {
  const frames: string[] = [];
  let rest = bytes;
  for (;;) {
    const from = rest.indexOf(start);
    const to = from < 0 ? -1 : rest.indexOf(end, from);
    if (to < 0) return { frames, rest };
    frames.push(rest.subarray(from + 1, to).toString('utf8'));
    rest = rest.subarray(to + end.length);
  }
}
