import type { WatchedView } from '../../../domain/drift/driftView';
import { words } from '../../../domain/words/words';
import { alarmSentence, featureWords, groupTitle } from './driftWords';
import { SharesPlot } from './sharesPlot';

interface FeatureFigureProps {
  readonly watched: WatchedView;
  /** Absent: this person may not. */
  readonly onRestart?: ((watched: WatchedView) => void) | undefined;
}

const total = (counts: readonly number[] = []) => counts.reduce((sum, count) => sum + count, 0);

/** The titles of the groups that anything was counted in, or of all that are between bounds. */
function groupsOf({ groups, bounds = [], reference, recent }: WatchedView) {
  if (groups === undefined) {
    const titles = [...bounds.map((bound) => `≤ ${bound}`), `> ${bounds.at(-1)}`];
    const every = Math.ceil(titles.length / 5);
    return { shown: titles.map((_, at) => at), titles, isNamed: (at: number) => at % every === 0 };
  }
  const isShown = (at: number) => (reference?.counts[at] ?? 0) + (recent?.counts[at] ?? 0) > 0;
  const shown = groups.map((_, at) => at).filter(isShown);
  return { shown, titles: shown.map((at) => groupTitle(groups[at] ?? '')), isNamed: () => true };
}

function Standing({ watched }: { readonly watched: WatchedView }) {
  const { state, needed, reference, recent, nearness } = watched;
  if (state === 'learning')
    return (
      <p class="sub">
        Learning what is usual: {total(recent?.counts)} of at least {needed.counts}, from at least{' '}
        {needed.days} days.
      </p>
    );
  return (
    <p class="sub">
      Grey: reference {reference?.from} to {reference?.to} ({total(reference?.counts)}). Blue:{' '}
      {recent === undefined ? 'nothing since' : `since ${recent.from} (${total(recent.counts)})`}.
      {state === 'watching' && ` ${words.values.percent(nearness)} of the way to an alarm.`}
    </p>
  );
}

/** One feature: what was usual, what it is now, and what to do if it changed. */
export function FeatureFigure({ watched, onRestart }: FeatureFigureProps) {
  const { feature, label, reference, recent, alarm } = watched;
  const { title, what, toDo } = featureWords[feature];
  const { shown, titles, isNamed } = groupsOf(watched);
  const pick = (counts: readonly number[] = []) => shown.map((at) => counts[at] ?? 0);
  return (
    <figure class={alarm ? 'drifted' : undefined}>
      <figcaption>
        {title}
        {label === undefined ? '' : `: ${label}`}
      </figcaption>
      {alarm && (
        <div class="notice-line warning">
          <p>
            <b>{alarmSentence(watched, alarm)}</b>
          </p>
          <p>{toDo}</p>
          {onRestart && (
            <button type="button" onClick={() => onRestart(watched)}>
              End this alarm …
            </button>
          )}
        </div>
      )}
      <p class="sub">{what}</p>
      <SharesPlot
        reference={pick(reference?.counts)}
        recent={pick(recent?.counts)}
        titles={titles}
        isNamed={isNamed}
      />
      <Standing watched={watched} />
    </figure>
  );
}
