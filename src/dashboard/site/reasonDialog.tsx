import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { texts } from '../language/language';
import { Dialog } from '../parts/dialog';

interface ReasonDialogProps {
  readonly title: string;
  readonly explain: string;
  /** What the button says. */
  readonly action: string;
  /** Further questions, above the reason. */
  readonly children?: ComponentChildren;
  /** False: something else is missing. */
  readonly isReady?: boolean;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why, for the audit log. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, explain, action, children, isReady = true, onReason, onClose } = props;
  const [reason, setReason] = useState('');
  const text = reason.trim();
  const send = (event: Event) => {
    event.preventDefault();
    if (text !== '' && isReady) onReason(text);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={send}>
        <p>{explain}</p>
        {children}
        <label class="field">
          <span>{texts.site.reasonField}</span>
          <textarea
            rows={2}
            maxLength={200}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <div class="actions">
          <button type="submit" class="primary" disabled={text === '' || !isReady}>
            {action}
          </button>
          <button type="button" onClick={onClose}>
            {texts.parts.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
