import { z } from 'zod';
import type { Answered, SendOutput } from '../domain/outputs/answer';
import { answerToStatus, type HttpAnswer, isAnswered, notUnderstood, parsedJson } from './http';
import type { SignedPost } from './signIn';
import { saidText, statusText } from './texts';

const outcomeSchema = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(
    z.object({
      diagnostics: z.string().optional(),
      details: z.object({ text: z.string().optional() }).optional(),
    }),
  ),
});
const responseSchema = z.object({
  resourceType: z.literal('Bundle'),
  type: z.enum(['transaction-response', 'batch-response']),
  entry: z.array(z.object({ response: z.object({ status: z.string() }) })),
});
const requestSchema = z.object({ entry: z.array(z.unknown()) });

const fhirJson = 'application/fhir+json';

/** Posts a transaction to a FHIR server, https://hl7.org/fhir/R4/http.html#transaction. */
export function fhirSender(url: string, post: SignedPost): SendOutput {
  return async ([bundle]) => {
    if (bundle === undefined) throw new Error('a FHIR output is one bundle');
    const headers = { 'content-type': fhirJson, accept: fhirJson, prefer: 'return=minimal' };
    const answer = await post({ url, headers, body: new Uint8Array(bundle.bytes) });
    if (!isAnswered(answer)) return answer;
    return answer.status === 200 ? transactionAnswer(answer, bundle.bytes) : statusAnswer(answer);
  };
}

/** A transaction is done as a whole; but a server that answers otherwise is read entry by entry. */
function transactionAnswer({ status, text }: HttpAnswer, sent: Uint8Array): Answered {
  const { data } = responseSchema.safeParse(parsedJson(text));
  const { entry } = requestSchema.parse(JSON.parse(Buffer.from(sent).toString('utf8')));
  if (data === undefined || data.entry.length !== entry.length) return notUnderstood(status, '');
  const failed = data.entry
    .map(({ response }) => Number.parseInt(response.status, 10))
    .filter((one) => !(one < 300));
  if (failed.length === 0) return { outcome: 'accepted', code: 'accepted', status: statusText(status) };
  const answers = failed.map((one) => statusAnswer({ status: one, text: '' }));
  const worst = answers.find(({ outcome }) => outcome === 'refused') ?? (answers[0] as Answered);
  const isPart = worst.outcome === 'refused' && failed.length < entry.length;
  return {
    ...worst,
    ...(isPart ? { code: 'partly-rejected' } : {}),
    status: statusText(status, worst.status),
  };
}

/**
 * 409: somebody else wrote one of the resources meanwhile. 412: several resources have one of the identifiers, so that
 * the server cannot tell which is meant; somebody has to look.
 */
function statusAnswer(answer: HttpAnswer): Answered {
  const said = saidText(diagnosticsOf(answer.text));
  const common = { status: statusText(answer.status), ...(said === undefined ? {} : { text: said }) };
  if (answer.status === 409) return { outcome: 'again', code: 'conflict', ...common };
  if (answer.status === 412) return { outcome: 'refused', code: 'ambiguous', ...common };
  return { ...answerToStatus(answer), ...common };
}

function diagnosticsOf(text: string): string {
  const { data } = outcomeSchema.safeParse(parsedJson(text));
  if (data === undefined) return text;
  return data.issue.map(({ diagnostics, details }) => diagnostics ?? details?.text ?? '').join('. ');
}
