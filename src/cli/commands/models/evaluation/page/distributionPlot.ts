import { type Html, html } from '../../../../../formats/html';
import type { Answer } from '../../../../../inference/evaluation/reportSchema';
import { texts, words } from '../../../../language/language';
import { unrounded } from '../../../support/page/numbers';
import { figure, round } from '../../../support/page/plot';

const size = { width: 900, height: 330 };
const area = { left: 56, top: 26, width: 830, height: 240 };
const middle = area.top + area.height / 2;
const x = (score: number) => round(area.left + score * area.width);

/** The scores of positives (up) and negatives (down), each as shares of their class, with threshold and band. */
export function distributionPlot(id: string, answer: Answer): Html {
  const { histogram, positives, negatives, operatingPoint } = answer;
  const shares = {
    up: histogram.positives.map((count) => count / Math.max(1, positives)),
    down: histogram.negatives.map((count) => count / Math.max(1, negatives)),
  };
  const most = Math.max(...shares.up, ...shares.down, 0.01);
  return figure(id, size, spoken(answer), [
    band(operatingPoint),
    html`<g class="positives">${bars(shares.up, most, 'up')}</g>`,
    html`<g class="negatives">${bars(shares.down, most, 'down')}</g>`,
    scales(most, { positives, negatives }),
    threshold(operatingPoint),
  ]);
}

function spoken({ question, positives, negatives, operatingPoint }: Answer) {
  const says = texts.evaluationPage.distribution;
  const parts = [
    says.described(positives, negatives),
    ...(operatingPoint ? [says.describedThreshold(unrounded(operatingPoint.threshold))] : []),
  ];
  return { title: says.of(question.title), description: parts.join(words.sentenceSpace) };
}

function bars(shares: readonly number[], most: number, way: 'up' | 'down'): Html[] {
  const width = area.width / shares.length;
  return shares.map((share, bin) => {
    const height = (share / most) * (area.height / 2 - 4);
    const top = way === 'up' ? middle - height : middle;
    return html`<rect x="${round(area.left + bin * width + 0.75)}" y="${round(top)}" width="${round(width - 1.5)}" height="${round(height)}"/>`;
  });
}

function scales(most: number, { positives, negatives }: Pick<Answer, 'positives' | 'negatives'>): Html {
  const bottom = area.top + area.height;
  const tenths = Array.from({ length: 11 }, (_, index) => index / 10);
  const says = texts.evaluationPage.distribution;
  const highest = words.values.percent(most);
  return html`<g class="axis"><path class="base" d="M${area.left} ${middle}H${area.left + area.width}"/>${tenths.map((tick) => html`<text x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${unrounded(tick)}</text>`)}
<text x="${area.left - 8}" y="${area.top + 10}" text-anchor="end">${highest}</text><text x="${area.left - 8}" y="${middle + 4}" text-anchor="end">0</text><text x="${area.left - 8}" y="${bottom}" text-anchor="end">${highest}</text>
<text class="name" x="${area.left + area.width / 2}" y="${bottom + 42}" text-anchor="middle">${says.score}</text></g><g class="key">${sideName('positive', says.positives(positives), middle - area.height / 4)}${sideName('negative', says.negatives(negatives), middle + area.height / 4)}</g>`;
}

function sideName(kind: 'positive' | 'negative', name: string, at: number): Html {
  return html`<text class="${kind}" x="14" y="${at}" text-anchor="middle" transform="rotate(-90 14 ${at})">${name}</text>`;
}

function band(point: Answer['operatingPoint']): Html {
  if (point === undefined) return html``;
  const [low, high] = point.band;
  return html`<rect class="band" x="${x(low)}" y="${area.top}" width="${round((high - low) * area.width)}" height="${area.height}"/>`;
}

function threshold(point: Answer['operatingPoint']): Html {
  if (point === undefined) return html``;
  const at = x(point.threshold);
  const anchor = point.threshold > 0.6 ? 'end' : 'start';
  return html`<g class="threshold"><path d="M${at} ${area.top - 6}V${area.top + area.height}"/><text x="${at + (anchor === 'end' ? -6 : 6)}" y="${area.top - 8}" text-anchor="${anchor}">${texts.evaluationPage.distribution.threshold(unrounded(point.threshold))}</text></g>`;
}
