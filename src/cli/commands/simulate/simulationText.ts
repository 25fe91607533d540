import Table from 'cli-table3';
import { readingOrders } from '../../../domain/simulation/readingOrders';
import type { WaitSummary } from '../../../domain/simulation/summary';
import { texts, words } from '../../language/language';
import type { SimulationReport } from './report';
import { type SimulationWords, simulationWords } from './simulationWords';

/**
 * The results of a simulation, for a terminal.
 *
 * @param about where the scores come from, in the language of the person
 */
export function simulationText(report: SimulationReport, about: string): string {
  const { load, studies, waits, saved, lists, plan, policy } = report;
  const says = simulationWords({ texts, words });
  const { simulate } = texts;
  const table = new Table({ head: simulate.waits, style: { head: [], border: [], compact: true } });
  for (const order of readingOrders) {
    const { diseased, others } = waits[order];
    table.push([says.orders[order], ...waitCells(says, diseased), ...waitCells(says, others)]);
  }
  const listed = new Table({ head: simulate.places, style: { head: [], border: [], compact: true } });
  for (const { hours, size, orders } of lists)
    for (const order of readingOrders) {
      const { diseasedInLastHalf, medianDiseased, medianOthers } = orders[order];
      const places = [diseasedInLastHalf, medianDiseased, medianOthers].map(says.percent);
      listed.push([says.listTitle(hours, size), says.orders[order], ...places]);
    }
  return `${[
    simulate.intro(studies, plan.repetitions, says.percent(load), policy.id, about),
    table.toString(),
    says.saved('diseased', saved.diseased),
    says.saved('others', saved.others),
    listed.toString(),
    simulate.explain,
  ].join('\n')}\n`;
}

function waitCells({ estimate, minutes }: SimulationWords, wait: WaitSummary | undefined): string[] {
  if (wait === undefined) return ['–', '–', '–'];
  return [estimate(wait), minutes(wait.median), minutes(wait.p95)];
}
