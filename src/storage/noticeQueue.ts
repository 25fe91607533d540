import type { QueueClient } from '@azure/storage-queue';
import type { Notice } from '../domain/study/notice';

/** Kept until somebody takes it. */
const forever = -1;

/**
 * Puts notices into a storage queue: base64 of their JSON, as queue triggers of Azure Functions read it by default.
 * The queue is made where there is none.
 */
export function createNoticeQueue(queue: QueueClient) {
  return async (notice: Notice): Promise<void> => {
    await queue.createIfNotExists();
    const message = Buffer.from(JSON.stringify(notice)).toString('base64');
    await queue.sendMessage(message, { messageTimeToLive: forever });
  };
}
