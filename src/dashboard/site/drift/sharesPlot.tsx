import { texts, words } from '../../language/language';

const width = 360;
const base = 104;
/** Below the columns: for titles that lie, and for those that stand. */
const [lying, standing] = [16, 84];
/** Of a tick, about. */
const letterWidth = 6;

interface SharesPlotProps {
  /** Counts of the reference and of the last days, group by group. */
  readonly reference: readonly number[];
  readonly recent: readonly number[];
  readonly titles: readonly string[];
  /** Under which groups the title stands. */
  readonly isNamed: (group: number) => boolean;
}

function sharesOf(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (all === 0 ? 0 : count / all));
}

/** Two columns for each group: the share that it had in the reference, and the one that it has now. */
export function SharesPlot({ reference, recent, titles, isNamed }: SharesPlotProps) {
  const [before, now] = [sharesOf(reference), sharesOf(recent)];
  const most = Math.max(0.01, ...before, ...now);
  const step = width / titles.length;
  const named = titles.filter((_, group) => isNamed(group));
  // Titles that would run into each other stand upright.
  const isUpright = named.some((title) => title.length * letterWidth > width / named.length);
  const height = base + (isUpright ? standing : lying);
  const tall = (share: number) => (share / most) * (base - 4);
  const { percent } = words.values;
  const spoken = titles.map((title, group) =>
    texts.drift.shares(title, percent(before[group] ?? 0), percent(now[group] ?? 0)),
  );
  const column = (share: number, x: number, kind: string) => (
    <rect class={kind} x={x} width={step * 0.42} y={base - tall(share)} height={tall(share)} />
  );
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken.join('; ')}>
      {titles.map((title, group) => (
        <g key={title}>
          <title>{spoken[group]}</title>
          {column(before[group] ?? 0, group * step + step * 0.06, 'before')}
          {column(now[group] ?? 0, group * step + step * 0.52, 'bar')}
          {isNamed(group) && (
            <text
              class="tick"
              text-anchor={isUpright ? 'end' : 'middle'}
              transform={
                isUpright
                  ? `translate(${group * step + step / 2 + 3} ${base + 5}) rotate(-90)`
                  : `translate(${group * step + step / 2} ${height - 3})`
              }
            >
              {title}
            </text>
          )}
        </g>
      ))}
      <line class="grid" x1="0" x2={width} y1={base} y2={base} />
    </svg>
  );
}
