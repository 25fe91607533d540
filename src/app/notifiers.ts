import { DefaultAzureCredential } from '@azure/identity';
import { QueueClient } from '@azure/storage-queue';
import type { NoticeChannel } from '../domain/study/notice';
import { createWebhook } from '../notifications/webhook';
import type { Notifier } from '../operations/ports';
import type { Settings } from '../settings/settings';
import { createNoticeQueue } from '../storage/noticeQueue';

export interface NotifiersDeps {
  readonly storage: Settings['storage'];
  readonly notifications: Settings['notifications'];
  readonly now: () => string;
}

function queueOf({ storage, notifications }: NotifiersDeps): QueueClient | undefined {
  const { queue } = notifications;
  if (queue === undefined) return undefined;
  return storage.kind === 'connection-string'
    ? new QueueClient(storage.connectionString, queue.name)
    : new QueueClient(`${queue.serviceUrl}/${queue.name}`, new DefaultAzureCredential());
}

/** The ways on which notices go out, as the settings name them; none where they name none. */
export function createNotifiers(deps: NotifiersDeps): ReadonlyMap<NoticeChannel, Notifier> {
  const notifiers = new Map<NoticeChannel, Notifier>();
  const queue = queueOf(deps);
  if (queue) notifiers.set('queue', createNoticeQueue(queue));
  const { webhook } = deps.notifications;
  if (webhook) notifiers.set('webhook', createWebhook({ ...webhook, now: deps.now }));
  return notifiers;
}
