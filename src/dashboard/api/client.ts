import { changedOutside } from '../../domain/kernel/sealing/changedOutside';
import { texts } from '../language/language';
import { patientFetch } from './patientFetch';

/** A failed request. `message` is for a person. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /** @param status 0 if the app was not reached. @param body the whole of the problem details */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

type Listener = () => void;
const listeners = new Set<Listener>();

/** Called on every 401: the session ended, or never existed. */
export function onSessionEnd(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let isOver = false;

/**
 * Whether the session is over, as far as this page knows. Background requests then stop: they would be refused
 * and recorded.
 */
export function sessionIsOver(): boolean {
  return isOver;
}

/** No background request is sent any more. */
export function stopAsking(): void {
  isOver = true;
}

/** Tells all listeners that the session ended. */
export function sessionEnded(): void {
  stopAsking();
  for (const listener of listeners) listener();
}

const onChange = new Set<Listener>();

/** Called when the app answers that something was changed outside the app, and so is not shown. */
export function onChangedOutside(listener: Listener): () => void {
  onChange.add(listener);
  return () => onChange.delete(listener);
}

/** Tells all listeners, if that is what the problem details say. @returns whether they do */
export function noticeChange({ code }: { readonly code?: unknown }): boolean {
  if (code !== changedOutside) return false;
  for (const listener of onChange) listener();
  return true;
}

async function problemOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  noticeChange(body);
  const detail = typeof body.detail === 'string' ? body.detail : texts.parts.answered(response.status);
  const code = String(body.code ?? 'unexpected');
  return new ApiError(response.status, code, texts.parts.problem(code, detail), body);
}

/**
 * Sends a request to the app. 304 is an answer, not an error.
 *
 * @throws ApiError
 */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await patientFetch(path, { credentials: 'same-origin', cache: 'no-store', ...init }).catch(
    (error) => {
      if ((error as Error).name === 'AbortError') throw error;
      throw new ApiError(0, 'unreachable', texts.parts.unreachable);
    },
  );
  if (response.ok || response.status === 304) return response;
  if (response.status === 401) sessionEnded();
  throw await problemOf(response);
}

/** What went wrong, for a person; an error in the page itself is described as one. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return texts.parts.pageFailed(error instanceof Error ? error.message : String(error));
}
