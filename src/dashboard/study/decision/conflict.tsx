import { useEffect, useRef } from 'preact/hooks';
import type { ConflictDetails } from '../../../contract/routes/problem';
import { tell } from '../../../domain/words/told';
import type { ApiError } from '../../api/client';
import { texts, words } from '../../language/language';
import { withLocalTimes } from '../../parts/time';

/** Why a review was refused, and what changed meanwhile. */
export interface Conflict {
  readonly message: string;
  readonly changes: readonly string[];
}

const conflicts = new Set(['already-reviewed', 'stale-version', 'impression-first']);

function inWords(told: ConflictDetails['toldAdvice'] | undefined): string | undefined {
  return told && tell(words.changes, told);
}

/** @returns undefined if the app refused for another reason */
export function conflictOf({ code, message, body }: ApiError): Conflict | undefined {
  if (!conflicts.has(code)) return undefined;
  if (code === 'impression-first') return { message: texts.study.impressionFirst, changes: [] };
  const { changes = [], advice = message, toldChanges = [], toldAdvice }: Partial<ConflictDetails> = body;
  // What only a newer app can say is said as the app says it.
  const told = changes.map((change, at) => inWords(toldChanges[at]) ?? change);
  return { message: withLocalTimes(inWords(toldAdvice) ?? advice), changes: told.map(withLocalTimes) };
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
        <b>{texts.study.conflict}</b>
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
        {texts.study.showStudyNow}
      </button>
    </div>
  );
}
