import type { Arrivals } from './arrivals';
import type { QuarantineStore } from './quarantine';
import type { Results } from './results';
import type { Worklist } from './worklist';
import type { Partition } from './worklistRows';

interface WorklistSources {
  readonly results: Pick<Results, 'studyIds' | 'study'>;
  readonly quarantine: Pick<QuarantineStore, 'list'>;
  readonly arrivals: Pick<Arrivals, 'open' | 'finished' | 'read' | 'outcome'>;
  readonly worklist: Worklist;
}

export interface Rebuilt {
  readonly studies: number;
  readonly refusals: number;
  readonly processing: number;
}

/**
 * Rebuilds the worklist from the records it is derived from, while the app keeps running: lines are replaced
 * one by one, and stale ones are removed.
 */
export async function rebuildWorklist(sources: WorklistSources): Promise<Rebuilt> {
  const known = await linesBefore(sources.worklist);
  const studies = await renewStudies(sources);
  const refusals = await renewRefusals(sources);
  const processing = await renewProcessing(sources);
  const { worklist } = sources;
  await removeOthers(worklist, 'study', known.study, studies);
  await removeOthers(worklist, 'feedback', known.feedback, studies);
  await removeOthers(worklist, 'refusal', known.refusal, refusals);
  await removeOthers(worklist, 'processing', known.processing, processing);
  return { studies: studies.size, refusals: refusals.size, processing: processing.size };
}

async function linesBefore(worklist: Worklist): Promise<Readonly<Record<Partition, string[]>>> {
  return {
    study: await worklist.keys('study'),
    refusal: await worklist.keys('refusal'),
    processing: await worklist.keys('processing'),
    feedback: await worklist.keys('feedback'),
  };
}

async function renewStudies({ results, worklist }: WorklistSources): Promise<Set<string>> {
  const renewed = new Set<string>();
  for await (const studyId of results.studyIds())
    if (await worklist.renewStudy(studyId, () => results.study(studyId))) renewed.add(studyId);
  return renewed;
}

async function renewRefusals({ quarantine, worklist }: WorklistSources): Promise<Set<string>> {
  const renewed = new Set<string>();
  for await (const refusal of quarantine.list()) {
    await worklist.renewRefusal(refusal);
    renewed.add(refusal.arrivalId);
  }
  return renewed;
}

async function renewProcessing({ arrivals, worklist }: WorklistSources): Promise<Set<string>> {
  const renewed = new Set<string>();
  for await (const arrivalId of arrivals.open(Number.POSITIVE_INFINITY, await arrivals.finished())) {
    const arrival = await arrivals.read(arrivalId);
    if (!arrival) continue;
    await worklist.renewProcessing(arrival);
    // It may have ended since the list was read; nothing else would then remove the line.
    if (await arrivals.outcome(arrivalId)) await worklist.removeProcessing(arrivalId);
    else renewed.add(arrivalId);
  }
  return renewed;
}

/** Stale lines among those that existed at the start. Lines added meanwhile are not among them. */
async function removeOthers(
  worklist: Worklist,
  partition: Partition,
  before: readonly string[],
  renewed: ReadonlySet<string>,
): Promise<void> {
  for (const key of before) if (!renewed.has(key)) await worklist.remove(partition, key);
}
