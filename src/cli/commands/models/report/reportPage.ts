import { type Html, html } from '../../../../formats/html';
import { limitsOf } from '../../../../inference/card/limits';
import type { Answer, EvaluationReport } from '../../../../inference/evaluation/reportSchema';
import type { ClassifierManifest } from '../../../../inference/manifest/manifest';
import { texts, words } from '../../../language/language';
import type { SimulationReport } from '../../simulate/report';
import { simulationSections } from '../../simulate/simulationPage';
import { simulationWords } from '../../simulate/simulationWords';
import { unrounded } from '../../support/page/numbers';
import { columnTitles, facts, page } from '../../support/page/page';
import { forest } from '../evaluation/page/forest';
import { rocPlot } from '../evaluation/page/rocPlot';
import { confusionTable, headline, unscoredTable } from '../evaluation/page/sections';

/** A simulation, with the names of its room and its scores in the language of the reader. */
export interface SimulatedTriage {
  readonly report: SimulationReport;
  readonly room: string;
  readonly scores: string;
}

export interface ReportParts {
  readonly manifest: ClassifierManifest;
  readonly reports: readonly EvaluationReport[];
  /** Undefined if no evaluation has both classes and a threshold. */
  readonly triage: SimulatedTriage | undefined;
  readonly made: string;
}

/**
 * What 21 CFR 892.2080 asks to be shown of software that triages: intended use, data, stand-alone performance
 * with its operating point and sub-groups, effective triage, limits. One page that fetches nothing.
 */
export function reportPage(parts: ReportParts): string {
  const { manifest, made } = parts;
  const says = texts.reportPage;
  return page(
    says.title(manifest.title, manifest.version),
    html`<header><p class="sub">${says.made(words.values.day(made.slice(0, 10)))}</p><h1>${says.heading(manifest.title, `${manifest.id} ${manifest.version}`)}</h1>
<p>${says.order}</p></header>
${intendedUse(manifest)}${data(parts)}${operatingPoints(manifest)}${performance(parts)}${effectiveTriage(parts)}${limits(parts)}`,
  );
}

function list(lines: readonly string[]): Html {
  return html`<ul>${lines.map((line) => html`<li>${unbroken(line.replaceAll('**', ''))}</li>`)}</ul>`;
}

/** A number such as 3 422 stays on one line. */
function unbroken(line: string): string {
  return line.replaceAll(/(?<=\d) (?=\d{3}\b)/g, '\u00a0');
}

const listed = (parts: readonly string[]) => parts.join(words.listSeparator);

function intendedUse({ intendedUse: use, labels, file }: ClassifierManifest): Html {
  const says = texts.reportPage.use;
  return html`<section><h2>${says.title}</h2>${facts([
    [says.purpose, use.purpose],
    [says.output, says.scoreFor(listed(labels.map(({ title, meaning }) => says.label(title, meaning))))],
    [says.images, says.kinds(listed(use.modalities), listed(use.bodyParts), listed(use.views))],
    [says.patients, patientsOf(use)],
    [says.network, listed([file.name, `SHA-256 ${file.sha256}`])],
  ])}
${use.notLookedFor === undefined ? '' : html`<h3>${says.notLookedFor}</h3>${list(use.notLookedFor)}`}
<h3>${says.mustNot}</h3>${list(use.mustNot)}</section>`;
}

function patientsOf({ minimumAgeYears: least, mayBeUnknown }: ClassifierManifest['intendedUse']): string {
  const says = texts.reportPage.use;
  const patients = least === 0 ? says.everybody : says.from(least);
  return mayBeUnknown.includes('age') ? says.orUnknown(patients) : patients;
}

function data({ manifest, reports }: ReportParts): Html {
  const says = texts.reportPage.data;
  const trained = manifest.provenance.data.map(({ name, used }) => says.used(name, used));
  const rows = reports.map(
    ({ list: { title, role, about, patients }, files }) =>
      html`<tr><th scope="row">${title}<br><span class="sub">${about ?? ''}</span></th><td>${words.evaluations.roles[role].name}</td><td class="number">${files.listed}</td><td class="number">${patients ?? says.notStated}</td><td class="number">${files.analysed}</td><td class="number">${files.notAnalysed + files.refused}</td></tr>`,
  );
  return html`<section><h2>${says.title}</h2><h3>${says.trained}</h3>${list(trained)}<h3>${says.tested}</h3>
${rows.length === 0 ? html`<p class="note">${says.nothing}</p>` : html`<table>${columnTitles(says.columns, [2, 3, 4, 5])}<tbody>${rows}</tbody></table>`}</section>`;
}

function operatingPoints({ labels }: ClassifierManifest): Html {
  const says = texts.reportPage.point;
  const rows = labels.map(({ title, operatingPoint: point }) =>
    point === undefined
      ? html`<tr><th scope="row">${title}</th><td colspan="3">${says.none}</td></tr>`
      : html`<tr><th scope="row">${title}</th><td>${unrounded(point.threshold)}</td><td>${unrounded(point.band[0])}–${unrounded(point.band[1])}</td><td>${says.chosen(point.rule, point.chosenOn)}</td></tr>`,
  );
  return html`<section><h2>${says.title}</h2><table>${columnTitles(says.columns)}<tbody>${rows}</tbody></table></section>`;
}

function performance({ reports }: ReportParts): Html {
  const says = texts.reportPage.performance;
  const sections = reports.flatMap((report, at) =>
    report.answers.map((answer, index) => answerSection(report, answer, `l${at}q${index}`)),
  );
  return html`<section><h2>${says.title}</h2><p class="sub">${says.what}</p></section>${sections}`;
}

function answerSection({ list: { title, role } }: EvaluationReport, answer: Answer, id: string): Html {
  const heading = texts.reportPage.performance.answer(
    title,
    words.evaluations.roles[role].name,
    answer.question.title,
  );
  return html`<section class="answer" id="${id}"><h3>${heading}</h3>
${headline(answer)}<div class="pair">${answer.roc.length > 0 ? html`<div>${rocPlot(`${id}-roc`, answer)}</div>` : ''}<div>${confusionTable(answer)}${unscoredTable(answer)}</div></div>${forest(answer)}</section>`;
}

function effectiveTriage({ triage }: ReportParts): Html {
  const says = texts.reportPage.triage;
  if (triage === undefined)
    return html`<section><h2>${says.title}</h2><p class="note">${says.nothing}</p></section>`;
  const { report, room, scores } = triage;
  const prevalence = simulationWords({ texts, words }).percent(report.room.prevalence);
  const sentences = [says.how(room, prevalence, report.policy.id), says.scores(scores), says.held];
  return html`<section><h2>${says.title}</h2><p>${sentences.join(words.sentenceSpace)}</p></section>${simulationSections(report)}`;
}

function limits({ manifest, reports }: ReportParts): Html {
  const says = texts.reportPage.limits;
  const lines = limitsOf(manifest, reports, words).map(({ about, text }) =>
    [...(about === undefined ? [] : [about]), text].join(words.sentenceSpace),
  );
  return html`<section><h2>${says.title}</h2>${list(lines)}<p class="sub">${says.simulated}</p></section>`;
}
