import { useEffect, useState } from 'preact/hooks';
import type { RowIdentity } from '../../domain/study/patient/rowIdentity';
import type { WorklistLine } from '../../domain/worklist/worklistView';
import { getRowIdentities } from '../api/calls';
import { hasRight, useSession } from '../parts/session';

/** Identities by study and version. A page that is left takes them with it, since signing out leaves the document. */
const known = new Map<string, RowIdentity | undefined>();

/** Far more than anybody looks through; then they are asked for again. */
const maxKnown = 5_000;

/** Nothing is asked for while somebody scrolls. */
const restMilliseconds = 150;
const retryMilliseconds = 5_000;

function keyOf({ studyId, version }: WorklistLine): string {
  return `${studyId}/${version}`;
}

/** Whether this person is shown whom studies are of, and finds them by it. */
export function useShowsPatients(): boolean {
  const session = useSession();
  return session.settings.worklistIdentities && hasRight(session, 'read-identities');
}

/**
 * Whom the studies on the screen show: asked for together, once for each version, since every look is recorded.
 * Undefined until it is known; `none` where nothing is told.
 */
export function useRowIdentities(
  lines: readonly WorklistLine[],
): (line: WorklistLine) => RowIdentity | 'none' | undefined {
  const shows = useShowsPatients();
  const [round, setRound] = useState(0);
  const missing = shows ? lines.filter((line) => !known.has(keyOf(line))) : [];
  const wanted = missing.map(keyOf).join();
  useEffect(() => {
    if (wanted === '') return;
    let current = true;
    const next = () => current && setRound((count) => count + 1);
    let timer = setTimeout(async () => {
      try {
        await learn(missing);
        next();
      } catch {
        timer = setTimeout(next, retryMilliseconds);
      }
    }, restMilliseconds);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, round]);
  return (line) => {
    const key = keyOf(line);
    return known.has(key) ? (known.get(key) ?? 'none') : undefined;
  };
}

async function learn(lines: readonly WorklistLine[]): Promise<void> {
  const found = await getRowIdentities(lines.map(({ studyId }) => studyId));
  if (known.size > maxKnown) known.clear();
  const byStudy = new Map(found.map((identity) => [identity.studyId, identity]));
  for (const line of lines) known.set(keyOf(line), byStudy.get(line.studyId));
}
