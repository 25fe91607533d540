import { useState } from 'preact/hooks';
import type { WatchedView } from '../../../domain/drift/driftView';
import { ReasonDialog } from '../reasonDialog';
import { featureWords } from './driftWords';

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
      title={`End the alarm: ${featureWords[feature].title}, ${model}`}
      explain="What is usual from now on?"
      action="End the alarm"
      onClose={onClose}
      onReason={(reason) => onRestart(reference, reason)}
    >
      <fieldset class="choices">
        <legend class="unseen">What is usual</legend>
        {choice('keep', 'The same as before: the cause was removed.')}
        {choice('renew', 'What comes from now on: the change is meant to be.')}
      </fieldset>
    </ReasonDialog>
  );
}
