import { words } from '../language/language';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const side = 180;
const margin = { left: 34, bottom: 30, top: 6, right: 8 };
const width = margin.left + side + margin.right;
const height = margin.top + side + margin.bottom;
const at = ({ x, y }: Point): readonly [number, number] => [
  margin.left + x * side,
  margin.top + (1 - y) * side,
];

interface CurvePlotProps {
  readonly points: readonly Point[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** What it shows, for those who do not see it. */
  readonly spoken: string;
  readonly isLine: boolean;
}

/** Shares against shares, with the diagonal. */
export function CurvePlot({ points, xTitle, yTitle, spoken, isLine }: CurvePlotProps) {
  const path = points.map((point) => at(point).join(',')).join(' ');
  const [x0, y0] = at({ x: 0, y: 0 });
  const [x1, y1] = at({ x: 1, y: 1 });
  return (
    <svg class="plot square" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken}>
      <polyline class="frame" points={`${x0},${y1} ${x0},${y0} ${x1},${y0}`} />
      <line class="grid" x1={x0} y1={y0} x2={x1} y2={y1} />
      {isLine && <polyline class="curve" points={path} />}
      {!isLine &&
        points.map((point) => {
          const [cx, cy] = at(point);
          return <circle key={`${cx} ${cy}`} class="point" cx={cx} cy={cy} r="3.5" />;
        })}
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <text class="tick" x={at({ x: share, y: 0 })[0]} y={y0 + 12} text-anchor="middle">
            {words.values.percent(share)}
          </text>
          <text class="tick" x={x0 - 4} y={at({ x: 0, y: share })[1] + 4} text-anchor="end">
            {words.values.percent(share)}
          </text>
        </g>
      ))}
      <text class="tick" x={x0 + side / 2} y={height - 4} text-anchor="middle">
        {xTitle}
      </text>
      <text class="tick" x={x0 + 6} y={margin.top + 10}>
        {yTitle}
      </text>
    </svg>
  );
}
