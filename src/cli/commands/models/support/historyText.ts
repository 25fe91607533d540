import type { ModelStanding, StandingStep } from '../../../../domain/models/modelStanding';
import { printable } from '../../../terminal/printable';

/** Every change of these models, newest first: two lines each. */
export function historyOf(standings: readonly ModelStanding[]): string[] {
  const steps = standings.flatMap(({ id, history }) => history.map((step) => ({ id, step })));
  if (steps.length === 0) return ['Nothing was changed at this site: its models are as they were shipped.'];
  return steps.sort((a, b) => Date.parse(b.step.at) - Date.parse(a.step.at)).flatMap(describe);
}

function describe({ id, step }: { id: string; step: StandingStep }): string[] {
  const { at, by, change, version, from, to, replaces, reason } = step;
  const what = `${id} ${version} ${change} (${from} → ${to}${replaces === undefined ? '' : `, in place of ${replaces.version}`})`;
  return [
    `${at.slice(0, 19).replace('T', ' ')}Z  ${what} by ${printable(by.subject)}`,
    `    ${printable(reason)}`,
  ];
}
