import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImageDescription } from '../../domain/image/imageDescription';
import { builtFolder } from '../../places/places';
import { type OpenPicture, PictureLostError } from '../openPicture';
import { sizeOf, squareSize } from '../picture';
import type { FromThread, PictureAnswers, PictureQuestion, ToThread } from './pictureProtocol';

const threadProgram = path.join(builtFolder, 'imaging/threads/pictureThread.js');

interface Waiting {
  readonly resolve: (answer: PictureAnswers[keyof PictureAnswers]) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, and its pending requests. */
class PictureThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #isGone = false;
  open = 0;

  constructor(program: string, onGone: (thread: PictureThread) => void) {
    this.#worker = new Worker(program);
    // An idle thread must not keep the process alive.
    this.#worker.unref();
    this.#worker.on('message', (message: FromThread) => this.#heard(message));
    this.#worker.on('error', (cause) => this.#lose(cause));
    this.#worker.on('exit', () => {
      this.#lose();
      onGone(this);
    });
  }

  tell(message: ToThread, buffers: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, buffers);
  }

  ask<K extends PictureQuestion['kind']>(
    picture: number,
    question: Extract<PictureQuestion, { kind: K }>,
  ): Promise<PictureAnswers[K]> {
    if (this.#isGone) return Promise.reject(new PictureLostError('The thread of this picture has ended.'));
    const { promise, resolve, reject } = Promise.withResolvers<PictureAnswers[K]>();
    this.#asked += 1;
    this.#waiting.set(this.#asked, { resolve: resolve as Waiting['resolve'], reject });
    this.#worker.ref();
    this.tell({ kind: 'ask', picture, id: this.#asked, question });
    return promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #heard(message: FromThread): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ('error' in message) waiting?.reject(message.error);
    else waiting?.resolve(message.answer);
  }

  #lose(cause?: unknown): void {
    this.#isGone = true;
    for (const { reject } of this.#waiting.values())
      reject(new PictureLostError('The thread of this picture ended.', { cause }));
    this.#waiting.clear();
  }
}

/**
 * Threads that hold pictures, so that neither making a display picture of fifteen megapixels nor shrinking it
 * blocks the event loop. They are started on demand, and kept. They are not a security boundary: the decoder
 * reads the files.
 */
export class PictureThreads {
  readonly #threads = new Set<PictureThread>();
  #opened = 0;
  #isClosed = false;

  /** @param most the maximum number of threads */
  constructor(
    private readonly most: number,
    private readonly program = threadProgram,
  ) {}

  /**
   * Opens the first frame of an image.
   *
   * @param pixels all frames, see `imageDescriptionSchema`. They are transferred to a thread and are detached
   *   for the caller.
   * @throws PictureLostError if the threads are closed
   */
  open(description: ImageDescription, pixels: Uint8Array): OpenPicture {
    if (this.#isClosed) throw new PictureLostError('The threads of pictures are closed.');
    const thread = this.#leastBusy();
    this.#opened += 1;
    const picture = this.#opened;
    thread.open += 1;
    const own = ownBuffer(pixels);
    thread.tell({ kind: 'open', picture, description, pixels: own }, [own.buffer]);
    return {
      ...squareSize(sizeOf(description)),
      facts: () => thread.ask(picture, { kind: 'facts' }),
      resample: (request) => thread.ask(picture, { kind: 'resample', request }),
      preview: (maxSide) => thread.ask(picture, { kind: 'preview', maxSide }),
      close: () => {
        thread.open -= 1;
        thread.tell({ kind: 'close', picture });
      },
    };
  }

  /** Ends all threads; pending and later requests fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  #leastBusy(): PictureThread {
    const threads = [...this.#threads].sort((a, b) => a.open - b.open);
    const [least] = threads;
    if (least !== undefined && (least.open === 0 || threads.length >= this.most)) return least;
    const thread = new PictureThread(this.program, (gone) => this.#threads.delete(gone));
    this.#threads.add(thread);
    return thread;
  }
}

/** Opens pictures in these threads; see `PictureThreads.open`. */
export function pictureOpener(threads: PictureThreads) {
  return (description: ImageDescription, pixels: Uint8Array): OpenPicture =>
    threads.open(description, pixels);
}

/** Bytes that fill their buffer, which can therefore be transferred; those inside a larger buffer are copied. */
function ownBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
  return isWhole ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
