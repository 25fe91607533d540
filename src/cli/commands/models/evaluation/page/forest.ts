import { type Html, html } from '../../../../../formats/html';
import type { Answer, Subgroup } from '../../../../../inference/evaluation/reportSchema';
import type { Interval } from '../../../../../inference/evaluation/statistics/share';
import { withInterval } from '../../../../../inference/evaluation/words';
import { intervalBar } from './intervalBar';

/** With fewer of a class, a sub-group's numbers are little more than chance. */
const few = 20;

/**
 * A forest plot as a table: every sub-group with its numbers, their intervals drawn beside the value of all
 * files.
 */
export function forest(answer: Answer): Html {
  const { subgroups, auc, operatingPoint } = answer;
  if (subgroups.length === 0) return html``;
  const all = {
    auc: auc?.value,
    sensitivity: operatingPoint?.sensitivity?.value,
    specificity: operatingPoint?.specificity?.value,
  };
  const columns = [...new Set(subgroups.map(({ column }) => column))];
  const thin = subgroups.some(isThin);
  return html`<h3>Sub-groups</h3>
<p class="sub">The dot is the value, the bar its 95 % interval on a line from 0 to 1; the upright line is the value of all files.${thin ? ` * fewer than ${few} of a class.` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Sub-groups: ${answer.question.title}"><table class="forest"><thead><tr><th scope="col">group</th><th scope="col" class="number">files</th><th scope="col" class="number">positive</th><th scope="col" class="number">no score</th><th scope="col">AUC</th><th scope="col">sensitivity</th><th scope="col">specificity</th></tr></thead>
${columns.map((column) => html`<tbody><tr class="divider"><th scope="rowgroup" colspan="7">${column}</th></tr>${subgroups.filter((group) => group.column === column).map((group) => row(group, all))}</tbody>`)}</table></div>`;
}

function isThin({ n, positives }: Subgroup): boolean {
  return Math.min(positives, n - positives) < few;
}

type Reference = { readonly [key in 'auc' | 'sensitivity' | 'specificity']: number | undefined };

function row(group: Subgroup, all: Reference): Html {
  return html`<tr><th scope="row">${group.value}${isThin(group) ? ' *' : ''}</th><td class="number">${group.n}</td><td class="number">${group.positives}</td><td class="number">${group.unscored}</td>${(['auc', 'sensitivity', 'specificity'] as const).map((key) => cell(group[key], all[key]))}</tr>`;
}

function cell(measured: Interval | undefined, reference: number | undefined): Html {
  if (measured === undefined) return html`<td class="none">–</td>`;
  return html`<td>${withInterval(measured, 2)}${intervalBar(measured, reference)}</td>`;
}
