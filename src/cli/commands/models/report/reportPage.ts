import { Html, html } from '../../../../formats/html';
import { limitsOf } from '../../../../inference/card/limits';
import type { Answer, EvaluationReport } from '../../../../inference/evaluation/reportSchema';
import { roleWords } from '../../../../inference/evaluation/roleWords';
import type { ClassifierManifest } from '../../../../inference/manifest/manifest';
import { years } from '../../../../inference/manifest/years';
import { spokenEnglish } from '../../../language/language';
import type { SimulationReport } from '../../simulate/report';
import { simulationSections } from '../../simulate/simulationPage';
import { simulationWords } from '../../simulate/simulationWords';
import { pageStyle } from '../../support/page/pageStyle';
import { forest } from '../evaluation/page/forest';
import { rocPlot } from '../evaluation/page/rocPlot';
import { confusionTable, headline, unscoredTable } from '../evaluation/page/sections';

export interface ReportParts {
  readonly manifest: ClassifierManifest;
  readonly reports: readonly EvaluationReport[];
  /** Undefined if no evaluation has both classes and a threshold. */
  readonly triage: SimulationReport | undefined;
  readonly made: string;
}

/**
 * What 21 CFR 892.2080 asks to be shown of software that triages: intended use, data, stand-alone performance
 * with its operating point and sub-groups, effective triage, limits. One page that fetches nothing.
 */
export function reportPage(parts: ReportParts): string {
  const { manifest, made } = parts;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Report: ${manifest.title} ${manifest.version}</title><style>${new Html(pageStyle)}</style></head>
<body><p class="warning">Triage aid. Not a diagnosis. Not cleared for clinical use.</p>
<main><header><p class="sub">Stand-alone report, made ${made.slice(0, 10)}</p><h1>${manifest.title} (${manifest.id} ${manifest.version})</h1>
<p>In the order of 21 CFR 892.2080, radiological computer-aided triage and notification software. No authority has reviewed it.</p></header>
${intendedUse(manifest)}${data(parts)}${operatingPoints(manifest)}${performance(parts)}${effectiveTriage(parts)}${limits(parts)}</main></body></html>
`.markup;
}

function list(lines: readonly string[]): Html {
  return html`<ul>${lines.map((line) => html`<li>${unbroken(line.replaceAll('**', ''))}</li>`)}</ul>`;
}

/** A number such as 3 422 stays on one line. */
function unbroken(line: string): string {
  return line.replaceAll(/(?<=\d) (?=\d{3}\b)/g, '\u00a0');
}

function intendedUse({ intendedUse: use, labels, file }: ClassifierManifest): Html {
  const rows: [string, string][] = [
    ['Purpose', use.purpose],
    [
      'Output',
      `a score for ${labels.map(({ title, meaning }) => `${title} (${meaning})`).join('; ')}. It orders the reading list; a clinician reads every study.`,
    ],
    [
      'Images',
      `modalities ${use.modalities.join(', ')}; body parts ${use.bodyParts.join(', ')}; views ${use.views.join(', ')}`,
    ],
    [
      'Patients',
      `${years(use.minimumAgeYears)} and older${use.mayBeUnknown.includes('age') ? '; also where the file does not state an age' : ''}`,
    ],
    ['Network', `${file.name}, SHA-256 ${file.sha256}`],
  ];
  return html`<section><h2>1. Intended use</h2><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${use.notLookedFor === undefined ? '' : html`<h3>It does not look for</h3>${list(use.notLookedFor)}`}
<h3>It must not</h3>${list(use.mustNot)}</section>`;
}

function data({ manifest, reports }: ReportParts): Html {
  const trained = manifest.provenance.data.map(({ name, used }) => `${name}: ${used}`);
  const rows = reports.map(
    ({ list: { title, role, about, patients }, files }) =>
      html`<tr><th scope="row">${title}<br><span class="sub">${about ?? ''}</span></th><td>${roleWords[role].name}</td><td class="number">${files.listed}</td><td class="number">${patients ?? 'not stated'}</td><td class="number">${files.analysed}</td><td class="number">${files.notAnalysed + files.refused}</td></tr>`,
  );
  return html`<section><h2>2. Data</h2><h3>Trained on</h3>${list(trained)}<h3>Tested on</h3>
${rows.length === 0 ? html`<p class="note">Nobody has kept an evaluation of this version: nothing is known of how often it is right.</p>` : html`<table><thead><tr><th>List</th><th>What it is to the model</th><th class="number">Files</th><th class="number">Patients</th><th class="number">Analysed</th><th class="number">Without a score</th></tr></thead><tbody>${rows}</tbody></table>`}</section>`;
}

function operatingPoints({ labels }: ClassifierManifest): Html {
  const rows = labels.map(({ title, operatingPoint: point }) =>
    point === undefined
      ? html`<tr><th scope="row">${title}</th><td colspan="3">none: only scored, never positive</td></tr>`
      : html`<tr><th scope="row">${title}</th><td>${point.threshold}</td><td>${point.band[0]} – ${point.band[1]}</td><td>${point.rule}; chosen on ${point.chosenOn}</td></tr>`,
  );
  return html`<section><h2>3. Operating point</h2><table><thead><tr><th>Label</th><th>Threshold</th><th>Indeterminate band</th><th>Rule</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function performance({ reports }: ReportParts): Html {
  const sections = reports.flatMap((report, at) =>
    report.answers.map((answer, index) => answerSection(report, answer, `l${at}q${index}`)),
  );
  return html`<section><h2>4. Stand-alone performance, with sub-groups</h2><p class="sub">Whole files through the pipeline as it runs; intervals of 95 %. A file without a score is never counted as negative.</p></section>${sections}`;
}

function answerSection({ list: { title, role } }: EvaluationReport, answer: Answer, id: string): Html {
  return html`<section class="answer" id="${id}"><h3>${title} (${roleWords[role].name}): ${answer.question.title}</h3>
${headline(answer)}<div class="pair">${answer.roc.length > 0 ? html`<div>${rocPlot(`${id}-roc`, answer)}</div>` : ''}<div>${confusionTable(answer)}${unscoredTable(answer)}</div></div>${forest(answer)}</section>`;
}

function effectiveTriage({ triage }: ReportParts): Html {
  if (triage === undefined)
    return html`<section><h2>5. Effective triage</h2><p class="note">No evaluation has both classes and a threshold of a label that the policy knows: nothing can be said of waiting times.</p></section>`;
  const { room, about, policy } = triage;
  return html`<section><h2>5. Effective triage</h2><p>By simulation of a reading room (${room.title ?? 'a reading room'}; prevalence ${simulationWords(spokenEnglish).percent(room.prevalence)}; policy ${policy.id}); the scores are ${about}. The simulation is held against queueing theory and against the published tool for triage devices (docs/simulation.md).</p></section>${simulationSections(triage)}`;
}

function limits({ manifest, reports }: ReportParts): Html {
  return html`<section><h2>6. Limits</h2>${list(limitsOf(manifest, reports))}<p class="sub">A waiting time that was simulated is not one that was measured in a clinic.</p></section>`;
}
