import { z } from 'zod';
import { places } from '../../kernel/priority';

/** `urgent-study`: should be looked at now; `due-soon`: before its due time; `overdue`: after it. */
export const noticeTypes = ['urgent-study', 'due-soon', 'overdue'] as const;

/** Notification channels. */
export const noticeChannels = ['queue', 'webhook'] as const;

/** The content of a notice: ids, places and times, nothing else. Resends of a notice have the same id. */
export const noticeSchema = z.strictObject({
  id: z.string().regex(/^msg_[0-9a-f]{32}$/),
  type: z.enum(noticeTypes),
  studyId: z.string(),
  /** The study version when it was first sent. */
  version: z.number().int().positive(),
  place: z.enum(places),
  dueAt: z.iso.datetime(),
  /** When its cause occurred. */
  at: z.iso.datetime(),
});

/** A notice accepted by a receiver, as the study record keeps it. */
export const notificationSchema = z.object({
  id: z.string(),
  type: z.enum(noticeTypes),
  version: z.number().int().positive(),
  channel: z.enum(noticeChannels),
  /** When it was accepted. */
  at: z.iso.datetime(),
});

export type NoticeType = (typeof noticeTypes)[number];
export type NoticeChannel = (typeof noticeChannels)[number];
export type Notice = z.infer<typeof noticeSchema>;
export type Notification = z.infer<typeof notificationSchema>;
