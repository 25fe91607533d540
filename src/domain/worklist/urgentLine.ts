import type { WorklistStudy } from './worklist';

/** Why a study must be seen, the gravest first. */
export const urgentKinds = ['stat', 'urgent', 'finding', 'warning'] as const;
export type UrgentKind = (typeof urgentKinds)[number];

/** Why nobody may close the study without being told; undefined: nothing speaks against it. */
export function urgentKindOf({
  place,
  findings,
  alerts,
  changedOutside,
}: Pick<WorklistStudy, 'place' | 'findings' | 'alerts' | 'changedOutside'>): UrgentKind | undefined {
  if (place !== 'routine') return place;
  if (findings.some(({ positive }) => positive)) return 'finding';
  const isWarned = changedOutside === true || alerts.some(({ code }) => code !== 'images-superseded');
  return isWarned ? 'warning' : undefined;
}
