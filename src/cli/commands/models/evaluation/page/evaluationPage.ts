import { Html, html } from '../../../../../formats/html';
import type { Answer, EvaluationReport } from '../../../../../inference/evaluation/reportSchema';
import { roleWords } from '../../../../../inference/evaluation/roleWords';
import { decimal } from '../../../../../inference/evaluation/words';
import { pageStyle } from '../../../support/page/pageStyle';
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

/**
 * An evaluation as one self-contained page: no script, nothing fetched, numbers as text beside every picture.
 */
export function evaluationPage(report: EvaluationReport): string {
  const { model, list, answers } = report;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${model.title} on ${list.title}</title><style>${new Html(pageStyle)}</style></head>
<body><p class="warning">Triage aid. Not a diagnosis. Not cleared for clinical use.</p>
<main><header><p class="sub">Evaluation of ${model.id} ${model.version}</p><h1>${model.title} on ${list.title}</h1>
<p><span class="role">${roleWords[list.role].name}</span> ${list.about ?? ''}</p>
${answers.length > 1 ? html`<nav aria-label="Questions"><ol>${answers.map(({ question }, index) => html`<li><a href="#q${index + 1}">${question.title}</a></li>`)}</ol></nav>` : ''}</header>
${answers.map((answer, index) => answerSection(answer, index + 1))}
${comparisonSection(report)}${filesAndTime(report)}${cautions(report)}${provenance(report)}</main></body></html>
`.markup;
}

function answerSection(answer: Answer, number: number): Html {
  const id = `q${number}`;
  return html`<section class="answer" id="${id}"><h2>${answer.question.title}</h2>
<p class="sub">Label ${answer.labelTitle} (<code>${answer.question.label}</code>): ${answer.n} files with a score, ${answer.positives} positive, ${answer.negatives} negative.${answer.unknown > 0 ? ` Of ${answer.unknown} others the list does not say.` : ''}</p>
${headline(answer)}${oneClass(answer)}
<div class="pair">${answer.roc.length > 0 ? html`<div><h3>ROC curve</h3><p class="sub">What every threshold would do: high on the left is good, the dashed line is chance.</p>${rocPlot(`${id}-roc`, answer)}</div>` : ''}
${answer.calibration && answer.positives > 0 && answer.negatives > 0 ? html`<div><h3>Are scores probabilities?</h3><p class="sub">Expected calibration error ${decimal(answer.calibration.expectedError)}; on the dashed line a score of 0.3 would come true three times in ten.</p>${reliabilityPlot(`${id}-reliability`, answer)}</div>` : ''}</div>
${answer.n > 0 ? html`<h3>Scores by truth</h3><p class="sub">Each bar is a share of its class. Upwards and right of the threshold: found. Downwards and right of it: false alarms.</p><div class="scroll" tabindex="0" role="region" aria-label="Scores by truth: ${answer.question.title}">${distributionPlot(`${id}-scores`, answer)}</div>` : ''}
<div class="pair">${confusionTable(answer)}${unscoredTable(answer)}</div>
${forest(answer)}${answer.positives > 0 && answer.negatives > 0 ? numbersBehind(answer) : ''}</section>`;
}

function oneClass({ n, positives, negatives }: Answer): Html {
  if (n === 0) return html`<p class="note">No file of this question got a score.</p>`;
  if (positives > 0 && negatives > 0) return html``;
  const missing = positives === 0 ? 'positive' : 'negative';
  return html`<p class="note">The list holds no ${missing} with a score: there is no ROC curve, and ${positives === 0 ? 'nothing is known of what would be missed' : 'nothing is known of false alarms'}.</p>`;
}

function provenance(report: EvaluationReport): Html {
  const { model, helpers, list, software, made } = report;
  const rows: [string, string][] = [
    ['Model', `${model.id} ${model.version}, SHA-256 ${model.sha256}`],
    ...helpers.map(({ kind, id, version, sha256 }): [string, string] => [
      `With the ${kind} model`,
      `${id} ${version}, SHA-256 ${sha256}`,
    ]),
    ['List', `${list.title}, SHA-256 ${list.sha256}`],
    ['Software', `Imaging Triage ${software.version}, preprocessing ${software.preprocessing}`],
    ['Made', `${made.slice(0, 16).replace('T', ' ')} UTC`],
  ];
  return html`<section><h2>What was measured</h2>${methods(report)}<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}
