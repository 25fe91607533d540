import { useState } from 'preact/hooks';
import type { WatchedView } from '../../../domain/drift/driftView';
import { texts } from '../../language/language';
import { ReasonDialog } from '../reasonDialog';

export type Reference = 'keep' | 'renew';

interface RestartDialogProps {
  readonly watched: WatchedView;
  readonly onClose: () => void;
  readonly onRestart: (reference: Reference, reason: string) => void;
}

/** Asks what is usual from now on, and why the alarm ends. */
export function RestartDialog({ watched, onClose, onRestart }: RestartDialogProps) {
  const [reference, setReference] = useState<Reference>('keep');
  const { model, feature } = watched;
  const says = texts.drift.restart;
  const choice = (value: Reference, text: string) => (
    <label>
      <input
        type="radio"
        name="reference"
        checked={reference === value}
        onChange={() => setReference(value)}
      />{' '}
      {text}
    </label>
  );
  return (
    <ReasonDialog
      title={says.title(texts.drift.features[feature].title, model)}
      explain={says.explain}
      action={says.action}
      onClose={onClose}
      onReason={(reason) => onRestart(reference, reason)}
    >
      <fieldset class="choices">
        <legend class="unseen">{says.explain}</legend>
        {choice('keep', says.keep)}
        {choice('renew', says.renew)}
      </fieldset>
    </ReasonDialog>
  );
}
