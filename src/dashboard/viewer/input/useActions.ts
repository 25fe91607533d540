import { useRef } from 'preact/hooks';
import { toggleFullScreen } from '../screen/fullScreen';
import type { StackPlace } from '../stack/useStack';
import type { ViewerProps } from '../viewerProps';
import type { ViewerAction, ViewerChange } from '../viewerState';
import { stepsOf } from './wheel';

/**
 * What keys, mouse and buttons do. The wheel steps where there is something to step through, else it zooms; with
 * Shift it does the other.
 */
export function useActions(
  change: (change: ViewerChange) => void,
  { stacks, at }: StackPlace,
  hasSteps: boolean,
  { onIndex, onLink, onSecondWindow }: Pick<ViewerProps, 'onIndex' | 'onLink' | 'onSecondWindow'>,
  onSave: () => void,
): (action: ViewerAction) => void {
  const rest = useRef(0);
  const turn = ({ pixels, at: point, isOther }: Extract<ViewerAction, { kind: 'turn' }>) => {
    if (hasSteps === isOther) return change({ kind: 'zoom', factor: 1.0015 ** -pixels, at: point });
    const turned = stepsOf(pixels, rest.current);
    rest.current = turned.rest;
    if (turned.steps !== 0) change({ kind: 'frame', by: turned.steps });
  };
  return (action) => {
    if (action.kind === 'turn') return turn(action);
    if (action.kind === 'link') return onLink?.();
    if (action.kind === 'second-window') return onSecondWindow?.();
    if (action.kind === 'save') return onSave();
    if (action.kind === 'full-screen') return toggleFullScreen();
    if (action.kind !== 'stack') return change(action);
    const next = stacks[at + action.by];
    if (next !== undefined) onIndex(next.first);
  };
}
