import type { ComponentChildren } from 'preact';
import { messageOf } from '../api/client';

export function Loading({ what }: { readonly what: string }) {
  return (
    <p class="state" role="status">
      <span class="spinner" aria-hidden="true" /> Loading {what} …
    </p>
  );
}

interface FailedProps {
  readonly what: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

export function Failed({ what, error, onRetry }: FailedProps) {
  return (
    <div class="state failed" role="alert">
      <p>
        <b>{what} could not be loaded.</b> {messageOf(error)}
      </p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <div class="state empty">{children}</div>;
}
