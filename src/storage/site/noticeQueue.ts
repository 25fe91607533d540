import type { QueueClient } from '@azure/storage-queue';
import type { AnyNotice } from '../../domain/audit/unusualReading';

/** Kept until it is taken. */
const forever = -1;

/**
 * Puts notices into a storage queue: base64 of their JSON, as Azure Functions queue triggers read it by
 * default. Creates the queue if it does not exist.
 */
export function createNoticeQueue(queue: QueueClient) {
  return async (notice: AnyNotice): Promise<void> => {
    await queue.createIfNotExists();
    const message = Buffer.from(JSON.stringify(notice)).toString('base64');
    await queue.sendMessage(message, { messageTimeToLive: forever });
  };
}
