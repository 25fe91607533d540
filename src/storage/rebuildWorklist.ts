import { ChangedOutsideError } from '../domain/kernel/changedOutside';
import type { Arrivals } from './arrivals';
import type { QuarantineStore } from './quarantine';
import type { Results } from './results';
import type { Worklist } from './worklist';
import type { Partition } from './worklistRows';

interface WorklistSources {
  readonly results: Pick<Results, 'studyIds' | 'study'>;
  readonly quarantine: Pick<QuarantineStore, 'ids' | 'read'>;
  readonly arrivals: Pick<Arrivals, 'open' | 'finished' | 'read' | 'outcome'>;
  readonly worklist: Worklist;
}

export interface Rebuilt {
  readonly studies: number;
  readonly refusals: number;
  readonly processing: number;
  /** Records that were changed outside the app, each with what to do. Their lines stay, studies' marked. */
  readonly changed: readonly string[];
}

/**
 * Rebuilds the worklist from the records it is derived from, while the app keeps running: lines are replaced
 * one by one, and stale ones are removed.
 */
export async function rebuildWorklist(sources: WorklistSources): Promise<Rebuilt> {
  const known = await linesBefore(sources.worklist);
  const changed: string[] = [];
  const studies = await renewStudies(sources, changed);
  const refusals = await renewRefusals(sources, changed);
  const processing = await renewProcessing(sources, changed);
  const { worklist } = sources;
  await removeOthers(worklist, 'study', known.study, studies);
  await removeOthers(worklist, 'feedback', known.feedback, studies);
  await removeOthers(worklist, 'refusal', known.refusal, refusals);
  await removeOthers(worklist, 'processing', known.processing, processing);
  return { studies: studies.size, refusals: refusals.size, processing: processing.size, changed };
}

async function linesBefore(worklist: Worklist): Promise<Readonly<Record<Partition, string[]>>> {
  return {
    study: await worklist.keys('study'),
    refusal: await worklist.keys('refusal'),
    processing: await worklist.keys('processing'),
    feedback: await worklist.keys('feedback'),
  };
}

/** What `work` returns; true if it meets a record that was changed outside the app. */
async function orChanged(changed: string[], work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ChangedOutsideError)) throw error;
    changed.push(error.message);
    return true;
  }
}

async function renewStudies({ results, worklist }: WorklistSources, changed: string[]): Promise<Set<string>> {
  const renewed = new Set<string>();
  for await (const studyId of results.studyIds()) {
    const before = changed.length;
    const renew = () => worklist.renewStudy(studyId, () => results.study(studyId));
    if (await orChanged(changed, renew)) renewed.add(studyId);
    if (changed.length > before) await worklist.markChangedOutside(studyId);
  }
  return renewed;
}

async function renewRefusals(
  { quarantine, worklist }: WorklistSources,
  changed: string[],
): Promise<Set<string>> {
  const renewed = new Set<string>();
  for await (const arrivalId of quarantine.ids()) {
    const renew = async () => {
      const refusal = await quarantine.read(arrivalId);
      if (refusal) await worklist.renewRefusal(refusal);
      return refusal !== undefined;
    };
    if (await orChanged(changed, renew)) renewed.add(arrivalId);
  }
  return renewed;
}

async function renewProcessing(
  { arrivals, worklist }: WorklistSources,
  changed: string[],
): Promise<Set<string>> {
  const renewed = new Set<string>();
  for await (const arrivalId of arrivals.open(Number.POSITIVE_INFINITY, await arrivals.finished())) {
    const renew = async () => {
      const arrival = await arrivals.read(arrivalId);
      if (!arrival) return false;
      await worklist.renewProcessing(arrival);
      // It may have ended since the list was read; nothing else would then remove the line.
      if (!(await arrivals.outcome(arrivalId))) return true;
      await worklist.removeProcessing(arrivalId);
      return false;
    };
    if (await orChanged(changed, renew)) renewed.add(arrivalId);
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
