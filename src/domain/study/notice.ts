import { z } from 'zod';
import { places } from '../kernel/priority';

/** `urgent-study`: one that somebody should look at now; `due-soon`: before its due time; `overdue`: after it. */
export const noticeTypes = ['urgent-study', 'due-soon', 'overdue'] as const;

/** Ways on which notices go out. */
export const noticeChannels = ['queue', 'webhook'] as const;

/** What goes out: ids, places and times, and nothing else. The same notice has the same id however often it is sent. */
export const noticeSchema = z.strictObject({
  id: z.string().regex(/^msg_[0-9a-f]{32}$/),
  type: z.enum(noticeTypes),
  studyId: z.string(),
  /** The study's version when it was sent out first. */
  version: z.number().int().positive(),
  place: z.enum(places),
  dueAt: z.iso.datetime(),
  /** When there was reason for it. */
  at: z.iso.datetime(),
});

/** A notice that a receiver took, as the study record keeps it. */
export const notificationSchema = z.object({
  id: z.string(),
  type: z.enum(noticeTypes),
  version: z.number().int().positive(),
  channel: z.enum(noticeChannels),
  /** When it was taken. */
  at: z.iso.datetime(),
});

export type NoticeType = (typeof noticeTypes)[number];
export type NoticeChannel = (typeof noticeChannels)[number];
export type Notice = z.infer<typeof noticeSchema>;
export type Notification = z.infer<typeof notificationSchema>;
