import { type Html, html } from '../../../../../formats/html';
import type { Answer, EvaluationReport } from '../../../../../inference/evaluation/reportSchema';
import type { Interval } from '../../../../../inference/evaluation/statistics/share';
import { phrases, texts, words } from '../../../../language/language';
import { decimal, signed, unrounded, withInterval } from '../../../support/page/numbers';
import { columnTitles } from '../../../support/page/page';
import { intervalBar } from './intervalBar';

/** The numbers that readers look for first. */
export function headline(answer: Answer): Html {
  const { auc, operatingPoint, positives, negatives, unscored, n } = answer;
  const missing = unscored.reduce((sum, row) => sum + row.positives + row.negatives, 0);
  const says = texts.evaluationPage;
  const threshold = operatingPoint && unrounded(operatingPoint.threshold);
  return html`<dl class="cards">
${card(says.auc, auc, auc ? says.aucMeans : says.noAuc)}
${card(says.sensitivity, operatingPoint?.sensitivity, threshold === undefined ? says.noThreshold : says.ofPositives(positives, threshold))}
${card(says.specificity, operatingPoint?.specificity, threshold === undefined ? says.noThreshold : says.ofNegatives(negatives, threshold))}
<div><dt>${says.withoutScore}</dt><dd><span class="big">${missing}</span> <span class="sub">${says.ofKnown(n + missing)}</span></dd></div></dl>`;
}

function card(name: string, measured: Interval | undefined, what: string): Html {
  if (measured === undefined)
    return html`<div><dt>${name}</dt><dd><span class="big">–</span> <span class="sub">${what}</span></dd></div>`;
  const { value, low, high } = measured;
  return html`<div><dt>${name}</dt><dd><span class="big">${decimal(value)}</span> <span class="range">${decimal(low)}–${decimal(high)}</span>${intervalBar(measured)}<span class="sub">${what}</span></dd></div>`;
}

/** The answers for positives and for negatives, including those without an answer. */
export function confusionTable({ operatingPoint, unscored, question }: Answer): Html {
  if (operatingPoint === undefined) return html``;
  const { truePositives, falseNegatives, falsePositives, trueNegatives, inBand } = operatingPoint;
  const missing = (key: 'positives' | 'negatives') => unscored.reduce((sum, row) => sum + row[key], 0);
  const worst = operatingPoint.worstCaseSensitivity;
  const [low, high] = operatingPoint.band;
  const says = texts.evaluationPage.confusion;
  const caption = says.of(question.title);
  return html`<div><h3>${says.title(unrounded(operatingPoint.threshold))}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption class="hidden">${caption}</caption>${columnTitles(says.columns, [1, 2, 3, 4])}<tbody>
<tr><th scope="row">${says.positive}</th><td class="number good">${truePositives}</td><td class="number bad">${says.missed(falseNegatives)}</td><td class="number">${missing('positives')}</td><td class="number">${inBand.positives}</td></tr>
<tr><th scope="row">${says.negative}</th><td class="number bad">${says.falseAlarms(falsePositives)}</td><td class="number good">${trueNegatives}</td><td class="number">${missing('negatives')}</td><td class="number">${inBand.negatives}</td></tr></tbody></table></div>
${worst && missing('positives') > 0 ? html`<p>${says.worst(withInterval(worst))}</p>` : ''}
<p class="sub">${says.band(unrounded(low), unrounded(high))}</p></div>`;
}

/** Files that got no score for this question, by reason and truth. */
export function unscoredTable({ unscored, question }: Answer): Html {
  const { withoutScore, unscored: says } = texts.evaluationPage;
  if (unscored.length === 0) return html`<div><h3>${withoutScore}</h3><p>${says.none}</p></div>`;
  return html`<div><h3>${withoutScore}</h3><table><caption class="hidden">${says.of(question.title)}</caption>${columnTitles(says.columns, [1, 2])}<tbody>
${unscored.map(({ code, outcome, positives, negatives }) => html`<tr><th scope="row">${outcome === 'refused' ? `${says.refused} ` : ''}<code>${code}</code> <span class="sub">${whyWords(code)}</span></th><td class="number">${positives}</td><td class="number">${negatives}</td></tr>`)}</tbody></table></div>`;
}

function whyWords(code: Answer['unscored'][number]['code']): string {
  return { ...words.refusals, ...words.notAnalysed }[code].meaning;
}

/** Bins and other thresholds: the numbers behind the pictures. */
export function numbersBehind(answer: Answer): Html {
  return html`<details><summary>${texts.evaluationPage.numbers.title}</summary><div class="pair">
${calibrationTable(answer)}
${thresholdTable(answer)}</div></details>`;
}

function calibrationTable({ calibration, question }: Answer): Html {
  if (calibration === undefined) return html``;
  const says = texts.evaluationPage.numbers;
  const { bins, brier, meanScore, prevalence } = calibration;
  return html`<div><h3>${says.calibration}</h3><table><caption class="hidden">${says.calibrationOf(question.title)}</caption>${columnTitles(says.calibrationColumns, [1, 2, 3])}<tbody>${bins.map((bin) => html`<tr><td>${decimal(bin.lowest)}–${decimal(bin.highest)}</td><td class="number">${decimal(bin.meanScore)}</td><td class="number">${withInterval(bin.observed, 2)}</td><td class="number">${bin.observed.n}</td></tr>`)}</tbody></table><p class="sub">${says.brier(decimal(brier), decimal(meanScore), decimal(prevalence))}</p></div>`;
}

function thresholdTable({ thresholds, question }: Answer): Html {
  if (thresholds.length === 0) return html``;
  const says = texts.evaluationPage.numbers;
  return html`<div><h3>${says.thresholds}</h3><table><caption class="hidden">${says.thresholdsOf(question.title)}</caption>${columnTitles(says.thresholdColumns, [0, 1, 2])}<tbody>${thresholds.map((row) => html`<tr><td class="number">${decimal(row.threshold, 4)}</td><td class="number">${withInterval(row.sensitivity, 2)}</td><td class="number">${withInterval(row.specificity, 2)}</td></tr>`)}</tbody></table><p class="sub">${says.notToChoose}</p></div>`;
}

/** Files in all, and the time they took. */
export function filesAndTime({ files, notAnalysed, refused, notes, timing }: EvaluationReport): Html {
  const { files: says, time } = texts.evaluationPage;
  const rows: [string, number][] = [
    [says.analysed, files.analysed],
    ...notAnalysed.map(({ reason, n }): [string, number] => [
      says.notAnalysed(phrases.notAnalysedWords(reason)),
      n,
    ]),
    ...refused.map(({ code, n }): [string, number] => [says.refused(words.refusals[code].meaning), n]),
  ];
  const times = (['read', 'models', 'total'] as const).flatMap((part) => {
    const took = timing[part];
    return took ? [{ name: time[part], ...took }] : [];
  });
  const noted = notes.map(({ code, n }) => `${phrases.noteWords(code)} (${n})`);
  const { atOnce, processor } = timing;
  return html`<section class="pair"><div><h2>${says.title(files.listed)}</h2><table><caption class="hidden">${says.caption}</caption><tbody>${rows.map(([name, n]) => html`<tr><th scope="row">${name}</th><td class="number">${n}</td></tr>`)}</tbody></table>
${noted.length > 0 ? html`<p class="sub">${says.noted(noted.join(' '))}</p>` : ''}</div>
<div><h2>${time.title}</h2><table><caption class="hidden">${time.caption}</caption>${columnTitles(time.columns, [1, 2])}<tbody>${times.map(({ name, median, p95 }) => html`<tr><th scope="row">${name}</th><td class="number">${unrounded(median)}</td><td class="number">${unrounded(p95)}</td></tr>`)}</tbody></table><p class="sub">${atOnce === 1 ? time.one(processor) : time.several(atOnce, processor)}</p></div></section>`;
}

/** Wrong conclusions that a reader might draw from the numbers. */
export function cautions({ list, answers }: EvaluationReport): Html {
  const says = texts.evaluationPage.cautions;
  const lines = [
    words.evaluations.roles[list.role].caution,
    ...list.limits,
    says.mixture,
    says.chance,
    says.truth,
    ...(answers.length > 1 ? [says.several] : []),
  ];
  return html`<section><h2>${says.title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}

/** How the intervals were computed. */
export function methods({ list, answers }: EvaluationReport): Html {
  const used = new Set(
    answers
      .flatMap(({ auc, subgroups }) => [auc, ...subgroups.map((group) => group.auc)])
      .map((auc) => auc?.method),
  );
  const says = texts.evaluationPage.methods;
  const sentences = [
    used.has('patient-bootstrap') ? says.bootstrap : says.deLong,
    ...(used.has('disjoint-pairs') ? [says.apart] : []),
    list.patients === undefined ? says.noPatients : says.patients(list.patients),
  ];
  return html`<p class="sub">${sentences.join(words.sentenceSpace)}</p>`;
}

/** What changes when another model reads the same files. */
export function comparisonSection({ comparison, model }: EvaluationReport): Html {
  if (comparison === undefined) return html``;
  const other = `${comparison.model.id} ${comparison.model.version}`;
  const { first, second } = comparison.models;
  const says = texts.evaluationPage.comparison;
  const timed = (name: string, { median, p95 }: typeof first) => ({
    model: name,
    median: unrounded(median),
    p95: unrounded(p95),
  });
  return html`<section><h2>${says.title(comparison.model.title, other)}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${says.caption(other)}"><table><caption class="hidden">${says.caption(other)}</caption>${columnTitles(says.columns, [1, 3, 5, 6])}<tbody>
${comparison.answers.map(comparisonRow)}</tbody></table></div>
<p>${says.times(timed(`${model.id} ${model.version}`, first), timed(other, second))}</p>
<p class="sub">${says.what(comparison.onlyFirst, comparison.onlySecond)}</p></section>`;
}

type Compared = NonNullable<EvaluationReport['comparison']>['answers'][number];

function comparisonRow({ title, n, aucDifference, flipped, toPositive, toNegative }: Compared): Html {
  const says = texts.evaluationPage.comparison;
  const [difference, p] = aucDifference
    ? [
        says.difference(signed(aucDifference.value), signed(aucDifference.low), signed(aucDifference.high)),
        unrounded(Number(aucDifference.p.toPrecision(2))),
      ]
    : ['–', '–'];
  return html`<tr><th scope="row">${title}</th><td class="number">${n}</td><td>${difference}</td><td class="number">${p}</td><td>${flipped && withInterval(flipped)}</td><td class="number">${toPositive}</td><td class="number">${toNegative}</td></tr>`;
}
