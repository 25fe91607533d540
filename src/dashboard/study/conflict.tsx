import { useEffect, useRef } from 'preact/hooks';
import type { ConflictDetails } from '../../contract/routes/problem';
import type { ApiError } from '../api/client';
import { withLocalTimes } from '../parts/time';

/** Why a review was refused, and what changed meanwhile. */
export interface Conflict {
  readonly message: string;
  readonly changes: readonly string[];
}

const conflicts = new Set(['already-reviewed', 'stale-version', 'impression-first']);

/** @returns undefined if the app refused for another reason */
export function conflictOf({ code, message, body }: ApiError): Conflict | undefined {
  if (!conflicts.has(code)) return undefined;
  const { changes = [], advice = message }: Partial<ConflictDetails> = body;
  return { message: withLocalTimes(advice), changes: changes.map(withLocalTimes) };
}

interface ConflictNoticeProps {
  readonly conflict: Conflict;
  readonly onReload: () => void;
}

/** Nothing is overwritten silently: says what changed, and offers to show it. */
export function ConflictNotice({ conflict, onReload }: ConflictNoticeProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div class="notice conflict" role="alert">
      <p>
        <b>Your review was not accepted: the study changed while you had it open.</b>
      </p>
      {conflict.changes.length > 0 && (
        <ul>
          {conflict.changes.map((change) => (
            <li key={change}>
              <bdi>{change}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p>
        <bdi>{conflict.message}</bdi>
      </p>
      <button type="button" class="primary" ref={button} onClick={onReload}>
        Show the study as it is now
      </button>
    </div>
  );
}
