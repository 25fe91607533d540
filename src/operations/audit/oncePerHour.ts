import type { Clock } from '../ports';

/** How many keys are remembered; beyond that all are forgotten, and the work is repeated. */
const maxKeys = 100_000;

/**
 * Does something once for each key and hour of the clock, as far as this process remembers. Callers with one
 * key share one attempt; one that failed or came to `false` is forgotten.
 */
export function oncePerHour(
  now: Clock,
): (key: string, work: (hour: string) => Promise<boolean>) => Promise<boolean> {
  let current = '';
  let done = new Map<string, Promise<boolean>>();
  return (key, work) => {
    const hour = now().slice(0, 13);
    if (hour !== current || done.size >= maxKeys) {
      current = hour;
      done = new Map();
    }
    const known = done.get(key);
    if (known !== undefined) return known;
    const of = done;
    const attempt = work(hour).then(
      (succeeded) => {
        if (!succeeded) of.delete(key);
        return succeeded;
      },
      (error) => {
        of.delete(key);
        throw error;
      },
    );
    done.set(key, attempt);
    return attempt;
  };
}
