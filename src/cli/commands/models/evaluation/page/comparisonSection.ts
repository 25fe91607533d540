import { type Html, html } from '../../../../../formats/html';
import type { EvaluationReport } from '../../../../../inference/evaluation/reportSchema';
import { signed, withInterval } from '../../../../../inference/evaluation/words';

/** What changes when another model looks at the same files. */
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
