import { useState } from 'preact/hooks';
import { texts } from '../../language/language';
import { short } from '../overlay/overlayTexts';
import type { OwnWindows } from '../viewerProps';
import { shownNow, type ViewerChange, type ViewerFacts, type ViewerState } from '../viewerState';
import { windowOf } from '../window/dragWindow';
import { presetShowing } from '../window/presets';
import { WindowsDialog } from './windowsDialog';

interface WindowControlsProps {
  readonly state: ViewerState;
  readonly facts: ViewerFacts;
  readonly change: (change: ViewerChange) => void;
  readonly windows: OwnWindows | undefined;
}

const custom = 'custom';

/** Brightness and contrast: a preset, or numbers; and the person's own presets. */
export function WindowControls({ state, facts, change, windows }: WindowControlsProps) {
  const [isOpen, setOpen] = useState(false);
  const { presets, grey, pace } = facts;
  const says = texts.viewer.window;
  const shown = shownNow(state, facts);
  const chosen = presetShowing(presets, shown);
  const window = windowOf(grey, shown, pace);
  const narrowest = window.function === 'LINEAR' ? Math.max(1, pace.step) : pace.step;
  const set = (part: 'centre' | 'width', text: string) => {
    const value = Number(text);
    if (text === '' || !Number.isFinite(value)) return;
    const width = part === 'width' ? Math.max(narrowest, value) : window.width;
    const centre = part === 'centre' ? value : window.centre;
    change({ kind: 'shown', shown: { kind: 'window', window: { ...window, width, centre } } });
  };
  return (
    <>
      <label>
        {says.title}{' '}
        <select
          value={chosen === undefined ? custom : presets.indexOf(chosen)}
          onChange={({ currentTarget }) => {
            const preset = presets[Number(currentTarget.value)];
            if (preset) change({ kind: 'shown', shown: preset.shown });
          }}
        >
          {chosen === undefined && <option value={custom}>{says.own}</option>}
          {presets.map(({ name, key }, index) => (
            <option key={index} value={index}>
              {key === undefined ? name : `${key} ${name}`}
            </option>
          ))}
        </select>
      </label>
      <label>
        <abbr title={says.width}>W</abbr>{' '}
        <input
          type="number"
          aria-label={says.width}
          min={narrowest}
          step="any"
          value={short(window.width)}
          onChange={({ currentTarget }) => set('width', currentTarget.value)}
        />
      </label>
      <label>
        <abbr title={says.level}>L</abbr>{' '}
        <input
          type="number"
          aria-label={says.level}
          step="any"
          value={short(window.centre)}
          onChange={({ currentTarget }) => set('centre', currentTarget.value)}
        />
      </label>
      {windows && (
        <button
          type="button"
          aria-label={says.windows}
          title={says.windowsMeans}
          onClick={() => setOpen(true)}
        >
          ☆
        </button>
      )}
      {windows && isOpen && (
        <WindowsDialog
          windows={windows}
          modality={facts.view.modality}
          shown={window}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
