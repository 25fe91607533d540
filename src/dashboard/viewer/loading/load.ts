import { noticeChange, sessionEnded } from '../../api/client';
import { patientFetch } from '../../api/patientFetch';

/** Something could not be loaded; the message is for a person. */
export class LoadFailure extends Error {
  override readonly name = 'LoadFailure';

  constructor(
    message: string,
    /** The status of the answer; 0 if there was none. */
    readonly status: number,
  ) {
    super(message);
  }
}

/**
 * Loads an address of this app.
 * @throws LoadFailure for every answer but 200, and if there is none
 * @throws DOMException `AbortError` if it was aborted
 */
export async function load(address: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await patientFetch(address, { signal, credentials: 'same-origin' });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new LoadFailure('The server cannot be reached.', 0);
  }
  if (response.status === 401) sessionEnded();
  if (!response.ok) throw new LoadFailure(await failureWords(response), response.status);
  return response;
}

const words: Readonly<Record<number, string>> = {
  401: 'Your session has ended. Sign in again.',
  403: 'You may not look at this picture.',
  404: 'There is no such picture any more.',
};

async function failureWords(response: Response): Promise<string> {
  const known = words[response.status];
  if (known !== undefined) return known;
  // Only the reason why a picture cannot be shown is meant for a person.
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  const problem = isProblem ? ((await response.json()) as { code?: unknown; detail?: unknown }) : {};
  const isChanged = noticeChange(problem);
  return typeof problem.detail === 'string' && (response.status === 422 || isChanged)
    ? problem.detail
    : `The server failed (${response.status}).`;
}

/** The text of an error for a person. */
export function wordsOf(error: unknown): string {
  return error instanceof LoadFailure ? error.message : 'The picture could not be read.';
}
