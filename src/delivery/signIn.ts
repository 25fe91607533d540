import { z } from 'zod';
import type { Answered } from '../domain/outputs/answer';
import type { ReceiverAuth } from '../domain/outputs/receiver';
import {
  answerToStatus,
  type HttpAnswer,
  isAnswered,
  notUnderstood,
  type Posted,
  parsedJson,
  post,
} from './http';
import { statusText } from './texts';

/** Posts as somebody that the receiver knows. */
export type SignedPost = (posted: Posted) => Promise<HttpAnswer | Answered>;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional(),
});

/** A token is asked for anew so long before its end. */
const marginMs = 60_000;
const usualSeconds = 300;

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** @param secret what the setting that `auth` names holds */
export function signedPost(auth: ReceiverAuth | undefined, secret: string): SignedPost {
  if (auth === undefined) return post;
  if (auth.kind === 'oauth') return postWithTokens(auth, secret);
  const authorization =
    auth.kind === 'bearer' ? `Bearer ${secret}` : `Basic ${base64(`${auth.user}:${secret}`)}`;
  return (posted) => post({ ...posted, headers: { ...posted.headers, authorization } });
}

type OAuth = Extract<ReceiverAuth, { kind: 'oauth' }>;

/** Client credentials, RFC 6749 4.4. A token that the receiver takes no longer is asked for anew, once. */
function postWithTokens(auth: OAuth, secret: string): SignedPost {
  let known: { readonly token: string; readonly until: number } | undefined;

  async function token(): Promise<string | Answered> {
    if (known !== undefined && known.until > Date.now()) return known.token;
    const answer = await post(tokenRequest(auth, secret));
    if (!isAnswered(answer)) return ofToken(answer);
    if (answer.status !== 200) return ofToken(refusedToken(answer));
    const { data } = tokenSchema.safeParse(parsedJson(answer.text));
    // Not its text: it can hold a token.
    if (data === undefined) return ofToken(notUnderstood(answer.status, ''));
    const lasts = (data.expires_in ?? usualSeconds) * 1000 - marginMs;
    known = { token: data.access_token, until: Date.now() + lasts };
    return data.access_token;
  }

  return async (posted) => {
    for (let isFirst = true; ; isFirst = false) {
      const authorization = await token();
      if (typeof authorization !== 'string') return authorization;
      const headers = { ...posted.headers, authorization: `Bearer ${authorization}` };
      const answer = await post({ ...posted, headers });
      if (answer.status !== 401 || !isFirst) return answer;
      known = undefined;
    }
  };
}

function tokenRequest({ tokenUrl, clientId, scope }: OAuth, secret: string): Posted {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) });
  const user = `${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`;
  return {
    url: tokenUrl,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      authorization: `Basic ${base64(user)}`,
    },
    body: form.toString(),
  };
}

/** RFC 6749 5.2: `invalid_client` is answered with 400 or 401. */
function refusedToken(answer: HttpAnswer): Answered {
  const said = answerToStatus(answer);
  return answer.status === 400 ? { ...said, outcome: 'again', code: 'not-allowed' } : said;
}

function ofToken({ status, ...answer }: Answered): Answered {
  return { ...answer, status: statusText('token', status) };
}
