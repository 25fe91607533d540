import { texts, words } from '../../language/language';

const width = 360;
const height = 120;
const base = height - 16;

/** Of a letter of a title, about; a Chinese one is twice as wide. */
const letterWidth = 7;

interface SharesPlotProps {
  /** Counts of the reference and of the last days, group by group. */
  readonly reference: readonly number[];
  readonly recent: readonly number[];
  readonly titles: readonly string[];
  /** Under which groups the title may stand. */
  readonly isNamed: (group: number) => boolean;
}

/** The titles that have room side by side, those of the largest groups first: each is told in full on hovering. */
function titlesWithRoom(
  titles: readonly string[],
  sizes: readonly number[],
  isNamed: (group: number) => boolean,
): ReadonlySet<number> {
  const step = width / titles.length;
  const taken: [from: number, to: number, group: number][] = [];
  const named = titles.map((_, group) => group).filter(isNamed);
  const bySize = named.sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
  for (const group of bySize) {
    const title = titles[group] ?? '';
    const wide = (title.length + (title.match(/\p{Script=Han}/gu)?.length ?? 0)) * letterWidth;
    const from = (group + 0.5) * step - wide / 2;
    const hasRoom = taken.every(([left, right]) => from + wide < left || from > right);
    if (hasRoom && from >= 0 && from + wide <= width) taken.push([from, from + wide, group]);
  }
  return new Set(taken.map(([, , group]) => group));
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
  const tall = (share: number) => (share / most) * (base - 4);
  const { percent } = words.values;
  const spoken = titles.map((title, group) =>
    texts.drift.shares(title, percent(before[group] ?? 0), percent(now[group] ?? 0)),
  );
  const named = titlesWithRoom(
    titles,
    before.map((share, group) => share + (now[group] ?? 0)),
    isNamed,
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
          {named.has(group) && (
            <text class="tick" x={group * step + step / 2} y={height - 3} text-anchor="middle">
              {title}
            </text>
          )}
        </g>
      ))}
      <line class="grid" x1="0" x2={width} y1={base} y2={base} />
    </svg>
  );
}
