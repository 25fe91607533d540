import type { WorklistStudy } from './worklist';
import type { OrderedWorklist } from './worklistAnswer';

/** A line of the worklist likewise: neither its picture nor what is said of it is chosen by a finding. */
export function lineWithoutFindings<T extends WorklistStudy>({ plain, ...line }: T): Omit<T, 'plain'> {
  return { ...line, ...plain, findings: [] };
}

/**
 * The worklist as somebody sees it who may be asked for an impression, whichever studies it was given of: a study that
 * awaits review shows no findings, is not found by them, and is not pictured by them.
 */
export function worklistWithoutFindings(worklist: OrderedWorklist): OrderedWorklist {
  const awaiting = worklist.awaiting.map(lineWithoutFindings);
  const notAnalysed = worklist.notAnalysed.map(lineWithoutFindings);
  return { ...worklist, awaiting, notAnalysed };
}
