import type { Point } from '../placing/geometry';
import type { Mark } from './marks';
import { type Outline, outlinesOf } from './outline';
import { placedLines, type Room } from './placedLines';

interface MarkShapeProps {
  readonly mark: Mark;
  /** In CSS pixels of the view. */
  readonly points: readonly Point[];
  readonly texts: readonly string[];
  readonly room: Room;
}

/** One measurement as it is drawn. */
export function MarkShape({ mark, points, texts, room }: MarkShapeProps) {
  const last = points.at(-1);
  const lines = last === undefined ? [] : placedLines(texts, last, room);
  return (
    <g class="viewer-mark">
      {outlinesOf(mark, points).map((outline, index) => (
        <Shape key={index} outline={outline} />
      ))}
      {points.map(({ x, y }, index) => (
        <circle key={index} cx={x} cy={y} r={3.5} />
      ))}
      {lines.map(({ text, x, y }) => (
        <text key={text} x={x} y={y}>
          {text}
        </text>
      ))}
    </g>
  );
}

function Shape({ outline }: { readonly outline: Outline }) {
  if (outline.kind === 'lines')
    return <polyline points={outline.points.map(({ x, y }) => `${x},${y}`).join(' ')} />;
  const { from, to } = outline;
  const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  if (outline.kind === 'rectangle')
    return <rect x={Math.min(from.x, to.x)} y={Math.min(from.y, to.y)} width={width} height={height} />;
  return <ellipse cx={(from.x + to.x) / 2} cy={(from.y + to.y) / 2} rx={width / 2} ry={height / 2} />;
}
