import { notAnalysedWords, noteWords, words } from '../../../../../domain/words/words';
import { type Html, html } from '../../../../../formats/html';
import type { Answer, EvaluationReport } from '../../../../../inference/evaluation/reportSchema';
import { roleWords } from '../../../../../inference/evaluation/roleWords';
import type { Interval } from '../../../../../inference/evaluation/statistics/share';
import { decimal, signed, withInterval } from '../../../../../inference/evaluation/words';
import { intervalBar } from './intervalBar';

/** The numbers that readers look for first. */
export function headline(answer: Answer): Html {
  const { auc, operatingPoint, unscored, n } = answer;
  const missing = unscored.reduce((sum, row) => sum + row.positives + row.negatives, 0);
  return html`<dl class="cards">
${card('AUC', auc, auc ? `how often a positive scores higher than a negative` : 'cannot be said: it takes two positives and two negatives')}
${card('Sensitivity', operatingPoint?.sensitivity, operatingPoint ? `of ${answer.positives} positives, at the threshold ${operatingPoint.threshold}` : 'the label has no threshold')}
${card('Specificity', operatingPoint?.specificity, operatingPoint ? `of ${answer.negatives} negatives, at the threshold ${operatingPoint.threshold}` : 'the label has no threshold')}
<div><dt>Without a score</dt><dd><span class="big">${missing}</span> <span class="sub">of ${n + missing} files with a known truth; none of them counts as negative</span></dd></div></dl>`;
}

function card(name: string, measured: Interval | undefined, words: string): Html {
  if (measured === undefined)
    return html`<div><dt>${name}</dt><dd><span class="big">–</span> <span class="sub">${words}</span></dd></div>`;
  const { value, low, high } = measured;
  return html`<div><dt>${name}</dt><dd><span class="big">${decimal(value)}</span> <span class="range">${decimal(low)}–${decimal(high)}</span>${intervalBar(measured)}<span class="sub">${words}</span></dd></div>`;
}

/** The answers for positives and for negatives, including those without an answer. */
export function confusionTable({ operatingPoint, unscored, question }: Answer): Html {
  if (operatingPoint === undefined) return html``;
  const { truePositives, falseNegatives, falsePositives, trueNegatives, inBand } = operatingPoint;
  const missing = (key: 'positives' | 'negatives') => unscored.reduce((sum, row) => sum + row[key], 0);
  const worst = operatingPoint.worstCaseSensitivity;
  return html`<div><h3>At the threshold ${operatingPoint.threshold}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Confusion table: ${question.title}"><table><caption class="hidden">Confusion table: ${question.title}</caption><thead><tr><th scope="col">in truth</th><th scope="col" class="number">called positive</th><th scope="col" class="number">called negative</th><th scope="col" class="number">no score</th><th scope="col" class="number">in the band</th></tr></thead><tbody>
<tr><th scope="row">positive</th><td class="number good">${truePositives}</td><td class="number bad">${falseNegatives} missed</td><td class="number">${missing('positives')}</td><td class="number">${inBand.positives}</td></tr>
<tr><th scope="row">negative</th><td class="number bad">${falsePositives} false</td><td class="number good">${trueNegatives}</td><td class="number">${missing('negatives')}</td><td class="number">${inBand.negatives}</td></tr></tbody></table></div>
${worst && missing('positives') > 0 ? html`<p>Worst case: with every positive without a score counted as missed, the sensitivity is <strong>${withInterval(worst)}</strong>.</p>` : ''}
<p class="sub">In the band ${operatingPoint.band[0]}–${operatingPoint.band[1]} a score is neither clearly positive nor clearly negative; those files are in the first columns too.</p></div>`;
}

/** Files that got no score for this question, by reason and truth. */
export function unscoredTable({ unscored, question }: Answer): Html {
  if (unscored.length === 0)
    return html`<div><h3>Without a score</h3><p>Every file of this question got a score.</p></div>`;
  return html`<div><h3>Without a score</h3><table><caption class="hidden">Files without a score: ${question.title}</caption><thead><tr><th scope="col">why</th><th scope="col" class="number">positives</th><th scope="col" class="number">negatives</th></tr></thead><tbody>
${unscored.map(({ code, outcome, positives, negatives }) => html`<tr><th scope="row">${outcome === 'refused' ? 'refused: ' : ''}<code>${code}</code> <span class="sub">${whyWords(code)}</span></th><td class="number">${positives}</td><td class="number">${negatives}</td></tr>`)}</tbody></table></div>`;
}

function whyWords(code: Answer['unscored'][number]['code']): string {
  return { ...words.refusals, ...words.notAnalysed }[code].meaning;
}

/** Bins and other thresholds: the numbers behind the pictures. */
export function numbersBehind(answer: Answer): Html {
  const { calibration, thresholds } = answer;
  return html`<details><summary>The numbers behind the pictures</summary><div class="pair">
${calibration ? html`<div><h3>Calibration, in tenths by score</h3><table><caption class="hidden">Calibration: ${answer.question.title}</caption><thead><tr><th scope="col">scores</th><th scope="col" class="number">mean</th><th scope="col" class="number">positive</th><th scope="col" class="number">files</th></tr></thead><tbody>${calibration.bins.map((bin) => html`<tr><td>${decimal(bin.lowest)}–${decimal(bin.highest)}</td><td class="number">${decimal(bin.meanScore)}</td><td class="number">${withInterval(bin.observed, 2)}</td><td class="number">${bin.observed.n}</td></tr>`)}</tbody></table><p class="sub">Brier score ${decimal(calibration.brier)}; mean score ${decimal(calibration.meanScore)}, share of positives ${decimal(calibration.prevalence)}.</p></div>` : ''}
${thresholds.length > 0 ? html`<div><h3>What other thresholds do here</h3><table><caption class="hidden">Other thresholds: ${answer.question.title}</caption><thead><tr><th scope="col" class="number">threshold</th><th scope="col" class="number">sensitivity</th><th scope="col" class="number">specificity</th></tr></thead><tbody>${thresholds.map((row) => html`<tr><td class="number">${decimal(row.threshold, 4)}</td><td class="number">${withInterval(row.sensitivity, 2)}</td><td class="number">${withInterval(row.specificity, 2)}</td></tr>`)}</tbody></table><p class="sub">To look at, not to choose by: a threshold that is chosen on the files it is reported on is flattered.</p></div>` : ''}</div></details>`;
}

/** Files in all, and the time they took. */
export function filesAndTime({ files, notAnalysed, refused, notes, timing }: EvaluationReport): Html {
  const rows: [string, number][] = [
    ['analysed', files.analysed],
    ...notAnalysed.map(({ reason, n }): [string, number] => [`not analysed: ${notAnalysedWords(reason)}`, n]),
    ...refused.map(({ code, n }): [string, number] => [`refused: ${words.refusals[code].meaning}`, n]),
  ];
  const times: [string, { median: number; p95: number } | undefined][] = [
    ['reading the file', timing.read],
    ['models', timing.models],
    ['together', timing.total],
  ];
  return html`<section class="pair"><div><h2>All ${files.listed} files</h2><table><caption class="hidden">Outcomes of all files</caption><tbody>${rows.map(([words, n]) => html`<tr><th scope="row">${words}</th><td class="number">${n}</td></tr>`)}</tbody></table>
${notes.length > 0 ? html`<p class="sub">Noted beside scores: ${notes.map(({ code, n }) => `${noteWords(code)} (${n})`).join(' ')}</p>` : ''}</div>
<div><h2>Time a file</h2><table><caption class="hidden">Milliseconds a file</caption><thead><tr><th scope="col">milliseconds</th><th scope="col" class="number">median</th><th scope="col" class="number">95th percentile</th></tr></thead><tbody>${times.map(([name, time]) => (time ? html`<tr><th scope="row">${name}</th><td class="number">${time.median}</td><td class="number">${time.p95}</td></tr>` : ''))}</tbody></table><p class="sub">${timing.atOnce === 1 ? 'One file at a time' : `${timing.atOnce} files at once, waiting for each other included`}, on ${timing.processor}.</p></div></section>`;
}

/** Wrong conclusions that a reader might draw from the numbers. */
export function cautions({ list, answers }: EvaluationReport): Html {
  const lines = [
    roleWords[list.role].caution,
    ...list.limits,
    'Sensitivity and specificity hold for this mixture of patients. How often a positive result is right depends on how frequent the finding is, which in a list like this is seldom as in practice.',
    'An interval says how much is chance in so many files. It does not say that other scanners, patients or readers are alike.',
    'What is true here is what the list says: a label that was mined from a report, or read from one picture, is wrong now and then.',
    ...(answers.length > 1
      ? [
          'Several questions and sub-groups were looked at: the best and the worst of many look better and worse than they are.',
        ]
      : []),
  ];
  return html`<section><h2>What the numbers do not say</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}

/** How the intervals were computed. */
export function methods({ list, answers }: EvaluationReport): Html {
  const used = new Set(
    answers
      .flatMap(({ auc, subgroups }) => [auc, ...subgroups.map((group) => group.auc)])
      .map((auc) => auc?.method),
  );
  const patients = used.has('patient-bootstrap');
  return html`<p class="sub">95 % intervals: ${patients ? 'by drawing patients with replacement, since some have several files (2000 times; Wilson’s for that many patients where all draws agree)' : 'DeLong’s for the AUC, Wilson’s for shares'}${used.has('disjoint-pairs') ? '; where the classes are wholly apart, Wilson’s of as many pairs as the rarer class has cases' : ''}. ${list.patients === undefined ? 'The list does not name patients: should some have several files, the intervals are too narrow.' : `${list.patients} patients.`}</p>`;
}

/** What changes when another model reads the same files. */
export function comparisonSection({ comparison, model }: EvaluationReport): Html {
  if (comparison === undefined) return html``;
  const other = `${comparison.model.id} ${comparison.model.version}`;
  const { first, second } = comparison.models;
  return html`<section><h2>Against ${comparison.model.title} (${other})</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Comparison"><table><caption class="hidden">Comparison with ${other}</caption><thead><tr><th scope="col">question</th><th scope="col" class="number">files</th><th scope="col">AUC difference</th><th scope="col" class="number">p</th><th scope="col">change sides</th><th scope="col" class="number">to positive</th><th scope="col" class="number">to negative</th></tr></thead><tbody>
${comparison.answers.map(({ title, n, aucDifference, flipped, toPositive, toNegative }) => html`<tr><th scope="row">${title}</th><td class="number">${n}</td><td>${aucDifference ? `${signed(aucDifference.value)} (${signed(aucDifference.low)} to ${signed(aucDifference.high)})` : '–'}</td><td class="number">${aucDifference ? aucDifference.p.toPrecision(2) : '–'}</td><td>${withInterval(flipped)}</td><td class="number">${toPositive}</td><td class="number">${toNegative}</td></tr>`)}</tbody></table></div>
<p>In the models a file takes ${first.median} ms with ${model.id} ${model.version} and ${second.median} ms with ${other} (medians; 95th percentiles ${first.p95} and ${second.p95}).</p>
<p class="sub">Difference: the other model minus this one, on the files that both scored, with DeLong’s paired interval. ${comparison.onlyFirst} files only this model analysed, ${comparison.onlySecond} only the other.</p></section>`;
}
