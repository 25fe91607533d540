import { priorities } from '../../../domain/kernel/priority';
import { readingOrders } from '../../../domain/simulation/readingOrders';
import { hourly } from '../../../domain/simulation/room';
import type { WaitSummary } from '../../../domain/simulation/summary';
import { type Html, html } from '../../../formats/html';
import { texts, words } from '../../language/language';
import { unrounded } from '../support/page/numbers';
import { columnTitles, facts, page } from '../support/page/page';
import type { SimulationReport } from './report';
import { curvePlot, roomPlot, waitPlot } from './simulationPlots';
import { simulationWords } from './simulationWords';

/** What the report says in English, in the language of the reader. */
interface InWords {
  /** Of the room. */
  readonly title: string;
  /** Where the scores come from. */
  readonly scores: string;
}

const inWords = () => simulationWords({ texts, words });

/** A simulation as one page. */
export function simulationPage(report: SimulationReport, { title, scores }: InWords): string {
  const says = texts.simulationPage;
  return page(
    says.title(title),
    html`<header><p class="sub">${says.what}</p><h1>${title}</h1>
<p>${says.scores(scores, report.policy.id)}</p></header>
${simulationSections(report)}${roomSection(report)}`,
  );
}

/** What was found, with plots. */
export function simulationSections(report: SimulationReport): Html {
  return html`${cards(report)}${waitsSection(report)}${prioritiesSection(report)}${listsSection(report)}${curveSection(report)}`;
}

function cards({ saved, load, studies }: SimulationReport): Html {
  const says = texts.simulationPage;
  const numbers = inWords();
  return html`<dl class="cards"><div><dt>${says.diseased}</dt><dd><span class="sub">${numbers.saved('diseased', saved.diseased)}</span></dd></div>
<div><dt>${says.others}</dt><dd><span class="sub">${numbers.saved('others', saved.others)}</span></dd></div>
<div><dt>${says.busy}</dt><dd><span class="big">${numbers.percent(load)}</span><span class="sub">${says.ofTheirTime(studies)}</span></dd></div></dl>`;
}

function waitsSection({ waits }: SimulationReport): Html {
  const { waits: says, diseased, others } = texts.simulationPage;
  const { orders } = inWords();
  const part = (of: 'diseased' | 'others', name: string) =>
    html`<tr class="divider"><th colspan="4">${name}</th></tr>${readingOrders.map((order) => html`<tr><th scope="row">${orders[order]}</th>${cells(waits[order][of])}</tr>`)}`;
  return html`<section><h2>${says.title}</h2><p class="sub">${says.what}</p>
<table>${columnTitles(says.columns)}<tbody>${part('diseased', diseased)}${part('others', others)}</tbody></table>
<div class="pair"><div><h3>${diseased}</h3>${waitPlot('diseased', waits)}</div><div><h3>${others}</h3>${waitPlot('others', waits)}</div></div></section>`;
}

function cells(wait: WaitSummary | undefined): Html {
  if (wait === undefined) return html`<td colspan="3" class="none">${texts.simulationPage.waits.tooFew}</td>`;
  const { estimate, minutes } = inWords();
  return html`<td>${estimate(wait)}</td><td>${minutes(wait.median)}</td><td>${minutes(wait.p95)}</td>`;
}

function prioritiesSection({ priorities: found, waits }: SimulationReport): Html {
  const says = texts.simulationPage.priorities;
  const { percent } = inWords();
  const rows = priorities
    .filter((priority) => found[priority].share > 0)
    .map(
      (
        priority,
      ) => html`<tr><th scope="row">${words.priorities[priority]}</th><td>${percent(found[priority].share)}</td><td>${percent(found[priority].diseased)}</td>
<td>${mean(waits.asItCame[priority])}</td><td>${mean(waits.asOrdered[priority])}</td><td>${mean(waits.triaged[priority])}</td></tr>`,
    );
  return html`<section><h2>${says.title}</h2><table>${columnTitles(says.columns)}<tbody>${rows}</tbody></table></section>`;
}

function mean(wait: WaitSummary | undefined): string {
  return wait === undefined ? '–' : inWords().estimate(wait);
}

function listsSection({ lists }: SimulationReport): Html {
  const says = texts.simulationPage.places;
  const { orders: names, percent, listTitle } = inWords();
  const rows = lists.map(
    ({ hours, size, orders }) =>
      html`<tr class="divider"><th colspan="4">${listTitle(hours, size)}</th></tr>${readingOrders.map(
        (order) => {
          const { diseasedInLastHalf, medianDiseased, medianOthers } = orders[order];
          return html`<tr><th scope="row">${names[order]}</th><td>${percent(diseasedInLastHalf)}</td><td>${percent(medianDiseased)}</td><td>${percent(medianOthers)}</td></tr>`;
        },
      )}`,
  );
  return html`<section><h2>${says.title}</h2><p class="sub">${says.what}</p>
<table>${columnTitles(says.columns)}<tbody>${rows}</tbody></table></section>`;
}

function curveSection({ policy, room }: SimulationReport): Html {
  if (policy.dueCurves.length === 0) return html``;
  const says = texts.simulationPage.curve;
  const ordered = (places: readonly (keyof typeof words.priorities)[]) =>
    says.ordered(places.map((place) => words.prioritiesInText[place]).join(words.listSeparator));
  return html`<section><h2>${says.title}</h2><p class="sub">${says.what(room.finding)}</p><div class="pair">${policy.dueCurves.map(
    (curve, at) =>
      html`<div>${curve.orderedAs ? html`<h3>${ordered(curve.orderedAs)}</h3>` : ''}${curvePlot(`curve${at}`, curve)}</div>`,
  )}</div></section>`;
}

function roomSection({ room, plan, software }: SimulationReport): Html {
  const { readingMinutes, interruptions, orders } = room;
  const says = texts.simulationPage.room;
  const { percent, minutes } = inWords();
  const { diseased, others, spread } = readingMinutes;
  const perDay = hourly(room.arrivalsPerHour).reduce((sum, one) => sum + one, 0);
  const ordered = (['stat', 'urgent', 'routine'] as const).map(
    (place) => `${words.prioritiesInText[place]} ${percent(orders[place])}`,
  );
  return html`<section><h2>${says.title}</h2>${roomPlot('room', room)}${facts([
    [says.studies, String(Math.round(perDay))],
    [says.prevalence, percent(room.prevalence)],
    [says.reading, says.times(minutes(diseased), minutes(others), says.spread[spread])],
    [says.ordered, ordered.join(words.listSeparator)],
    [says.notAnalysed, percent(room.notAnalysed)],
    [says.interruptions, says.interrupted(unrounded(interruptions.perHour), minutes(interruptions.minutes))],
    [says.preemption, room.preempts ? says.preempts : says.finishes],
    [says.simulated, says.plan(plan.repetitions, plan.days, plan.warmUpDays, plan.seed)],
    [says.software, `Imaging Triage ${software}`],
  ])}
<p class="sub">${says.true}</p></section>`;
}
