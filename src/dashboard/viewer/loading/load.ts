import { noticeChange, sessionEnded } from '../../api/client';
import { patientFetch } from '../../api/patientFetch';
import { texts } from '../../language/language';

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
    throw new LoadFailure(texts.viewer.failures.unreachable, 0);
  }
  if (response.status === 401) sessionEnded();
  if (!response.ok) throw new LoadFailure(await failureWords(response), response.status);
  return response;
}

async function failureWords(response: Response): Promise<string> {
  const { ended, forbidden, gone } = texts.viewer.failures;
  const known: Readonly<Record<number, string>> = { 401: ended, 403: forbidden, 404: gone };
  const said = known[response.status];
  if (said !== undefined) return said;
  // Only the reason why a picture cannot be shown is meant for a person.
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  const problem = isProblem ? ((await response.json()) as { code?: unknown; detail?: unknown }) : {};
  const isChanged = noticeChange(problem);
  return typeof problem.detail === 'string' && (response.status === 422 || isChanged)
    ? problem.detail
    : texts.viewer.failures.server(response.status);
}

/** The text of an error for a person. */
export function wordsOf(error: unknown): string {
  return error instanceof LoadFailure ? error.message : texts.viewer.failures.unreadable;
}
