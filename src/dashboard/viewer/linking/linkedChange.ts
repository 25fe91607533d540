import type { ViewerChange } from '../viewerState';
import { isOwnKey, isSameShown } from '../window/presets';
import type { VoiChoice } from '../window/voiChoice';
import type { LinkFacts } from './link';

/**
 * What one picture does when the other is changed: it moves and zooms as far on the screen, a drag changes its window
 * by as much of its own range, and it takes its own preset of the same name. A window in numbers counts for both only
 * in Hounsfield units. Slices, orientation, heat map and tools stay its own.
 *
 * @returns undefined if it stays as it is
 */
export function linkedChange(change: ViewerChange, from: LinkFacts, to: LinkFacts): ViewerChange | undefined {
  switch (change.kind) {
    case 'pan':
    case 'fit':
    case 'one-to-one':
    case 'window':
    case 'invert':
    case 'reset':
      return change;
    case 'zoom':
      return change.at === undefined ? change : { ...change, at: sameShare(change.at, from, to) };
    case 'preset':
      // A person's own windows are of one modality.
      return isOwnKey(change.key) && from.view.modality !== to.view.modality ? undefined : change;
    case 'shown':
      return linkedWindow(change.shown, from, to);
    default:
      return undefined;
  }
}

function sameShare(at: { readonly x: number; readonly y: number }, from: LinkFacts, to: LinkFacts) {
  const ratio = (side: 'width' | 'height') => to.size[side] / to.density / (from.size[side] / from.density);
  return { x: at.x * ratio('width'), y: at.y * ratio('height') };
}

function linkedWindow(shown: VoiChoice, from: LinkFacts, to: LinkFacts): ViewerChange | undefined {
  const named = from.presets.find((preset) => isSameShown(preset.shown, shown));
  const twin = named && to.presets.find(({ name }) => name === named.name);
  if (twin !== undefined) return { kind: 'shown', shown: twin.shown };
  const inHounsfieldUnits = from.unit === 'HU' && to.unit === 'HU';
  return shown.kind === 'window' && inHounsfieldUnits ? { kind: 'shown', shown } : undefined;
}
