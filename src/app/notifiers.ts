import type { NoticeChannel } from '../domain/study/notices/notice';
import { openChannels } from '../notifications/channels';
import type { Notifier } from '../operations/ports';
import type { Settings } from '../settings/settings';
import { connectStorage } from '../storage/connect';
import { createNoticeQueue } from '../storage/site/noticeQueue';

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
  return openChannels(notifications, {
    now,
    openQueue: (name) => createNoticeQueue(connectStorage(storage).queue(name)),
  });
}
