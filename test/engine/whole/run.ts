import { setTimeout } from 'node:timers/promises';
import type { Outcome } from '../../../src/domain/intake/arrival';
import { memberArrivalIdOf } from '../../../src/domain/kernel/identifiers/ids';
import type { StudyRecord } from '../../../src/domain/study/studyRecord';
import { accept, review, undo } from '../../support/reviews';
import type { Acted, Files, NamedFile } from './files';
import type { Site } from './site';

/** How long the slower engine may take for all files on a busy machine, in milliseconds. */
const patience = 2_400_000;
/** Looks cost the storage as much as the app's own requests do. */
const betweenLooks = 500;

/** Every file that a site got, by its name: its arrival. */
export type Arrivals = ReadonlyMap<string, string>;

/**
 * Files come, people review them, and others are told of them.
 *
 * @returns the arrivals, once nothing is left to do
 */
export async function runOf(site: Site, files: Files, isOverdueAwaited: boolean): Promise<Arrivals> {
  const arrivals = new Map<string, string>();
  const drop = async ({ name, bytes }: NamedFile): Promise<void> => {
    arrivals.set(name, await site.drop(name, bytes));
  };
  const outcomeOf = ({ name }: NamedFile): Promise<Outcome> =>
    until(`${site.name}: ${name}`, () => site.store.arrivals.outcome(arrivals.get(name) ?? ''));
  const inTurn = async (some: readonly NamedFile[]): Promise<void> => {
    for (const file of some) {
      await drop(file);
      await outcomeOf(file);
    }
  };

  await inTurn(files.inTurn);
  const began = Date.now();
  const together = [...files.together, ...Object.values(files.acted), files.exported];
  await Promise.all(together.map(drop));
  const exportId = arrivals.get(files.exported.name) ?? '';
  for (let at = 0; at < files.members; at += 1)
    arrivals.set(`${files.exported.name}/${at}`, memberArrivalIdOf(site.settings.siteKey, exportId, at));
  await until(`${site.name}: all files`, async () => {
    const ended = await site.store.arrivals.finished();
    return [...arrivals.values()].every((id) => ended.has(id)) || undefined;
  });
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  process.stdout.write(`${site.name}: ${arrivals.size - files.inTurn.length} files in ${seconds} s\n`);

  await Promise.all(
    Object.entries(files.acted).map(async ([name, file]) => {
      const outcome = await outcomeOf(file);
      if (!('studyId' in outcome)) throw new Error(`${name} ended as ${outcome.outcome}`);
      await isTold(site, outcome.studyId, 'urgent-study');
      await act(name as Acted, site, outcome.studyId, () => inTurn([files.lateImage]));
    }),
  );
  await allAreTold(site, arrivals, isOverdueAwaited);
  return arrivals;
}

async function act(name: Acted, site: Site, studyId: string, late: () => Promise<void>): Promise<void> {
  switch (name) {
    case 'accepted':
      return void (await accept(site, studyId));
    case 'overridden':
      return void (await review(site, studyId, {
        decision: 'override',
        priority: 'urgent',
        reason: 'missed',
      }));
    case 'not-assessed':
      return void (await review(site, studyId, { decision: 'cannot-assess' }));
    case 'undone':
      return undo(site, studyId, await accept(site, studyId));
    case 'late':
      await accept(site, studyId);
      await late();
      return void (await accept(site, studyId));
    case 'waits':
  }
}

/** Until both ways of telling have accepted the notice, if the study is one to tell of. */
async function isTold(
  { name, store }: Site,
  studyId: string,
  type: 'urgent-study' | 'overdue',
): Promise<void> {
  const toTell = ({ decision }: StudyRecord) => decision.place !== 'routine';
  const accepted = ({ notifications }: StudyRecord) =>
    new Set(notifications.filter((one) => one.type === type).map(({ channel }) => channel)).size === 2;
  const isSo = async () => {
    const study = await store.results.study(studyId);
    return (study !== undefined && (!toTell(study) || accepted(study))) || undefined;
  };
  await until(`${name}: ${type} to be told of ${studyId}`, isSo);
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end; await setTimeout(betweenLooks)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`waited ${patience / 1_000} s in vain for ${what}`);
}

async function allAreTold(site: Site, arrivals: Arrivals, isOverdueAwaited: boolean): Promise<void> {
  for (const studyId of await studiesOf(site, arrivals)) {
    await isTold(site, studyId, 'urgent-study');
    const study = await site.store.results.study(studyId);
    if (isOverdueAwaited && study?.decision.place === 'stat') await isTold(site, studyId, 'overdue');
  }
}

/** The studies that the files came to, each once. */
export async function studiesOf({ store }: Site, arrivals: Arrivals): Promise<string[]> {
  const outcomes = await Promise.all([...arrivals.values()].map((id) => store.arrivals.outcome(id)));
  return [...new Set(outcomes.flatMap((one) => (one && 'studyId' in one ? [one.studyId] : [])))].sort();
}
