import type { ModelFeedback } from '../../domain/study/feedback/feedbackView';
import { texts, words } from '../language/language';

const width = 360;
const height = 110;
const base = height - 18;

/** One column per day: all reviews, and within it those that agreed. */
export function DayPlot({ days }: { readonly days: ModelFeedback['byDay'] }) {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return <p class="sub">{texts.feedback.noneInTime}</p>;
  const most = Math.max(...days.map(({ n }) => n));
  const step = Math.min(24, width / days.length);
  const tall = (count: number) => (count / most) * (base - 14);
  const spoken = days
    .map(({ day, n, agreed }) => texts.feedback.day(words.values.day(day), agreed, n))
    .join('; ');
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken}>
      <text class="tick" x="0" y="9">
        {texts.feedback.atMost(words.counts.reviews(most))}
      </text>
      {days.map(({ day, n, agreed }, at) => (
        <g key={day}>
          <rect
            class="rail"
            x={at * step + 1}
            width={Math.max(1, step - 2)}
            y={base - tall(n)}
            height={tall(n)}
          />
          <rect
            class="bar"
            x={at * step + 1}
            width={Math.max(1, step - 2)}
            y={base - tall(agreed)}
            height={tall(agreed)}
          />
        </g>
      ))}
      <line class="grid" x1="0" x2={width} y1={base} y2={base} />
      <text class="tick" x="0" y={height - 4}>
        {words.values.day(first.day)}
      </text>
      {days.length > 1 && (
        <text class="tick" x={Math.max(step * days.length, 150)} y={height - 4} text-anchor="end">
          {words.values.day(last.day)}
        </text>
      )}
    </svg>
  );
}
