import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { asError, RuntimeStoppingError } from '../errors';
import type { Log } from '../logging';
import { Signal } from './signal';

export interface QueueListenerOptions {
  readonly queue: QueueClient;
  /** Where a message goes that keeps failing. */
  readonly poisonQueueOf: (message: DequeuedMessageItem) => QueueClient;
  /** How many messages to fetch while this many are being handled. */
  readonly wanted: (handling: number) => number;
  readonly maxDequeueCount: number;
  /** How long a message stays hidden after a failed attempt. */
  readonly retryAfterSeconds: number;
  /** Handles a message; it is deleted when this resolves, and tried again when it rejects. */
  readonly handle: (message: DequeuedMessageItem) => Promise<void>;
  readonly log: Log;
}

/**
 * A message whose lease is not renewed for this long becomes visible again, so it returns that soon after a
 * crash.
 */
const leaseSeconds = 5;
const renewalMilliseconds = 1_500;
/** The pause when the queue is empty: this long at first, then doubled each time. */
const shortestRest = 100;
const longestRest = 1_000;
const storageBatchLimit = 32;

/** The message can never be handled: it goes to the poison queue without further attempts. */
export class UnreadableMessageError extends Error {
  override readonly name = 'UnreadableMessageError';
}

/** Takes messages from a storage queue in batches, and moves those that keep failing to the poison queue. */
export class QueueListener {
  readonly #handling = new Set<Promise<void>>();
  readonly #stopped = new AbortController();
  readonly #signal = new Signal();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: QueueListenerOptions) {}

  start(): void {
    this.#loop = this.#run();
  }

  /** Polls the queue at once: it has new messages. */
  poke(): void {
    this.#signal.raise();
  }

  get isBusy(): boolean {
    return this.#handling.size > 0;
  }

  /** Fetches no more messages; those being handled continue. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#signal.raise();
    await this.#loop;
  }

  async #run(): Promise<void> {
    let rest = shortestRest;
    while (!this.#stopped.signal.aborted) {
      const wanted = Math.min(this.options.wanted(this.#handling.size), storageBatchLimit);
      if (wanted <= 0) {
        await this.#signal.sleep();
        continue;
      }
      const messages = await this.#receive(wanted);
      for (const message of messages) {
        const handled = this.#process(message).finally(() => {
          this.#handling.delete(handled);
          this.#signal.raise();
        });
        this.#handling.add(handled);
      }
      rest = messages.length > 0 ? shortestRest : Math.min(rest * 2, longestRest);
      if (messages.length === 0) await this.#signal.sleep(rest);
    }
  }

  async #receive(numberOfMessages: number): Promise<DequeuedMessageItem[]> {
    const { queue, log } = this.options;
    try {
      const abortSignal = this.#stopped.signal;
      const answer = await queue.receiveMessages({
        numberOfMessages,
        visibilityTimeout: leaseSeconds,
        abortSignal,
      });
      return answer.receivedMessageItems;
    } catch (error) {
      const isMissing = (error as { statusCode?: number }).statusCode === 404;
      if (isMissing || this.#stopped.signal.aborted) return [];
      log('warning', `The queue ${queue.name} cannot be read: ${asError(error).message}`);
      return [];
    }
  }

  async #process(message: DequeuedMessageItem): Promise<void> {
    const lease = new Lease(this.options.queue, message);
    try {
      await this.options.handle(message);
      await lease.end((receipt) => this.options.queue.deleteMessage(message.messageId, receipt));
    } catch (thrown) {
      await this.#failed(message, lease, asError(thrown)).catch((error: unknown) =>
        this.options.log(
          'warning',
          `A message of ${this.options.queue.name} comes back later: ${asError(error).message}`,
        ),
      );
    }
  }

  async #failed(message: DequeuedMessageItem, lease: Lease, error: Error): Promise<void> {
    const { queue, poisonQueueOf, maxDequeueCount, retryAfterSeconds, log } = this.options;
    const isStopping = error instanceof RuntimeStoppingError;
    if (!isStopping && (message.dequeueCount >= maxDequeueCount || error instanceof UnreadableMessageError)) {
      const poisonQueue = poisonQueueOf(message);
      log('error', `A message of ${queue.name} is moved to ${poisonQueue.name}: ${error.message}`);
      await poisonQueue.createIfNotExists();
      await poisonQueue.sendMessage(message.messageText);
      await lease.end((receipt) => queue.deleteMessage(message.messageId, receipt));
    } else {
      const rest = isStopping ? 0 : retryAfterSeconds;
      await lease.end((receipt) =>
        queue.updateMessage(message.messageId, receipt, message.messageText, rest),
      );
    }
  }
}

/** Keeps a message invisible to others while it is being handled. */
class Lease {
  #receipt: string;
  #renewal: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  constructor(queue: QueueClient, { messageId, messageText, popReceipt }: DequeuedMessageItem) {
    this.#receipt = popReceipt;
    this.#timer = setInterval(() => {
      this.#renewal = this.#renewal.then(async () => {
        const renewed = await queue.updateMessage(messageId, this.#receipt, messageText, leaseSeconds);
        this.#receipt = renewed.popReceipt ?? this.#receipt;
      });
      this.#renewal = this.#renewal.catch(() => undefined);
    }, renewalMilliseconds);
  }

  /** Deletes or moves the message, with the receipt that is valid by then. */
  async end(last: (receipt: string) => Promise<unknown>): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewal;
    await last(this.#receipt);
  }
}
