export interface Bar {
  readonly title: string;
  readonly count: number;
}

const width = 360;
const rowHeight = 30;

/** Counts as bars; the longest takes the whole width. */
export function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const spoken = bars.map(({ title, count }) => `${title}: ${count}`).join('; ');
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${bars.length * rowHeight}`} role="img" aria-label={spoken}>
      {bars.map(({ title, count }, row) => (
        <g key={title}>
          <text class="label" x="0" y={row * rowHeight + 13}>
            {title}
          </text>
          <text class="label" x={width} y={row * rowHeight + 13} text-anchor="end">
            {count}
          </text>
          <rect class="rail" x="0" y={row * rowHeight + 18} width={width} height="5" rx="2.5" />
          {count > 0 && (
            <rect
              class="bar"
              x="0"
              y={row * rowHeight + 18}
              width={(width * count) / most}
              height="5"
              rx="2.5"
            />
          )}
        </g>
      ))}
    </svg>
  );
}
