import type { Priority } from '../../domain/kernel/priority';
import { words } from '../language/language';

/** A distinct shape for each, so that nothing depends on colour alone. */
const shapes: Readonly<Record<Priority, string>> = {
  stat: 'M5 1h6l4 4v6l-4 4H5l-4-4V5Zm2.1 2.6.3 5.2h1.2l.3-5.2ZM8 10.2a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2Z',
  urgent: 'M8 1.5 15.5 14.5H.5Z',
  routine: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z',
  unclassified: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm0 2a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
};

export function PriorityMark({ priority }: { readonly priority: Priority }) {
  return (
    <span class={`priority ${priority}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path fill-rule="evenodd" d={shapes[priority]} />
      </svg>
      {words.priorities[priority]}
    </span>
  );
}
