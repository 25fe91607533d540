import type { WatchedView } from '../../../domain/drift/driftView';
import { groupAsked } from '../../../domain/drift/features';
import { texts, words } from '../../language/language';

/** Which share left what is usual, in sentences. */
export function alarmSentence(
  { bounds, groups, feature }: WatchedView,
  { at, direction, since, usual, recent }: NonNullable<WatchedView['alarm']>,
): string {
  const says = texts.drift;
  const { percent } = words.values;
  const share =
    bounds === undefined
      ? `“${says.group(groups?.[groupAsked(feature, at)] ?? '')}”`
      : says.above(bounds[at] ?? 0);
  const [low, high] = usual;
  return [
    says.alarm(share, direction, since),
    says.usual(percent(low), percent(high)),
    ...(recent === undefined ? [] : [says.sinceThen(percent(recent))]),
  ].join(' ');
}
