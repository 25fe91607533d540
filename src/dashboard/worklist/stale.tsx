import { messageOf } from '../api/client';
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
        <b>Not up to date.</b> {messageOf(error)}{' '}
        {asOf !== undefined && (
          <>
            This is as of <When at={new Date(asOf).toISOString()} />; it is tried again by itself.
          </>
        )}
      </span>
      <button type="button" onClick={onRetry}>
        Try now
      </button>
    </div>
  );
}
