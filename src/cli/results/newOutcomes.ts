import { setTimeout as sleep } from 'node:timers/promises';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { effectivePriority } from '../../domain/study/studyRecord';
import type { Store } from '../../storage/store';
import { texts, words } from '../language/language';
import { padTo } from '../terminal/columns';
import { refusalWords } from '../terminal/refusalWords';
import { debugging } from '../terminal/say';
import { describeExport } from './describeExport';
import { FileWatch, type FileWatchDeps } from './fileWatch';

type Watched = Pick<Store, 'results' | 'quarantine'> & FileWatchDeps;

const pollMilliseconds = 2_000;
/** The width of the word for an outcome. */
const outcomeColumns = 12;
/** More than this many at once are counted, not listed. */
const listed = 8;

/**
 * Prints a line for each file that finishes, until the signal: its outcome, without its name, which can
 * contain a patient's.
 */
export async function newOutcomes(
  store: Watched,
  signal: AbortSignal,
  say: (line: string) => void,
  milliseconds = pollMilliseconds,
): Promise<void> {
  const files = new FileWatch(store);
  while (!signal.aborted) {
    try {
      await tell(store, await files.ended(), say);
    } catch (error) {
      if (debugging()) say(String(error));
    }
    await sleep(milliseconds, undefined, { signal }).catch(() => {});
  }
}

async function tell(store: Watched, ids: readonly string[], say: (line: string) => void): Promise<void> {
  const time = new Date().toTimeString().slice(0, 8);
  if (ids.length > listed) {
    say(`${time}  ${texts.run.local.filesDone(ids.length)}`);
    return;
  }
  for (const id of ids) say(`${time}  ${await lineOf(store, id).catch(changedWords)}`);
}

/** @throws any other error */
function changedWords(error: unknown): string {
  if (error instanceof ChangedOutsideError) return error.message;
  throw error;
}

async function lineOf(store: Watched, arrivalId: string): Promise<string> {
  const said = texts.run.local;
  const id = arrivalId.slice(0, 8);
  const outcome = await store.arrivals.outcome(arrivalId);
  if (outcome === undefined) return said.done(id);
  const begun = padTo(words.outcomes[outcome.outcome], outcomeColumns);
  if (outcome.outcome === 'quarantined') {
    const refusal = await store.quarantine.read(arrivalId);
    return `${begun}  ${said.arrival(id, refusalWords(outcome.reason, refusal?.detail))}`;
  }
  if (outcome.outcome === 'unpacked') return `${begun}  ${said.arrival(id, describeExport(outcome))}`;
  if (outcome.outcome === 'index') return `${begun}  ${said.arrival(id, words.exportContents.index)}`;
  const study = await store.results.study(outcome.studyId);
  const reason = outcome.reason === undefined ? '' : ` (${outcome.reason})`;
  const priority = study ? words.prioritiesInText[effectivePriority(study).priority] : '';
  return `${begun}  ${said.study(outcome.studyId.slice(0, 8), `${priority}${reason}`)}`;
}
