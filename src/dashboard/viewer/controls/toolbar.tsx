import type { StackPlace } from '../stack/useStack';
import type { ViewerProps } from '../viewerProps';
import {
  cineRates,
  type ViewerAction,
  type ViewerChange,
  type ViewerFacts,
  type ViewerState,
} from '../viewerState';
import { WindowControls } from './windowControls';

interface ToolbarProps extends ViewerProps {
  readonly state: ViewerState;
  readonly facts: ViewerFacts | undefined;
  readonly change: (change: ViewerChange) => void;
  readonly act: (action: ViewerAction) => void;
  readonly place: StackPlace;
}

/** Everything that a drag or a key does, for users of neither. */
export function Toolbar(props: ToolbarProps) {
  const { state, facts, change } = props;
  if (facts === undefined) return null;
  return (
    <fieldset class="viewer-bar" aria-label="How the picture is shown">
      <WindowControls state={state} facts={facts} change={change} windows={props.windows} />
      <button
        type="button"
        aria-pressed={state.negative}
        aria-keyshortcuts="i"
        onClick={() => change({ kind: 'invert' })}
      >
        Invert
      </button>
      <button type="button" aria-label="Zoom out" onClick={() => change({ kind: 'zoom', factor: 0.8 })}>
        −
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => change({ kind: 'zoom', factor: 1.25 })}>
        +
      </button>
      <button type="button" aria-keyshortcuts="f" onClick={() => change({ kind: 'fit' })}>
        Fit
      </button>
      <button
        type="button"
        aria-label="One to one"
        aria-keyshortcuts="0"
        onClick={() => change({ kind: 'one-to-one' })}
      >
        1:1
      </button>
      <button type="button" aria-keyshortcuts="r" onClick={() => change({ kind: 'reset' })}>
        Reset
      </button>
      <Slices {...props} facts={facts} />
      <Stacks {...props} />
    </fieldset>
  );
}

/** Through the slices of a series, or the frames of an image. */
function Slices({ state, facts, change, place, index }: ToolbarProps & { readonly facts: ViewerFacts }) {
  const { stack } = place;
  const isStack = stack.length > 1;
  const count = isStack ? stack.length : facts.view.frames;
  if (count < 2) return null;
  const at = isStack ? index - stack.first : state.frame;
  return (
    <>
      <label>
        {isStack ? 'Slice' : 'Frame'} {at + 1} of {count}{' '}
        <input
          type="range"
          min={1}
          max={count}
          value={at + 1}
          aria-keyshortcuts="[ ] PageUp PageDown"
          onInput={({ currentTarget }) => change({ kind: 'frame', by: Number(currentTarget.value) - 1 - at })}
        />
      </label>
      <button
        type="button"
        aria-pressed={state.cine}
        aria-keyshortcuts="y"
        onClick={() => change({ kind: 'cine' })}
      >
        Cine
      </button>
      {state.cine && (
        <label>
          <span class="unseen">Pictures per second</span>
          <select
            value={state.cineRate}
            onChange={({ currentTarget }) => change({ kind: 'cine-rate', rate: Number(currentTarget.value) })}
          >
            {cineRates.map((rate) => (
              <option key={rate} value={rate}>
                {rate} / s
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

/** To the image or series before and behind this one. */
function Stacks({ place: { at, stacks }, act }: ToolbarProps) {
  if (stacks.length < 2) return null;
  const what = stacks.some(({ length }) => length > 1) ? 'series' : 'image';
  return (
    <fieldset class="viewer-group" aria-label="Images of the study">
      <button
        type="button"
        disabled={at === 0}
        aria-keyshortcuts=","
        onClick={() => act({ kind: 'stack', by: -1 })}
      >
        Previous {what}
      </button>
      <button
        type="button"
        disabled={at === stacks.length - 1}
        aria-keyshortcuts="."
        onClick={() => act({ kind: 'stack', by: 1 })}
      >
        Next {what}
      </button>
    </fieldset>
  );
}
