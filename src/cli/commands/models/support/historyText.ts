import type { ModelStanding, StandingStep } from '../../../../domain/models/modelStanding';
import { texts, words } from '../../../language/language';
import { printable } from '../../../terminal/printable';

/** Every change of these models, newest first: two lines each. */
export function historyOf(standings: readonly ModelStanding[]): string[] {
  const steps = standings.flatMap(({ id, history }) => history.map((step) => ({ id, step })));
  if (steps.length === 0) return [texts.models.list.neverChanged];
  return steps.sort((a, b) => Date.parse(b.step.at) - Date.parse(a.step.at)).flatMap(describe);
}

function describe({ id, step }: { id: string; step: StandingStep }): string[] {
  const { at, by, change, version, from, to, replaces, reason } = step;
  const was = from === 'absent' ? texts.models.list.absent : words.standings[from];
  const is = words.standings[to];
  const what = words.modelChanges[change];
  const who = printable(by.subject);
  return [
    `${at.slice(0, 19).replace('T', ' ')}Z  ${texts.models.list.step(`${id} ${version}`, what, was, is, replaces?.version, who)}`,
    `    ${printable(reason)}`,
  ];
}
