import type { ComponentChildren } from 'preact';
import { messageOf } from '../api/client';
import { texts } from '../language/language';

/** Something that is loaded: `texts.parts.what`. */
interface Loaded {
  readonly loading: string;
  readonly failed: string;
}

export function Loading({ what }: { readonly what: Loaded }) {
  return (
    <p class="state" role="status">
      <span class="spinner" aria-hidden="true" /> {what.loading}
    </p>
  );
}

interface FailedProps {
  readonly what: Loaded;
  readonly error: unknown;
  readonly onRetry: () => void;
}

export function Failed({ what, error, onRetry }: FailedProps) {
  return (
    <div class="state failed" role="alert">
      <p>
        <b>{what.failed}</b> {messageOf(error)}
      </p>
      <button type="button" onClick={onRetry}>
        {texts.parts.tryAgain}
      </button>
    </div>
  );
}

export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <div class="state empty">{children}</div>;
}
