import Table from 'cli-table3';
import { readingOrders } from '../../../domain/simulation/readingOrders';
import type { WaitSummary } from '../../../domain/simulation/summary';
import type { SimulationReport } from './report';
import { estimateText, listTitle, minutesText, orderWords, percentText, savedText } from './simulationWords';

/** The results of a simulation, for a terminal. */
export function simulationText({
  about,
  load,
  studies,
  waits,
  saved,
  lists,
  plan,
  policy,
}: SimulationReport): string {
  const table = new Table({
    head: ['read', 'diseased: mean', 'median', '95 %', 'others: mean', 'median', '95 %'],
    style: { head: [], border: [], compact: true },
  });
  for (const order of readingOrders) {
    const { diseased, others } = waits[order];
    table.push([orderWords[order], ...waitCells(diseased), ...waitCells(others)]);
  }
  const listed = new Table({
    head: ['in a list of', 'read', 'diseased in the last half', 'median of diseased', 'median of others'],
    style: { head: [], border: [], compact: true },
  });
  for (const { hours, size, orders } of lists)
    for (const order of readingOrders) {
      const { diseasedInLastHalf, medianDiseased, medianOthers } = orders[order];
      const places = [diseasedInLastHalf, medianDiseased, medianOthers].map(percentText);
      listed.push([listTitle(hours, size), orderWords[order], ...places]);
    }
  return `${[
    `Time to read, ${studies} studies in ${plan.repetitions} repetitions, readers busy ${percentText(load)} of their time; policy ${policy.id}; ${about}.`,
    table.toString(),
    savedText(saved.diseased, 'diseased'),
    savedText(saved.others, 'other'),
    listed.toString(),
    'Minutes from arrival until read, without the reading itself; 95 % intervals in brackets.',
  ].join('\n')}\n`;
}

function waitCells(wait: WaitSummary | undefined): string[] {
  if (wait === undefined) return ['–', '–', '–'];
  return [estimateText(wait), minutesText(wait.median), minutesText(wait.p95)];
}
