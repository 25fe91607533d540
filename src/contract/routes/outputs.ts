import { z } from 'zod';
import { outputForms } from '../../domain/outputs/form';
import { outputViewSchema } from '../../domain/outputs/outputView';
import { receiverNameSchema } from '../../domain/outputs/receiver';
import { idSchema } from './ids';
import { route } from './route';

/** How many outputs one request sends again. */
export const resentAtOnce = 50;

const placeSchema = z.strictObject({
  studyId: idSchema,
  receiver: receiverNameSchema,
  form: z.enum(outputForms),
});

const editionShape = {
  id: idSchema,
  receiver: receiverNameSchema,
  form: z.enum(outputForms),
  edition: z.string().regex(/^v[1-9]\d{0,8}(-[0-9A-Za-z-]{1,64})?$/),
};

const editionParams = z.object(editionShape);

/** What an output says, and what the receiver said of it, for people who may know whom it is about. */
const outputContentSchema = z.object({
  /** Of a structured report: its content. */
  report: z
    .array(z.object({ depth: z.number().int(), name: z.string(), value: z.string().optional() }))
    .optional(),
  tries: z.array(
    z.object({
      number: z.number().int(),
      at: z.string(),
      answeredAt: z.string().optional(),
      code: z.string().optional(),
      status: z.string().optional(),
      text: z.string().optional(),
    }),
  ),
  files: z.array(z.object({ bytes: z.number().int(), sha256: z.string() })),
});

export const outputRoutes = {
  /** What was sent of a study to whom, and what became of it: codes and times. */
  studyOutputs: route({
    method: 'GET',
    path: 'api/studies/{id}/outputs',
    right: 'read-studies',
    params: z.object({ id: idSchema }),
    answer: z.array(outputViewSchema),
  }),
  /** The content of an output. That somebody reads it is recorded first: it names the patient. */
  output: route({
    method: 'GET',
    path: 'api/studies/{id}/outputs/{receiver}/{form}/{edition}',
    right: 'read-identities',
    params: editionParams,
    answer: outputContentSchema,
  }),
  /** A file of an output, as it was sent; counted from 1. Recorded first. */
  outputFile: route({
    method: 'GET',
    path: 'api/studies/{id}/outputs/{receiver}/{form}/{edition}/{file}',
    right: 'read-identities',
    params: z.object({ ...editionShape, file: z.coerce.number().int().min(1).max(10_000) }),
    answer: 'application/octet-stream',
  }),
  /** What was refused, held back or given up, or waits since a receiver does not let the app in. */
  deadOutputs: route({
    method: 'GET',
    path: 'api/outputs',
    right: 'manage-outputs',
    effort: 'list',
    query: z.strictObject({
      receiver: receiverNameSchema.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    answer: z.object({
      total: z.number().int(),
      byReceiver: z.array(z.object({ receiver: z.string(), outputs: z.number().int() })),
      outputs: z.array(outputViewSchema),
    }),
  }),
  /** Has outputs sent again. @returns how many of them, since others may have been before */
  resendOutputs: route({
    method: 'POST',
    path: 'api/outputs/resend',
    right: 'manage-outputs',
    effort: 'list',
    body: z.strictObject({ outputs: z.array(placeSchema).min(1).max(resentAtOnce) }),
    answer: z.object({ resent: z.number().int() }),
  }),
};
