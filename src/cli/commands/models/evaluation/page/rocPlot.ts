import { type Html, html } from '../../../../../formats/html';
import type { Answer } from '../../../../../inference/evaluation/reportSchema';
import { wilson } from '../../../../../inference/evaluation/statistics/share';
import { texts, words } from '../../../../language/language';
import { unrounded, withInterval } from '../../../support/page/numbers';
import { type Area, axes, figure, lineThrough, placesIn } from '../../../support/page/plot';

type OperatingPoint = NonNullable<Answer['operatingPoint']>;

const size = { width: 440, height: 430 };
const area: Area = { left: 56, top: 14, width: 370, height: 366 };
const { x, y } = placesIn(area);

/**
 * The ROC curve with the confidence band of its sensitivities, the threshold with both intervals, and the
 * part of the curve where scores are indeterminate.
 */
export function rocPlot(id: string, answer: Answer): Html {
  const { roc, operatingPoint } = answer;
  const says = texts.evaluationPage;
  return figure(id, size, spoken(answer), [
    axes(area, { x: says.roc.x, y: says.sensitivity }),
    html`<path class="chance" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>`,
    html`<path class="interval" d="${bandPath(answer)}"/>`,
    html`<path class="curve" d="${lineThrough(roc.map(({ falsePositiveRate, sensitivity }) => [x(falsePositiveRate), y(sensitivity)]))}"/>`,
    ...(operatingPoint ? [stretch(answer, operatingPoint), mark(operatingPoint)] : []),
    key(answer),
  ]);
}

function spoken({ question, auc, operatingPoint }: Answer) {
  const says = texts.evaluationPage.roc;
  const { sensitivity, specificity } = operatingPoint ?? {};
  const parts = [
    ...(auc ? [says.aucSentence(withInterval(auc))] : []),
    ...(sensitivity && specificity ? [says.at(withInterval(sensitivity), withInterval(specificity))] : []),
  ];
  return { title: says.of(question.title), description: parts.join(words.sentenceSpace) };
}

/** Wilson's interval of the sensitivity at every point of the curve. */
function bandPath({ roc, positives }: Answer): string {
  const ends = roc.map(({ falsePositiveRate, sensitivity }) => {
    const share = wilson(Math.round(sensitivity * positives), positives);
    return { at: x(falsePositiveRate), low: y(share?.low ?? 0), high: y(share?.high ?? 1) };
  });
  const upper = ends.map(({ at, high }) => [at, high] as const);
  const lower = ends.map(({ at, low }) => [at, low] as const).reverse();
  return `${lineThrough([...upper, ...lower])}Z`;
}

/** From the upper end of the band to the lower one, along the curve. */
function stretch({ roc }: Answer, { band: [low, high], bandEnds }: OperatingPoint): Html {
  if (bandEnds === undefined) return html``;
  const inside = roc.filter(({ threshold }) => threshold !== null && threshold >= low && threshold <= high);
  const points = [bandEnds.high, ...inside, bandEnds.low].map(
    ({ falsePositiveRate, sensitivity }) => [x(falsePositiveRate), y(sensitivity)] as const,
  );
  return html`<path class="stretch" d="${lineThrough(points)}"/>`;
}

function mark({ sensitivity, specificity }: OperatingPoint): Html {
  if (sensitivity === undefined || specificity === undefined) return html``;
  const [across, up] = [x(1 - specificity.value), y(sensitivity.value)];
  return html`<g class="mark"><path d="M${x(1 - specificity.high)} ${up}H${x(1 - specificity.low)}M${across} ${y(sensitivity.low)}V${y(sensitivity.high)}"/><circle cx="${across}" cy="${up}" r="6"/></g>`;
}

/** The lower right corner is empty unless a model is worse than chance. */
function key({ auc, operatingPoint }: Answer): Html {
  const right = area.left + area.width - 12;
  const says = texts.evaluationPage.roc;
  const lines = [
    { said: auc ? says.auc(withInterval(auc)) : says.noAuc, kind: 'strong' },
    ...(operatingPoint
      ? [
          { said: says.threshold(unrounded(operatingPoint.threshold)), kind: 'marked' },
          { said: says.inBand, kind: 'stretched' },
        ]
      : []),
    { said: says.interval, kind: 'shaded' },
  ];
  const first = area.top + area.height - 14 - (lines.length - 1) * 20;
  return html`<g class="key">${lines.map(({ said, kind }, index) => html`<text class="${kind}" x="${right}" y="${first + index * 20}" text-anchor="end">${said}</text>`)}</g>`;
}
