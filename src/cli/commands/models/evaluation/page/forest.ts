import { type Html, html } from '../../../../../formats/html';
import type { Answer, Subgroup } from '../../../../../inference/evaluation/reportSchema';
import type { Interval } from '../../../../../inference/evaluation/statistics/share';
import { texts, words } from '../../../../language/language';
import { withInterval } from '../../../support/page/numbers';
import { columnTitles } from '../../../support/page/page';
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
  const says = texts.evaluationPage.subgroups;
  const explained = [says.what, ...(thin ? [says.thin(few)] : [])].join(words.sentenceSpace);
  const caption = says.of(answer.question.title);
  return html`<h3>${says.title}</h3>
<p class="sub">${explained}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="forest">${columnTitles(says.columns, [1, 2, 3])}
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
