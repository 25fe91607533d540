import { texts } from '../../language/language';
import type { Loaded } from '../loading/useLoaded';
import type { HeatMapChoice } from '../viewerProps';
import type { ViewerChange, ViewerState } from '../viewerState';

interface HeatMapBarProps {
  readonly heatMaps: readonly HeatMapChoice[];
  readonly chosen: HeatMapChoice;
  readonly onChosen: (index: number) => void;
  readonly state: ViewerState;
  readonly isFirstFrame: boolean;
  readonly heat: Loaded<ImageBitmap>;
  readonly change: (change: ViewerChange) => void;
}

/** Whether the heat map is shown over the picture, which one, and at what opacity. */
export function HeatMapBar(props: HeatMapBarProps) {
  const { heatMaps, chosen, onChosen, state, change } = props;
  const says = texts.viewer.heatMap;
  return (
    <fieldset class="viewer-bar" aria-label={says.title}>
      <button
        type="button"
        aria-pressed={state.heatMap}
        aria-keyshortcuts="h"
        onClick={() => change({ kind: 'heat-map' })}
      >
        {says.title}
      </button>
      {state.heatMap && heatMaps.length > 1 && (
        <label>
          {says.of}{' '}
          <select
            value={heatMaps.indexOf(chosen)}
            onChange={({ currentTarget }) => onChosen(Number(currentTarget.value))}
          >
            {heatMaps.map(({ model, label, title }, index) => (
              <option key={`${model}/${label}`} value={index}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      {state.heatMap && heatMaps.length === 1 && (
        <span>
          {says.of} {chosen.title}
        </span>
      )}
      {state.heatMap && (
        <label>
          {says.opacity}{' '}
          <input
            type="range"
            min={0}
            max={100}
            value={Math.round(100 * state.heatOpacity)}
            onInput={({ currentTarget }) =>
              change({ kind: 'heat-opacity', opacity: Number(currentTarget.value) / 100 })
            }
          />
        </label>
      )}
      {state.heatMap && <HeatMapState {...props} />}
    </fieldset>
  );
}

function HeatMapState({ isFirstFrame, heat }: HeatMapBarProps) {
  if (!isFirstFrame) return <span role="status">{texts.viewer.heatMap.firstFrame}</span>;
  if (heat.failure !== undefined)
    return (
      <span role="alert">
        {texts.viewer.heatMap.none(heat.failure)}{' '}
        <button type="button" onClick={heat.retry}>
          {texts.parts.tryAgain}
        </button>
      </span>
    );
  return heat.isLoading ? <span role="status">{texts.parts.loading}</span> : null;
}
