import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { texts } from '../language/language';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** The dialog cannot be closed, because something must be done first. */
  readonly insists?: boolean;
  /** Room for a table. */
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}

/** A modal dialog; Escape closes it, and the focus returns to where it was. */
export function Dialog({ title, onClose, insists = false, isWide = false, children }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    // The page behind the dialog receives no keys.
    const keep = (event: KeyboardEvent) => event.stopPropagation();
    element.current?.addEventListener('keydown', keep);
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    if (!insists) onClose();
  };
  // Browsers close a dialog at the second Escape even if the first was prevented.
  const closed = () => (insists ? element.current?.showModal() : onClose());
  return (
    <dialog
      ref={element}
      class={isWide ? 'wide-dialog' : undefined}
      aria-labelledby={id}
      onCancel={cancel}
      onClose={closed}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        {!insists && (
          <button type="button" class="quiet" onClick={onClose} aria-label={texts.parts.close}>
            ✕
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}
