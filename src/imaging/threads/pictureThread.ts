import { parentPort } from 'node:worker_threads';
import { StoredPicture } from '../storedPicture';
import type { FromThread, PictureAnswers, PictureQuestion, ToThread } from './pictureProtocol';

/** The program of a picture thread: it holds stored values and answers requests about them, one at a time. */
interface Held {
  readonly picture: StoredPicture;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

const held = new Map<number, Held>();

function answerTo(picture: StoredPicture, question: PictureQuestion): PictureAnswers[keyof PictureAnswers] {
  switch (question.kind) {
    case 'facts':
      return picture.facts();
    case 'resample':
      return picture.resample(question.request);
    case 'preview':
      return picture.preview(question.maxSide);
  }
}

/** The bytes of an answer are transferred, not copied. */
function buffersOf(answer: PictureAnswers[keyof PictureAnswers]): ArrayBuffer[] {
  const arrays =
    'picture' in answer ? [answer.picture.data, answer.covered] : 'bytes' in answer ? [answer.bytes] : [];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

function reply(id: number, number: number, question: PictureQuestion): void {
  const send = (message: FromThread, buffers: ArrayBuffer[] = []) =>
    parentPort?.postMessage(message, buffers);
  try {
    const found = held.get(number);
    if (found === undefined) throw new Error(`picture ${number} is not open`);
    const answer = answerTo(found.picture, question);
    send({ id, answer }, buffersOf(answer));
  } catch (error) {
    send({ id, error: error as Error });
  }
}

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'open': {
      const pixels = message.pixels as Uint8Array<ArrayBuffer>;
      held.set(message.picture, { picture: new StoredPicture(message.description, pixels), pixels });
      return;
    }
    case 'close':
      // An idle thread would keep them until its next garbage collection.
      held.get(message.picture)?.pixels.buffer.transfer(0);
      held.delete(message.picture);
      return;
    case 'ask':
      reply(message.id, message.picture, message.question);
  }
});
