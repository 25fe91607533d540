import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Answered, ObjectToSend, SendOutput } from '../domain/outputs/answer';
import { answerToStatus, type HttpAnswer, isAnswered, notUnderstood, type Posted, parsedJson } from './http';
import type { SignedPost } from './signIn';
import { statusText } from './texts';

/** Attributes of a store instances response, PS3.18 10.5.3, PS3.3 C.12.1: in the JSON of PS3.18 F. */
const failedSequence = '00081198';
const storedSequence = '00081199';
const sopInstanceUid = '00081155';
const failureReason = '00081197';
const warningReason = '00081196';

const codeSchema = z.object({ Value: z.array(z.number()).optional() }).optional();
const itemSchema = z.object({
  [sopInstanceUid]: z.object({ Value: z.array(z.string()).min(1) }),
  [failureReason]: codeSchema,
  [warningReason]: codeSchema,
});
const sequenceSchema = z.object({ Value: z.array(itemSchema).optional() }).optional();
const responseSchema = z.object({ [failedSequence]: sequenceSchema, [storedSequence]: sequenceSchema });

type Item = z.infer<typeof itemSchema>;

/** The receiver has it already: PS3.7 C.5.8. Ours have the same UID only with the same content. */
const duplicate = 0x0111;

/** Processing failure and out of resources, PS3.7 C.5.15 and PS3.4 B.2.3: these pass. */
function passes(reason: number): boolean {
  return reason === 0x0110 || (reason >= 0xa700 && reason <= 0xa7ff);
}

/** Stores DICOM objects by STOW-RS, PS3.18 10.5. The address names no study: it can be logged on its way. */
export function stowSender(url: string, post: SignedPost): SendOutput {
  return async (objects) => {
    const answer = await post(storeRequest(`${url.replace(/\/$/, '')}/studies`, objects));
    return isAnswered(answer) ? stowAnswer(answer, objects) : answer;
  };
}

function storeRequest(url: string, objects: readonly ObjectToSend[]): Posted {
  const boundary = randomBytes(24).toString('hex');
  const parts = objects.flatMap(({ bytes }) => [
    Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    url,
    headers: {
      'content-type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
      accept: 'application/dicom+json',
    },
    body: new Uint8Array(Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])),
  };
}

/**
 * Of 200, 202 and 409 the body says what became of each instance: 202 can mean that some were stored and others not,
 * and 409 that none was.
 */
function stowAnswer(answer: HttpAnswer, objects: readonly ObjectToSend[]): Answered {
  const { status, text } = answer;
  if (status !== 200 && status !== 202 && status !== 409) return answerToStatus(answer);
  const { data } = responseSchema.safeParse(parsedJson(text));
  if (data === undefined) return status === 409 ? answerToStatus(answer) : notUnderstood(status, text);
  const failed = data[failedSequence]?.Value ?? [];
  const stored = data[storedSequence]?.Value ?? [];
  const reasons = failed.map(reasonOf).filter((reason) => reason !== duplicate);
  const named = new Set([...failed, ...stored].map(uidOf));
  const isComplete = objects.every(({ sopInstanceUid: uid }) => uid !== undefined && named.has(uid));
  if (!isComplete) return notUnderstood(status, '');
  if (reasons.length > 0) return failureOf(status, reasons, failed.length < objects.length);
  const warning = stored.map((item) => item[warningReason]?.Value?.[0]).find((one) => one !== undefined);
  if (warning === undefined) return { outcome: 'accepted', code: 'accepted', status: statusText(status) };
  return { outcome: 'accepted', code: 'accepted-with-warnings', status: statusText(status, hex(warning)) };
}

function failureOf(status: number, reasons: readonly number[], isPart: boolean): Answered {
  const final = reasons.find((reason) => !passes(reason));
  const shown = statusText(status, hex(final ?? (reasons[0] as number)));
  if (final === undefined) return { outcome: 'again', code: 'receiver-error', status: shown };
  return { outcome: 'refused', code: isPart ? 'partly-rejected' : 'rejected', status: shown };
}

function uidOf(item: Item): string {
  return item[sopInstanceUid].Value[0] as string;
}

/** Without a reason it failed, and why is not known. */
function reasonOf(item: Item): number {
  return item[failureReason]?.Value?.[0] ?? 0x0110;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
