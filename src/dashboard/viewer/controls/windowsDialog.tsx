import { useState } from 'preact/hooks';
import type { Window } from '../../../domain/image/imageDescription';
import { mostOwnWindows } from '../../../domain/kernel/mostOwnWindows';
import { texts } from '../../language/language';
import { Dialog } from '../../parts/dialog';
import { short } from '../overlay/overlayTexts';
import type { OwnWindows } from '../viewerProps';
import { ownFor, ownKeys } from '../window/presets';

interface WindowsDialogProps {
  readonly windows: OwnWindows;
  /** Of the picture on screen. */
  readonly modality: string | undefined;
  /** The window on screen. */
  readonly shown: Window;
  readonly onClose: () => void;
}

/** The person's own windows for pictures like this one; the one on screen can be kept, too. */
export function WindowsDialog({ windows, modality, shown, onClose }: WindowsDialogProps) {
  const [name, setName] = useState('');
  const { all, change } = windows;
  const says = texts.viewer.ownWindows;
  const own = ownFor(modality, all);
  const isTaken = own.some((one) => one.name === name.trim());
  const isFull = all.length >= mostOwnWindows;
  const keep = (event: Event) => {
    event.preventDefault();
    const { centre, width } = shown;
    const kept = { name: name.trim(), centre, width, function: shown.function };
    change([...all, modality === undefined ? kept : { ...kept, modality }]);
    setName('');
  };
  return (
    <Dialog title={modality === undefined ? says.titlePlain : says.title(modality)} onClose={onClose}>
      {own.length === 0 && <p class="sub">{says.none}</p>}
      <ul class="own-windows">
        {own.map((one, index) => (
          <li key={one.name}>
            {ownKeys[index] && <kbd>{ownKeys[index]}</kbd>} <bdi>{one.name}</bdi>{' '}
            <span class="sub">{numbersOf(one)}</span>
            <button
              type="button"
              class="quiet"
              aria-label={says.removeThis(one.name)}
              onClick={() => change(all.filter((other) => other !== one))}
            >
              {says.remove}
            </button>
          </li>
        ))}
      </ul>
      <form class="own-window" onSubmit={keep}>
        <label>
          <span>{says.name}</span>
          <input
            type="text"
            value={name}
            maxLength={40}
            required
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={name.trim() === '' || isTaken || isFull}>
          {says.keep(numbersOf(shown))}
        </button>
        {isTaken && (
          <p class="sub" role="status">
            {says.taken}
          </p>
        )}
        {isFull && <p class="sub">{says.full(mostOwnWindows)}</p>}
      </form>
    </Dialog>
  );
}

function numbersOf({ width, centre }: Pick<Window, 'width' | 'centre'>): string {
  return `W ${short(width)} L ${short(centre)}`;
}
