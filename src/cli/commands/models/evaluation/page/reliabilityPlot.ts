import { type Html, html } from '../../../../../formats/html';
import type { Answer } from '../../../../../inference/evaluation/reportSchema';
import { texts } from '../../../../language/language';
import { decimal } from '../../../support/page/numbers';
import { type Area, axes, figure, lineThrough, placesIn, round } from '../../../support/page/plot';

const size = { width: 440, height: 490 };
const area: Area = { left: 56, top: 14, width: 370, height: 366 };
const counts = { top: 428, height: 46 };
const { x, y } = placesIn(area);

/** Predicted scores against observed shares, and below them how many files have each score. */
export function reliabilityPlot(id: string, answer: Answer): Html {
  const { calibration } = answer;
  if (calibration === undefined) return html``;
  const { expectedError, meanScore, prevalence } = calibration;
  const says = texts.evaluationPage.reliability;
  const spoken = {
    title: says.of(answer.question.title),
    description: says.described(decimal(expectedError), decimal(meanScore), decimal(prevalence)),
  };
  const line = calibration.bins.map((bin) => [x(bin.meanScore), y(bin.observed.value)] as const);
  return figure(id, size, spoken, [
    axes(area, says),
    html`<path class="chance" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>`,
    html`<path class="curve thin" d="${lineThrough(line)}"/>`,
    html`<g class="mark bins">${calibration.bins.map((bin) => html`<path d="M${x(bin.meanScore)} ${y(bin.observed.low)}V${y(bin.observed.high)}"/><circle cx="${x(bin.meanScore)}" cy="${y(bin.observed.value)}" r="5"/>`)}</g>`,
    countStrip(answer),
  ]);
}

function countStrip({ histogram }: Answer): Html {
  const both = histogram.positives.map((positives, bin) => positives + (histogram.negatives[bin] as number));
  const most = Math.max(...both, 1);
  const width = area.width / both.length;
  const bars = both.map((count, bin) => {
    const height = (count / most) * counts.height;
    return html`<rect x="${round(area.left + bin * width + 0.5)}" y="${round(counts.top + counts.height - height)}" width="${round(width - 1)}" height="${round(height)}"/>`;
  });
  const bottom = counts.top + counts.height;
  return html`<g class="counts">${bars}</g><g class="axis"><path class="base" d="M${area.left} ${bottom}H${area.left + area.width}"/><text x="${area.left - 8}" y="${counts.top + 8}" text-anchor="end">${most}</text><text x="${area.left - 8}" y="${bottom + 1}" text-anchor="end">0</text><text class="name" x="${area.left + area.width / 2}" y="${bottom + 14}" text-anchor="middle">${texts.evaluationPage.reliability.counts}</text></g>`;
}
