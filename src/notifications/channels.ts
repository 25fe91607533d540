import type { z } from 'zod';
import { type NoticeChannel, noticeChannels } from '../domain/study/notices/notice';
import type { ChannelSite, Send } from './channel';
import { queue } from './queue';
import { webhook } from './webhook';

/** All notification channels. */
const all = { queue, webhook } as const satisfies Record<NoticeChannel, object>;

/** The settings of all channels, as in the environment. */
export const notificationEnvironment = { ...queue.environment, ...webhook.environment };

type Values = z.output<z.ZodObject<typeof notificationEnvironment>>;
type ChannelSettings = {
  readonly [C in NoticeChannel]: NonNullable<ReturnType<(typeof all)[C]['settings']>>;
};

/** Where notices about studies are sent; empty if notifications are off. */
export type NotificationSettings = Partial<ChannelSettings>;

/** @returns what is wrong, in words, if settings do not fit together */
export function notificationProblem(values: Values): string | undefined {
  return Object.values(all)
    .map((channel) => channel.problem(values))
    .find((problem) => problem !== undefined);
}

export function notificationSettings(values: Values): NotificationSettings {
  const settings = Object.entries(all).map(([name, channel]) => [name, channel.settings(values)] as const);
  return Object.fromEntries(settings.filter(([, own]) => own !== undefined)) as NotificationSettings;
}

const openers: {
  readonly [C in NoticeChannel]: { open(settings: ChannelSettings[C], site: ChannelSite): Send };
} = all;

function opened<C extends NoticeChannel>(name: C, settings: ChannelSettings[C], site: ChannelSite): Send {
  return openers[name].open(settings, site);
}

/** The channels named by the settings; none if they name none. */
export function openChannels(
  settings: NotificationSettings,
  site: ChannelSite,
): ReadonlyMap<NoticeChannel, Send> {
  return new Map(
    noticeChannels.flatMap((name) => {
      const own = settings[name];
      return own === undefined ? [] : [[name, opened(name, own, site)] as const];
    }),
  );
}
