import { z } from 'zod';
import { answerSchema } from '../domain/outputs/answer';
import { outputObjectSchema } from '../domain/outputs/delivery';
import { outputForms } from '../domain/outputs/form';
import { receiverNameSchema } from '../domain/outputs/receiver';

/**
 * What the app and a gateway in the hospital's network say to each other, as blobs. The app writes an order into
 * `outputs`, once the objects that it names are there, and leaves it until the gateway's answer is final or the
 * order is withdrawn, as for a later version. The gateway lists the orders of its receivers, sends the objects, and
 * writes its answer into `answers`, over an earlier one. It needs to read `outputs` and to write `answers`, and
 * nothing else of these.
 */
export const outputsContainer = 'outputs';
export const answersContainer = 'answers';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The orders of a receiver: `waiting/{receiver}/{studyId}.{form}.json`, at most one for each study and form. */
export function waitingPrefix(receiver: string): string {
  return `waiting/${receiver}/`;
}

export function waitingName(receiver: string, studyId: string, form: string): string {
  return `${waitingPrefix(receiver)}${studyId}.${form}.json`;
}

/** The answer to an order, by any gateway. */
export function answerName(orderId: string): string {
  return `${orderId}.json`;
}

export const gatewayOrderSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Names this order for good. An order under the same blob name with another id replaces the one before. */
  orderId: hash,
  receiver: receiverNameSchema,
  form: z.enum(outputForms),
  mediaType: z.enum(['application/dicom', 'application/hl7-v2']),
  /** ISO time of the order. */
  orderedAt: z.iso.datetime(),
  /** In the order in which they are to be sent: DICOM files, or HL7 messages without the frame of MLLP. */
  objects: z.array(outputObjectSchema).min(1),
});

/**
 * What became of an order. With outcome `again` the gateway goes on by itself, and says how it stands; it may say so
 * as often as it likes. With `accepted` or `refused` it does nothing more.
 */
export const gatewayAnswerSchema = answerSchema.extend({
  schemaVersion: z.literal(1),
  orderId: hash,
  /** SHA-256 of each object, in order, as the gateway sent or read them. */
  sha256: z.array(hash),
  /** How often it was sent. */
  tries: z.number().int().nonnegative(),
  /** ISO time of the last try. */
  at: z.iso.datetime(),
});

/** The most bytes that the app reads of an answer. */
export const maxAnswerBytes = 65_536;

export type GatewayOrder = z.infer<typeof gatewayOrderSchema>;
export type GatewayAnswer = z.infer<typeof gatewayAnswerSchema>;
