import type { WatchedView } from '../../../domain/drift/driftView';
import { texts, words } from '../../language/language';
import { alarmSentence } from './alarmSentence';
import { SharesPlot } from './sharesPlot';

interface FeatureFigureProps {
  readonly watched: WatchedView;
  /** Absent: this person may not. */
  readonly onRestart?: ((watched: WatchedView) => void) | undefined;
}

const total = (counts: readonly number[] = []) => counts.reduce((sum, count) => sum + count, 0);

/** Of named groups, those in which anything was counted; of others all, with a title at every fifth. */
function groupsOf({ groups, bounds = [], reference, recent }: WatchedView) {
  const says = texts.drift;
  if (groups === undefined) {
    const titles = [...bounds.map(says.upTo), says.over(bounds.at(-1) ?? 0)];
    const every = Math.ceil(titles.length / 5);
    return { shown: titles.map((_, at) => at), titles, isNamed: (at: number) => at % every === 0 };
  }
  const isShown = (at: number) => (reference?.counts[at] ?? 0) + (recent?.counts[at] ?? 0) > 0;
  const shown = groups.map((_, at) => at).filter(isShown);
  return { shown, titles: shown.map((at) => says.group(groups[at] ?? '')), isNamed: () => true };
}

function Standing({
  watched: { state, needed, reference, recent, nearness },
}: Pick<FeatureFigureProps, 'watched'>) {
  const says = texts.drift;
  if (reference === undefined)
    return <p class="sub">{says.learning(total(recent?.counts), needed.counts, needed.days)}</p>;
  return (
    <p class="sub">
      {says.reference(reference.from, reference.to, total(reference.counts))}{' '}
      {recent && says.recent(recent.from, total(recent.counts))}{' '}
      {state === 'watching' && says.nearness(words.values.percent(nearness))}
    </p>
  );
}

/** One feature: what was usual, what it is now, and what to do if it changed. */
export function FeatureFigure({ watched, onRestart }: FeatureFigureProps) {
  const { feature, label, reference, recent, alarm } = watched;
  const { title, what, toDo } = texts.drift.features[feature];
  const { shown, titles, isNamed } = groupsOf(watched);
  const pick = (counts: readonly number[] = []) => shown.map((at) => counts[at] ?? 0);
  return (
    <figure>
      <figcaption>{[title, label].filter((text) => text !== undefined).join(': ')}</figcaption>
      {alarm && (
        <div class="notice-line warning">
          <p>
            <b>{alarmSentence(watched, alarm)}</b>
          </p>
          <p>{toDo}</p>
          {onRestart && (
            <button type="button" onClick={() => onRestart(watched)}>
              {texts.drift.end}
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
