import { changedOutside } from '../../../domain/kernel/sealing/changedOutside';
import { words } from '../../../domain/words/words';
import type { JsonAnswer, OtherAnswer } from './handler';
import type { RequestError } from './requestError';

/** An error as problem details, RFC 9457. `code` is for programs, `detail` for a person; neither names a patient. */
export function problem(
  status: ProblemStatus,
  code: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): OtherAnswer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify({ type: 'about:blank', title: titles[status], status, code, detail, ...more }),
  };
}

/** The answer to an invalid request. */
export function errorAnswer({ status, code, message, headers }: RequestError): OtherAnswer {
  const answer = problem(status, code, message);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

export function noSuchStudy(): OtherAnswer {
  return problem(404, 'no-such-study', 'There is no study with this id.');
}

/** In place of anything that was changed outside the app. */
export function changedOutsideAnswer(): OtherAnswer {
  return problem(409, changedOutside, words.changedOutside.answer);
}

export function noSuchPicture(): OtherAnswer {
  return problem(404, 'no-such-picture', 'There is no such picture of this image.');
}

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** The statuses that a problem can have. */
export type ProblemStatus = keyof typeof titles;

/** Typed by the route being answered, so that an extra field does not compile. */
export function json<T>(
  body: NoInfer<T>,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): JsonAnswer<T> {
  return { status, jsonBody: body, headers: { 'cache-control': 'no-store', ...headers } };
}
