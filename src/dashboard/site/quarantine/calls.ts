import type { RefusalCode } from '../../../domain/reasons/refusalCode';
import { type Answered, call } from '../../api/routes';

export type RefusedView = Answered<'POST /api/quarantine/search'>;
export type Refused = RefusedView['files'][number];
export type Done = Answered<'POST /api/quarantine/retry'>;

interface RefusedQuery {
  readonly reason: RefusalCode | undefined;
  readonly dismissed: boolean;
  readonly offset: number;
  readonly limit: number;
}

export const getRefused = ({ reason, ...query }: RefusedQuery) =>
  call('POST /api/quarantine/search', { body: { ...query, ...(reason === undefined ? {} : { reason }) } });

/** Files by their ids, or all that were refused for a reason until that time. */
export type Chosen =
  | { readonly arrivals: readonly string[] }
  | { readonly reason: RefusalCode; readonly until: string; readonly after?: string };

type Act = (chosen: Parts) => Promise<Done>;
type Parts = { arrivals: string[] } | { reason: RefusalCode; until: string; after?: string };

export const retry: Act = (body) => call('POST /api/quarantine/retry', { body });
export const dismiss =
  (reason: string): Act =>
  (files) =>
    call('POST /api/quarantine/dismiss', { body: { files, reason } });

/**
 * Acts on all chosen files, some at a time.
 *
 * @param onProgress how many are done so far
 * @throws ApiError; what was done until then is done
 */
export async function actOnAll(chosen: Chosen, act: Act, onProgress: (files: number) => void): Promise<Done> {
  const all: Done = { done: [], not: [] };
  const ask = async (parts: Parts) => {
    const answer = await act(parts);
    all.done.push(...answer.done);
    all.not.push(...answer.not);
    onProgress(all.done.length + all.not.length);
    return answer.next;
  };
  if ('arrivals' in chosen) await ask({ arrivals: [...chosen.arrivals] });
  else {
    let after = await ask(chosen);
    while (after !== undefined) after = await ask({ ...chosen, after });
  }
  return all;
}
