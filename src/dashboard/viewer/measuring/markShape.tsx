import type { Point } from '../placing/geometry';
import type { Mark } from './marks';

interface MarkShapeProps {
  readonly mark: Mark;
  /** In CSS pixels of the view. */
  readonly points: readonly Point[];
  readonly texts: readonly string[];
}

const lineHeight = 17;

/** One measurement as it is drawn. */
export function MarkShape({ mark, points, texts }: MarkShapeProps) {
  const last = points.at(-1);
  return (
    <g class="viewer-mark">
      <Outline mark={mark} points={points} />
      {points.map(({ x, y }, index) => (
        <circle key={index} cx={x} cy={y} r={3.5} />
      ))}
      {last !== undefined &&
        texts.map((text, index) => (
          <text key={text} x={last.x + 10} y={last.y + 14 + lineHeight * index}>
            {text}
          </text>
        ))}
    </g>
  );
}

function Outline({ mark, points }: Pick<MarkShapeProps, 'mark' | 'points'>) {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined) return null;
  const box = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) };
  const [width, height] = [Math.abs(b.x - a.x), Math.abs(b.y - a.y)];
  switch (mark.tool) {
    case 'rectangle':
      return <rect {...box} width={width} height={height} />;
    case 'ellipse':
      return <ellipse cx={(a.x + b.x) / 2} cy={(a.y + b.y) / 2} rx={width / 2} ry={height / 2} />;
    case 'ratio':
      return (
        <>
          <Line from={a} to={b} />
          {c && d && <Line from={c} to={d} />}
        </>
      );
    default:
      return <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />;
  }
}

function Line({ from, to }: { readonly from: Point; readonly to: Point }) {
  return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
}
