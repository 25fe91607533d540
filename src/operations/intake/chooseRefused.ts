import { standsRefused, type WorklistRefusal } from '../../domain/worklist/worklist';

/** Files by their ids, or those that stand refused for a reason. */
export type Chosen =
  | { readonly arrivals: readonly string[] }
  | {
      readonly reason: WorklistRefusal['reason'];
      /** ISO time: only those that were refused until then. */
      readonly until: string;
      /** `next` of the page before. */
      readonly after?: string | undefined;
    };

const inPage = 50;

/** The ids of chosen files, in pages that stay the same while files are tried again or refused meanwhile. */
export function chooseRefused(
  refusals: readonly WorklistRefusal[],
  chosen: Chosen,
): { readonly arrivals: readonly string[]; readonly next?: string } {
  if ('arrivals' in chosen) return { arrivals: [...new Set(chosen.arrivals)] };
  const { reason, until, after = '' } = chosen;
  const left = refusals
    .filter((line) => standsRefused(line) && line.reason === reason && line.quarantinedAt <= until)
    .map(({ arrivalId }) => arrivalId)
    .filter((arrivalId) => arrivalId > after)
    .sort();
  const arrivals = left.slice(0, inPage);
  const last = arrivals.at(-1);
  return left.length > inPage && last !== undefined ? { arrivals, next: last } : { arrivals };
}
