import { type ReadingOrder, readingOrders } from '../../../domain/simulation/readingOrders';
import { hourly } from '../../../domain/simulation/room';
import type { Simulation } from '../../../domain/simulation/simulation';
import type { DueCurve } from '../../../domain/study/policy/dueCurve';
import { type Html, html } from '../../../formats/html';
import { texts, words } from '../../language/language';
import { unrounded } from '../support/page/numbers';
import { figure, lineThrough, round } from '../support/page/plot';
import type { SimulationReport } from './report';
import { simulationWords } from './simulationWords';

const size = { width: 480, height: 340 };
const area = { left: 56, top: 14, width: 410, height: 250 };

interface Scale {
  /** The values at the ends of the axes; both begin at 0. */
  readonly x: number;
  readonly y: number;
}

const at = (scale: Scale, x: number, y: number): [number, number] => [
  round(area.left + (area.width * Math.min(x, scale.x)) / scale.x),
  round(area.top + area.height * (1 - Math.min(y, scale.y) / scale.y)),
];

/** A round number at or above a value. */
function roundedUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1e-6)));
  return (([1, 2, 3, 4, 5, 6, 8].find((steps) => steps * unit >= value) ?? 10) * unit) as number;
}

function axes(scale: Scale, titles: { x: string; y: string }): Html {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const bottom = area.top + area.height;
  const middle = area.top + area.height / 2;
  const short = (value: number) => unrounded(Number(value.toPrecision(3)));
  return html`<g class="grid">${steps.map((step) => {
    const [x, y] = at(scale, step * scale.x, step * scale.y);
    return html`<path d="M${x} ${area.top}V${bottom}M${area.left} ${y}H${area.left + area.width}"/>`;
  })}</g><g class="axis">${steps.map((step) => {
    const [x, y] = at(scale, step * scale.x, step * scale.y);
    return html`<text x="${x}" y="${bottom + 18}" text-anchor="middle">${short(step * scale.x)}</text><text x="${area.left - 8}" y="${y + 4}" text-anchor="end">${short(step * scale.y)}</text>`;
  })}<text class="name" x="${area.left + area.width / 2}" y="${bottom + 38}" text-anchor="middle">${titles.x}</text>
<text class="name" x="14" y="${middle}" text-anchor="middle" transform="rotate(-90 14 ${middle})">${titles.y}</text></g>`;
}

const dashes: Readonly<Record<ReadingOrder, string>> = {
  asItCame: '2 4',
  asOrdered: '8 4',
  triaged: 'none',
  byScore: '8 3 2 3',
};

/** How many were read within how many minutes, in each order. */
export function waitPlot(of: 'diseased' | 'others', waits: Simulation['waits']): Html {
  const known = readingOrders.flatMap((order) => {
    const quantiles = waits[order][of]?.quantiles;
    return quantiles === undefined ? [] : [{ order, quantiles }];
  });
  const scale = {
    x: roundedUp(Math.max(1, ...known.map(({ quantiles }) => quantiles.at(-2) as number))),
    y: 100,
  };
  const says = texts.simulationPage.waits;
  const { orders } = simulationWords({ texts, words });
  const line = (quantiles: readonly number[]) =>
    lineThrough(quantiles.slice(0, -1).map((minutes, step) => at(scale, minutes, step * 5)));
  const key = area.top + area.height + 58;
  const spoken = { title: says.of[of], description: says.described };
  return figure(`waits-${of}`, { ...size, height: size.height + 40 }, spoken, [
    axes(scale, says),
    ...known.map(
      ({ order, quantiles }) =>
        html`<path class="${order === 'triaged' ? 'curve' : 'curve thin'}" stroke-dasharray="${dashes[order]}" d="${line(quantiles)}"/>`,
    ),
    html`<g class="key">${known.map(
      ({ order }, index) =>
        html`<path class="${order === 'triaged' ? 'curve' : 'curve thin'}" stroke-dasharray="${dashes[order]}" d="M${area.left} ${key + index * 16 - 4}h36"/><text x="${area.left + 44}" y="${key + index * 16}">${orders[order]}</text>`,
    )}</g>`,
  ]);
}

/** Hours from arrival to due time by the score. */
export function curvePlot(id: string, { points }: DueCurve): Html {
  const scale = { x: 1, y: roundedUp((points[0] as [number, number])[1] / 60) };
  const last = points.at(-1) as [number, number];
  const all = [...points, [1, last[1]] as [number, number]];
  const says = texts.simulationPage.curve;
  const spoken = {
    title: says.of,
    description: points
      .map(([score, minutes]) => says.point(unrounded(minutes), unrounded(score)))
      .join(words.listSeparator),
  };
  return figure(id, size, spoken, [
    axes(scale, says),
    html`<path class="curve" d="${lineThrough(all.map(([score, minutes]) => at(scale, score, minutes / 60)))}"/>`,
  ]);
}

const roomSize = { width: 900, height: 200 };

/** Studies that come and readers, by hour of the day. */
export function roomPlot(id: string, room: SimulationReport['room']): Html {
  const come = hourly(room.arrivalsPerHour);
  const readers = hourly(room.readers);
  const most = Math.max(...come, 0.01);
  const width = 34;
  const bottom = 140;
  const says = texts.simulationPage.room;
  const { number } = words.values;
  const spoken = {
    title: says.of,
    description: come
      .map((count, hour) => says.hour(hour, number(count, 1), readers[hour] as number))
      .join(words.listSeparator),
  };
  return figure(id, roomSize, spoken, [
    html`<g class="counts">${come.map((count, hour) => html`<rect x="${40 + hour * width}" y="${round(bottom - (count / most) * 110)}" width="${width - 4}" height="${round((count / most) * 110)}"/>`)}</g>`,
    html`<g class="axis"><text x="40" y="20">${says.most(number(most, 1))}</text>${come.map((_, hour) => html`<text x="${40 + hour * width + 15}" y="${bottom + 16}" text-anchor="middle">${hour}</text><text x="${40 + hour * width + 15}" y="${bottom + 34}" text-anchor="middle">${readers[hour] as number}</text>`)}<text x="34" y="${bottom + 16}" text-anchor="end">${says.hours}</text><text x="34" y="${bottom + 34}" text-anchor="end">${says.readers}</text></g>`,
  ]);
}
