import { z } from 'zod';
import { refusalCodeSchema } from '../reasons/refusalCode';
import { fileStates } from './fileStates';
import { type FileNote, hourSchema } from './ledger';

/** Which of the received files somebody asks for. */
export const fileQuerySchema = z.object({
  /** Hours in which they were received, both included. */
  since: hourSchema,
  until: hourSchema.optional(),
  /** First folder; empty: of no folder. */
  source: z.string().max(1024).optional(),
  states: z.array(z.enum(fileStates)).min(1).optional(),
  /** Why they were refused or not analysed. */
  reason: z.string().max(64).optional(),
  /** Part of the name; case does not matter. */
  name: z.string().trim().min(2).max(1024).optional(),
});
export type FileQuery = z.infer<typeof fileQuerySchema>;

/** A received file, as it is called. */
export const namedFileSchema = z.object({
  arrivalId: z.string(),
  /** With its folders. */
  name: z.string(),
  /** For a file of an export: its path inside. */
  member: z.string().optional(),
  source: z.string(),
  receivedAt: z.iso.datetime(),
  state: z.enum(fileStates),
  reason: z.string().optional(),
  /** Of the study that it became part of. */
  studyId: z.string().optional(),
});
export type NamedFile = z.infer<typeof namedFileSchema>;

export function isAskedFor(note: FileNote, { source, states, reason }: FileQuery): boolean {
  return (
    (source === undefined || note.source === source) &&
    (states === undefined || states.includes(note.state)) &&
    (reason === undefined || note.reason === reason)
  );
}

/** A refused file, for whoever has to deal with it. */
export const refusedFileSchema = z.object({
  arrivalId: z.string(),
  /** Absent if it was erased meanwhile. */
  name: z.string().optional(),
  member: z.string().optional(),
  source: z.string().optional(),
  /** Of the kept copy, in bytes; absent if there is none. */
  size: z.number().int().optional(),
  receivedAt: z.iso.datetime(),
  quarantinedAt: z.iso.datetime(),
  reason: refusalCodeSchema,
  /** DICOM tag at which reading ended. */
  tag: z.string().optional(),
  /** Who dismissed it, when and why. */
  dismissed: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).optional(),
});
export type RefusedFile = z.infer<typeof refusedFileSchema>;
