/** More often than any caller of the page has to wait for requests of their own. */
const maxTries = 6;
const maxSeconds = 10;

/**
 * Like `fetch`, but where the app says that this person has too many requests in progress, waits as long as it
 * says and tries again, unseen. The last such answer is returned.
 */
export async function patientFetch(path: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(path, init);
    if (response.status !== 429 || tries === maxTries) return response;
    const seconds = Number(response.headers.get('retry-after')) || 1;
    await pause(Math.min(seconds, maxSeconds) * 1000, init.signal ?? undefined);
  }
}

/** @throws DOMException `AbortError` if it is aborted meanwhile */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
