import { DefaultAzureCredential } from '@azure/identity';
import { QueueClient } from '@azure/storage-queue';
import type { Notifier } from '../activities/sendNotice';
import type { NoticeChannel } from '../domain/study/notice';
import { createWebhook } from '../notifications/webhook';
import type { Settings } from '../settings/settings';
import { createNoticeQueue } from '../storage/noticeQueue';

function queueOf({ storage, notifications }: Settings): QueueClient | undefined {
  const { queue } = notifications;
  if (queue === undefined) return undefined;
  return storage.kind === 'connection-string'
    ? new QueueClient(storage.connectionString, queue.name)
    : new QueueClient(`${queue.serviceUrl}/${queue.name}`, new DefaultAzureCredential());
}

/** The ways on which notices go out, as the settings name them; none where they name none. */
export function createNotifiers(settings: Settings, now: () => string): ReadonlyMap<NoticeChannel, Notifier> {
  const notifiers = new Map<NoticeChannel, Notifier>();
  const queue = queueOf(settings);
  if (queue) notifiers.set('queue', createNoticeQueue(queue));
  const { webhook } = settings.notifications;
  if (webhook) notifiers.set('webhook', createWebhook({ ...webhook, now }));
  return notifiers;
}
