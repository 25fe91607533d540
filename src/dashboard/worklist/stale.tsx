import { messageOf } from '../api/client';
import { filled } from '../language/filled';
import { texts } from '../language/language';
import { When } from '../parts/time';

interface StaleProps {
  readonly error: unknown;
  /** Milliseconds, by the server's clock. */
  readonly asOf: number | undefined;
  readonly onRetry: () => void;
}

/** Says plainly that the list is out of date, since a list that does not change looks like a quiet night. */
export function Stale({ error, asOf, onRetry }: StaleProps) {
  return (
    <div class="stale" role="alert">
      <span>
        <b>{texts.worklist.stale}</b> {messageOf(error)}{' '}
        {asOf !== undefined &&
          filled(texts.worklist.staleSince, { time: <When at={new Date(asOf).toISOString()} /> })}
      </span>
      <button type="button" onClick={onRetry}>
        {texts.worklist.tryNow}
      </button>
    </div>
  );
}
