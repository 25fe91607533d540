import type { Share } from '../../domain/study/feedback/feedbackView';
import { words } from '../language/language';

export interface IntervalRow {
  readonly title: string;
  readonly share: Share;
}

const width = 360;
const rowHeight = 40;
const margin = 8;
const at = (share: number) => margin + share * (width - 2 * margin);

function Interval({ share, y }: { readonly share: Share; readonly y: number }) {
  if (share.n === 0) return null;
  return (
    <>
      <line class="interval" x1={at(share.low)} x2={at(share.high)} y1={y} y2={y} />
      <circle class="point" cx={at(share.k / share.n)} cy={y} r="4.5" />
    </>
  );
}

/** Shares with their intervals, on one line from 0 to 100 %. */
export function IntervalPlot({ rows }: { readonly rows: readonly IntervalRow[] }) {
  const height = rows.length * rowHeight + 18;
  const spoken = rows.map(({ title, share }) => `${title}: ${words.values.countedShare(share)}`).join('; ');
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken}>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line class="grid" x1={at(share)} x2={at(share)} y1="0" y2={height - 16} />
          <text
            class="tick"
            x={at(share)}
            y={height - 3}
            text-anchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
          >
            {words.values.percent(share)}
          </text>
        </g>
      ))}
      {rows.map(({ title, share }, row) => (
        <g key={title}>
          <text class="label" x={margin} y={row * rowHeight + 14}>
            {title}: {words.values.countedShare(share)}
          </text>
          <Interval share={share} y={row * rowHeight + 27} />
        </g>
      ))}
    </svg>
  );
}
