import { z } from 'zod';
import { fileQuerySchema, namedFileSchema, refusedFileSchema } from '../../domain/accounting/fileQuery';
import { refusalCodeSchema } from '../../domain/reasons/refusalCode';
import { idSchema } from './ids';
import { route } from './route';

const page = {
  limit: z.number().int().min(1).max(100).default(50),
  offset: z.number().int().min(0).default(0),
};

/** How many files one request acts on. */
export const filesAtOnce = 50;

/** Files by their ids; or those that stand refused for one reason, in pages. */
const chosenSchema = z.union([
  z.strictObject({ arrivals: z.array(idSchema).min(1).max(filesAtOnce) }),
  z.strictObject({
    reason: refusalCodeSchema,
    /** Only those that were refused until then, so that one that is refused again is not tried for ever. */
    until: z.iso.datetime(),
    /** `next` of the answer before. */
    after: z.string().optional(),
  }),
]);

const doneSchema = z.object({
  done: z.array(z.string()),
  /** What could not be done, and why: by its code, and in words. */
  not: z.array(z.object({ arrivalId: z.string(), code: z.string(), why: z.string() })),
  /** There are more for this reason. */
  next: z.string().optional(),
});

/**
 * Names and folders of files can be those of patients, and URLs are kept in many places: what asks for them, or names
 * them, is in the body.
 */
export const fileRoutes = {
  findFiles: route({
    method: 'POST',
    path: 'api/files/search',
    right: 'read-files',
    effort: 'list',
    body: fileQuerySchema.extend(page),
    answer: z.object({
      files: z.array(namedFileSchema),
      total: z.number().int().optional(),
      searchedSince: z.string().optional(),
    }),
  }),
  refusedFiles: route({
    method: 'POST',
    path: 'api/quarantine/search',
    right: 'read-files',
    effort: 'list',
    body: z.object({ reason: refusalCodeSchema.optional(), dismissed: z.boolean().default(false), ...page }),
    answer: z.object({
      total: z.number().int(),
      byReason: z.array(z.object({ reason: refusalCodeSchema, files: z.number().int() })),
      files: z.array(refusedFileSchema),
      serverTime: z.iso.datetime(),
    }),
  }),
  refusedFile: route({
    method: 'GET',
    path: 'api/quarantine/{id}/file',
    right: 'manage-quarantine',
    effort: 'picture',
    params: z.object({ id: idSchema }),
    answer: 'application/octet-stream',
  }),
  retryFiles: route({
    method: 'POST',
    path: 'api/quarantine/retry',
    right: 'manage-quarantine',
    effort: 'list',
    body: chosenSchema,
    answer: doneSchema,
  }),
  dismissFiles: route({
    method: 'POST',
    path: 'api/quarantine/dismiss',
    right: 'manage-quarantine',
    effort: 'list',
    body: z.strictObject({ files: chosenSchema, reason: z.string().trim().min(1).max(200) }),
    answer: doneSchema,
  }),
};
