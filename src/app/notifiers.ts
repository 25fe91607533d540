import { DefaultAzureCredential } from '@azure/identity';
import { QueueClient } from '@azure/storage-queue';
import type { NoticeChannel } from '../domain/study/notice';
import { openChannels } from '../notifications/channels';
import type { Notifier } from '../operations/ports';
import type { Settings } from '../settings/settings';
import { createNoticeQueue } from '../storage/noticeQueue';

export interface NotifiersDeps {
  readonly storage: Settings['storage'];
  readonly notifications: Settings['notifications'];
  readonly now: () => string;
}

/** The channels named by the settings; none if they name none. */
export function createNotifiers({
  storage,
  notifications,
  now,
}: NotifiersDeps): ReadonlyMap<NoticeChannel, Notifier> {
  const clientOf = (name: string, serviceUrl: string | undefined) =>
    storage.kind === 'connection-string'
      ? new QueueClient(storage.connectionString, name)
      : new QueueClient(`${serviceUrl}/${name}`, new DefaultAzureCredential());
  return openChannels(notifications, {
    now,
    openQueue: (name, serviceUrl) => createNoticeQueue(clientOf(name, serviceUrl)),
  });
}
