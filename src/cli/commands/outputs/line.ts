import type { OutputView } from '../../../domain/outputs/outputView';
import { words } from '../../../domain/words/words';

/** One output on one line; it names nobody. */
export function outputLine(view: OutputView): string {
  const { studyId, receiver, form, version, isFinal, state, reason, answer, status, tries, lastTriedAt } =
    view;
  const why = reason ?? [answer, status].filter(Boolean).join(' ');
  return [
    studyId,
    receiver,
    form,
    `v${version}${isFinal ? ' reviewed' : ''}`,
    words.deliveryStates[state],
    why,
    `tries: ${tries}`,
    lastTriedAt ?? '',
  ]
    .join('  ')
    .trimEnd();
}
