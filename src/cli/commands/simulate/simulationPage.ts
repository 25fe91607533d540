import { priorities } from '../../../domain/kernel/priority';
import { readingOrders } from '../../../domain/simulation/readingOrders';
import { hourly } from '../../../domain/simulation/room';
import type { WaitSummary } from '../../../domain/simulation/summary';
import { words } from '../../../domain/words/words';
import { Html, html } from '../../../formats/html';
import { spokenEnglish } from '../../language/language';
import { pageStyle } from '../support/page/pageStyle';
import type { SimulationReport } from './report';
import { curvePlot, roomPlot, waitPlot } from './simulationPlots';
import { simulationWords } from './simulationWords';

const says = simulationWords(spokenEnglish);

/** A simulation as one self-contained page: no script, nothing fetched. */
export function simulationPage(report: SimulationReport): string {
  const title = report.room.title ?? 'A reading room';
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Simulation: ${title}</title><style>${new Html(pageStyle)}</style></head>
<body><p class="warning">Triage aid. Not a diagnosis. Not cleared for clinical use.</p>
<main><header><p class="sub">Simulation of a reading room</p><h1>${title}</h1>
<p>Scores: ${report.about}. Policy ${report.policy.id}.</p></header>
${simulationSections(report)}${roomSection(report)}</main></body></html>
`.markup;
}

/** What was found, with plots. */
export function simulationSections(report: SimulationReport): Html {
  return html`${cards(report)}${waitsSection(report)}${prioritiesSection(report)}${listsSection(report)}${curveSection(report)}`;
}

function cards({ saved, load, studies }: SimulationReport): Html {
  return html`<dl class="cards"><div><dt>Diseased</dt><dd><span class="sub">${says.saved('diseased', saved.diseased)}</span></dd></div>
<div><dt>Others</dt><dd><span class="sub">${says.saved('others', saved.others)}</span></dd></div>
<div><dt>Readers busy</dt><dd><span class="big">${says.percent(load)}</span><span class="sub">of their time; ${studies} studies were read in each order.</span></dd></div></dl>`;
}

function waitsSection({ waits }: SimulationReport): Html {
  const row = (name: string, wait: WaitSummary | undefined) =>
    html`<tr><th scope="row">${name}</th>${cells(wait)}</tr>`;
  const part = (of: 'diseased' | 'others', name: string) =>
    html`<tr class="divider"><th colspan="4">${name}</th></tr>${readingOrders.map((order) => row(says.orders[order], waits[order][of]))}`;
  return html`<section><h2>Time to read</h2><p class="sub">Minutes from arrival until it was read, without the reading itself; the mean with its 95 % interval.</p>
<table><thead><tr><th>Read</th><th>Mean</th><th>Median</th><th>95 of 100 within</th></tr></thead><tbody>${part('diseased', 'Diseased')}${part('others', 'Others')}</tbody></table>
<div class="pair"><div><h3>Diseased</h3>${waitPlot('diseased', waits)}</div><div><h3>Others</h3>${waitPlot('others', waits)}</div></div></section>`;
}

function cells(wait: WaitSummary | undefined): Html {
  if (wait === undefined) return html`<td colspan="3" class="none">too few</td>`;
  return html`<td>${says.estimate(wait)}</td><td>${says.minutes(wait.median)}</td><td>${says.minutes(wait.p95)}</td>`;
}

function prioritiesSection({ priorities: found, waits }: SimulationReport): Html {
  const rows = priorities
    .filter((priority) => found[priority].share > 0)
    .map(
      (
        priority,
      ) => html`<tr><th scope="row">${words.priorities[priority]}</th><td>${says.percent(found[priority].share)}</td><td>${says.percent(found[priority].diseased)}</td>
<td>${mean(waits.asItCame[priority])}</td><td>${mean(waits.asOrdered[priority])}</td><td>${mean(waits.triaged[priority])}</td></tr>`,
    );
  return html`<section><h2>By the priority that the policy gives</h2><table><thead><tr><th>Priority</th><th>Share of studies</th><th>Diseased among them</th><th>As they came</th><th>As ordered</th><th>By the policy</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function mean(wait: WaitSummary | undefined): string {
  return wait === undefined ? '–' : says.estimate(wait);
}

function listsSection({ lists }: SimulationReport): Html {
  const rows = lists.map(
    ({ hours, size, orders }) =>
      html`<tr class="divider"><th colspan="4">${says.listTitle(hours, size)}</th></tr>${readingOrders.map(
        (order) => {
          const { diseasedInLastHalf, medianDiseased, medianOthers } = orders[order];
          return html`<tr><th scope="row">${says.orders[order]}</th><td>${says.percent(diseasedInLastHalf)}</td><td>${says.percent(medianDiseased)}</td><td>${says.percent(medianOthers)}</td></tr>`;
        },
      )}`,
  );
  return html`<section><h2>Places in a list</h2><p class="sub">Of lists that nobody has begun to read; 0 % is the first place, 100 % the last.</p>
<table><thead><tr><th>Read</th><th>Diseased in the last half</th><th>Median of the diseased</th><th>Median of the others</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function curveSection({ policy, room }: SimulationReport): Html {
  if (policy.dueCurves.length === 0) return html``;
  return html`<section><h2>Due time by score</h2><p class="sub">The policy's curve for ${room.finding}: a higher score is due sooner.</p><div class="pair">${policy.dueCurves.map(
    (curve, at) =>
      html`<div>${curve.orderedAs ? html`<h3>Ordered as ${curve.orderedAs.join(', ')}</h3>` : ''}${curvePlot(`curve${at}`, curve)}</div>`,
  )}</div></section>`;
}

function roomSection({ room, plan, software }: SimulationReport): Html {
  const { readingMinutes, interruptions, orders } = room;
  const rows: [string, string][] = [
    ['Studies a day', String(Math.round(hourly(room.arrivalsPerHour).reduce((sum, one) => sum + one, 0)))],
    ['Prevalence', says.percent(room.prevalence)],
    [
      'Reading',
      `${says.minutes(readingMinutes.diseased)} diseased, ${says.minutes(readingMinutes.others)} others, ${readingMinutes.spread}`,
    ],
    [
      'Ordered as',
      `stat ${says.percent(orders.stat)}, urgent ${says.percent(orders.urgent)}, routine ${says.percent(orders.routine)}`,
    ],
    ['Not analysed', says.percent(room.notAnalysed)],
    ['Interruptions', `${interruptions.perHour} an hour of ${says.minutes(interruptions.minutes)}`],
    [
      'Preemption',
      room.preempts
        ? 'a study of a higher place interrupts a reading'
        : 'a reading that has begun is finished',
    ],
    [
      'Simulated',
      `${plan.repetitions} repetitions of ${plan.days} days after ${plan.warmUpDays}, seed ${plan.seed}; the same studies in each order`,
    ],
    ['Software', `Imaging Triage ${software}`],
  ];
  return html`<section><h2>The room</h2>${roomPlot('room', room)}<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="sub">A simulation is as true as what it is told. It takes readers for equal, orders for obeyed, and studies for independent of each other.</p></section>`;
}
