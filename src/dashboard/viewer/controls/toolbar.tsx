import { texts } from '../../language/language';
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
  const says = texts.viewer.toolbar;
  return (
    <fieldset class="viewer-bar" aria-label={says.title}>
      <WindowControls state={state} facts={facts} change={change} windows={props.windows} />
      <button
        type="button"
        aria-pressed={state.negative}
        aria-keyshortcuts="i"
        onClick={() => change({ kind: 'invert' })}
      >
        {says.invert}
      </button>
      <button type="button" aria-label={says.zoomOut} onClick={() => change({ kind: 'zoom', factor: 0.8 })}>
        −
      </button>
      <button type="button" aria-label={says.zoomIn} onClick={() => change({ kind: 'zoom', factor: 1.25 })}>
        +
      </button>
      <button type="button" aria-keyshortcuts="f" onClick={() => change({ kind: 'fit' })}>
        {says.fit}
      </button>
      <button
        type="button"
        aria-label={says.oneToOne}
        aria-keyshortcuts="0"
        onClick={() => change({ kind: 'one-to-one' })}
      >
        1:1
      </button>
      <button type="button" aria-keyshortcuts="r" onClick={() => change({ kind: 'reset' })}>
        {says.reset}
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
  const says = texts.viewer.toolbar;
  return (
    <>
      <label>
        {isStack ? says.slice(at + 1, count) : says.frame(at + 1, count)}{' '}
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
        {says.cine}
      </button>
      {state.cine && (
        <label>
          <span class="unseen">{says.rate}</span>
          <select
            value={state.cineRate}
            onChange={({ currentTarget }) => change({ kind: 'cine-rate', rate: Number(currentTarget.value) })}
          >
            {cineRates.map((rate) => (
              <option key={rate} value={rate}>
                {says.perSecond(rate)}
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
  const hasSeries = stacks.some(({ length }) => length > 1);
  const says = texts.viewer.toolbar;
  return (
    <fieldset class="viewer-group" aria-label={says.images}>
      <button
        type="button"
        disabled={at === 0}
        aria-keyshortcuts=","
        onClick={() => act({ kind: 'stack', by: -1 })}
      >
        {hasSeries ? says.previousSeries : says.previousImage}
      </button>
      <button
        type="button"
        disabled={at === stacks.length - 1}
        aria-keyshortcuts="."
        onClick={() => act({ kind: 'stack', by: 1 })}
      >
        {hasSeries ? says.nextSeries : says.nextImage}
      </button>
    </fieldset>
  );
}
