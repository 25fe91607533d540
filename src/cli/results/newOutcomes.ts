import { setTimeout as sleep } from 'node:timers/promises';
import { ChangedOutsideError } from '../../domain/kernel/changedOutside';
import { effectivePriority } from '../../domain/study/studyRecord';
import { words } from '../../domain/words/words';
import type { Store } from '../../storage/store';
import { refusalWords } from '../terminal/refusalWords';
import { debugging } from '../terminal/say';
import { describeExport } from './describeExport';

type Watched = Pick<Store, 'arrivals' | 'results' | 'quarantine'>;

const pollMilliseconds = 2_000;
/** A look lists all outcomes there are, so it is taken less often the longer it takes. */
const restPerLook = 100;
/** More than this many at once are counted, not listed. */
const listed = 8;

/**
 * Prints a line for each file that finishes, until the signal: its outcome, without its name, which can
 * contain a patient's. Earlier outcomes are only counted.
 */
export async function newOutcomes(
  store: Watched,
  signal: AbortSignal,
  say: (line: string) => void,
  milliseconds = pollMilliseconds,
): Promise<void> {
  let known: Set<string> | undefined;
  while (!signal.aborted) {
    const began = Date.now();
    try {
      const finished = await store.arrivals.finished();
      if (known === undefined) {
        if (finished.size > 0)
          say(finished.size === 1 ? '1 file was done before.' : `${finished.size} files were done before.`);
      } else {
        const before = known;
        await tell(
          store,
          [...finished].filter((id) => !before.has(id)),
          say,
        );
      }
      known = finished;
    } catch (error) {
      if (debugging()) say(String(error));
    }
    const pause = Math.max(milliseconds, restPerLook * (Date.now() - began));
    await sleep(pause, undefined, { signal }).catch(() => {});
  }
}

async function tell(store: Watched, ids: readonly string[], say: (line: string) => void): Promise<void> {
  const time = new Date().toTimeString().slice(0, 8);
  if (ids.length > listed) {
    say(`${time}  ${ids.length} files are done.`);
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
  const outcome = await store.arrivals.outcome(arrivalId);
  if (outcome === undefined) return `arrival ${arrivalId.slice(0, 8)}: done`;
  if (outcome.outcome === 'quarantined') {
    const refusal = await store.quarantine.read(arrivalId);
    return `quarantined   arrival ${arrivalId.slice(0, 8)}: ${refusalWords(outcome.reason, refusal?.detail)}`;
  }
  if (outcome.outcome === 'unpacked')
    return `unpacked      arrival ${arrivalId.slice(0, 8)}: ${describeExport(outcome)}`;
  if (outcome.outcome === 'index')
    return `index         arrival ${arrivalId.slice(0, 8)}: ${words.exportContents.index}`;
  const study = await store.results.study(outcome.studyId);
  const reason = outcome.reason === undefined ? '' : ` (${outcome.reason})`;
  const word = outcome.outcome.replace('-', ' ').padEnd(12);
  return `${word}  study ${outcome.studyId.slice(0, 8)}: ${study ? effectivePriority(study).priority : ''}${reason}`;
}
