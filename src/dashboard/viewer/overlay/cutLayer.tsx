import type { Part } from '../../../domain/models/analysis';
import { texts } from '../../language/language';
import { pictureToView, type ViewerFacts, type ViewerState } from '../viewerState';

interface CutLayerProps {
  /** What was left of the picture. */
  readonly inside: Part;
  readonly facts: ViewerFacts;
  readonly state: ViewerState;
}

/** The corners of a part of the picture, in CSS pixels of the view. */
export function cornersOf({ left, top, right, bottom }: Part, facts: ViewerFacts, state: ViewerState) {
  const { columns, rows } = facts.matrix;
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const;
  return corners.map(([x, y]) => pictureToView(state, facts, { x: x * columns, y: y * rows }));
}

/** The line along which an even border was cut off before the models looked. */
export function CutLayer({ inside, facts, state }: CutLayerProps) {
  const points = cornersOf(inside, facts, state).map(({ x, y }) => `${x},${y}`);
  return (
    <>
      <svg class="viewer-marks viewer-cut" role="img" aria-label={texts.viewer.cutOff}>
        <polygon points={points.join(' ')} />
      </svg>
      <p class="viewer-caption viewer-cut-caption">{texts.viewer.insideLine}</p>
    </>
  );
}
