import type { OutputView } from '../../../domain/outputs/outputView';
import { texts, words } from '../../language/language';

/** One output on one line; it names nobody. */
export function outputLine(view: OutputView): string {
  const { studyId, receiver, form, version, isFinal, state, reason, answer, status, tries, lastTriedAt } =
    view;
  const said = texts.studies.outputs;
  const why = reason ?? [answer, status].filter(Boolean).join(' ');
  return [
    studyId,
    receiver,
    form,
    isFinal ? said.reviewed(version) : said.version(version),
    words.deliveryStates[state],
    why,
    said.tries(tries),
    lastTriedAt ?? '',
  ]
    .join('  ')
    .trimEnd();
}
