const width = 360;
const half = 60;
const middle = half + 12;

interface ScorePlotProps {
  readonly up: readonly number[];
  readonly down: readonly number[];
  readonly upTitle: string;
  readonly downTitle: string;
  /** What stands under the middle line, at the ends. */
  readonly ends: readonly [string, string];
  /** Where the threshold is, 0…1. */
  readonly mark?: number | undefined;
  readonly spoken: string;
}

/** Two histograms back to back, each with its own height. */
export function ScorePlot({ up, down, upTitle, downTitle, ends, mark, spoken }: ScorePlotProps) {
  const step = width / Math.max(1, up.length);
  const column = (counts: readonly number[], sign: 1 | -1) => {
    const most = Math.max(1, ...counts);
    return counts.map((count, bin) => {
      const tall = (half * count) / most;
      const x = bin * step + 1;
      return (
        <rect
          key={x}
          class={sign > 0 ? 'bar' : 'before'}
          x={x}
          width={Math.max(1, step - 2)}
          y={sign > 0 ? middle - tall : middle}
          height={tall}
        />
      );
    });
  };
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${2 * middle + 14}`} role="img" aria-label={spoken}>
      {column(up, 1)}
      {column(down, -1)}
      <line class="grid" x1="0" x2={width} y1={middle} y2={middle} />
      {mark !== undefined && <line class="mark" x1={mark * width} x2={mark * width} y1="0" y2={2 * middle} />}
      <text class="tick" x="0" y="10">
        {upTitle}
      </text>
      <text class="tick" x="0" y={2 * middle - 2}>
        {downTitle}
      </text>
      <text class="tick" x="0" y={2 * middle + 11}>
        {ends[0]}
      </text>
      <text class="tick" x={width} y={2 * middle + 11} text-anchor="end">
        {ends[1]}
      </text>
    </svg>
  );
}
