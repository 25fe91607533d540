import { type Html, html } from '../../../../../formats/html';
import type { Answer, EvaluationReport } from '../../../../../inference/evaluation/reportSchema';
import { texts, words } from '../../../../language/language';
import { decimal } from '../../../support/page/numbers';
import { facts, page } from '../../../support/page/page';
import { distributionPlot } from './distributionPlot';
import { forest } from './forest';
import { reliabilityPlot } from './reliabilityPlot';
import { rocPlot } from './rocPlot';
import {
  cautions,
  comparisonSection,
  confusionTable,
  filesAndTime,
  headline,
  methods,
  numbersBehind,
  unscoredTable,
} from './sections';

/** An evaluation as one page, with numbers as text beside every picture. */
export function evaluationPage(report: EvaluationReport): string {
  const { model, list, answers } = report;
  const says = texts.evaluationPage;
  const title = texts.evaluate.title(model.title, list.title);
  return page(
    title,
    html`<header><p class="sub">${says.evaluationOf(`${model.id} ${model.version}`)}</p><h1>${title}</h1>
<p><span class="role">${words.evaluations.roles[list.role].name}</span> ${list.about ?? ''}</p>
${answers.length > 1 ? html`<nav aria-label="${says.questions}"><ol>${answers.map(({ question }, index) => html`<li><a href="#q${index + 1}">${question.title}</a></li>`)}</ol></nav>` : ''}</header>
${answers.map((answer, index) => answerSection(answer, index + 1))}
${comparisonSection(report)}${filesAndTime(report)}${cautions(report)}${provenance(report)}`,
  );
}

function answerSection(answer: Answer, number: number): Html {
  const id = `q${number}`;
  const { roc, reliability, distribution } = texts.evaluationPage;
  const { calibration, question, n } = answer;
  return html`<section class="answer" id="${id}"><h2>${question.title}</h2>
<p class="sub">${counted(answer)}</p>
${headline(answer)}${oneClass(answer)}
<div class="pair">${answer.roc.length > 0 ? html`<div><h3>${roc.title}</h3><p class="sub">${roc.what}</p>${rocPlot(`${id}-roc`, answer)}</div>` : ''}
${calibration && hasBoth(answer) ? html`<div><h3>${reliability.title}</h3><p class="sub">${reliability.what(decimal(calibration.expectedError))}</p>${reliabilityPlot(`${id}-reliability`, answer)}</div>` : ''}</div>
${n > 0 ? html`<h3>${distribution.title}</h3><p class="sub">${distribution.what}</p><div class="scroll" tabindex="0" role="region" aria-label="${distribution.of(question.title)}">${distributionPlot(`${id}-scores`, answer)}</div>` : ''}
<div class="pair">${confusionTable(answer)}${unscoredTable(answer)}</div>
${forest(answer)}${hasBoth(answer) ? numbersBehind(answer) : ''}</section>`;
}

function hasBoth({ positives, negatives }: Answer): boolean {
  return positives > 0 && negatives > 0;
}

function counted({ labelTitle, question, n, positives, negatives, unknown }: Answer): string {
  const says = texts.evaluationPage;
  return [
    says.label(labelTitle, question.label),
    says.scored(n, positives, negatives),
    ...(unknown > 0 ? [says.unknown(unknown)] : []),
  ].join(words.sentenceSpace);
}

function oneClass(answer: Answer): Html {
  const { none, noPositive, noNegative } = texts.evaluationPage;
  if (answer.n === 0) return html`<p class="note">${none}</p>`;
  if (hasBoth(answer)) return html``;
  return html`<p class="note">${answer.positives === 0 ? noPositive : noNegative}</p>`;
}

function provenance(report: EvaluationReport): Html {
  const { model, helpers, list, software, made } = report;
  const says = texts.evaluationPage.provenance;
  return html`<section><h2>${says.title}</h2>${methods(report)}${facts([
    [says.model, hashed(`${model.id} ${model.version}`, model.sha256)],
    ...helpers.map(
      ({ kind, id, version, sha256 }) => [says.helper(kind), hashed(`${id} ${version}`, sha256)] as const,
    ),
    [says.list, hashed(list.title, list.sha256)],
    [says.software, says.preprocessing(`Imaging Triage ${software.version}`, software.preprocessing)],
    [says.made, words.values.time(made)],
  ])}</section>`;
}

function hashed(what: string, sha256: string): string {
  return [what, `SHA-256 ${sha256}`].join(words.listSeparator);
}
