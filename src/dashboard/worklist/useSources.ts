import { call } from '../api/routes';
import { useLoad } from '../api/useLoad';
import { hasRight, useSession } from '../parts/session';

/** Folders to filter by, as what stands for each and its name; none for those who may not read their names. */
export function useSources(): readonly (readonly [id: string, name: string])[] {
  const mayRead = hasRight(useSession(), 'read-accounting');
  const { load } = useLoad(mayRead ? 'sources' : undefined, () => call('GET /api/worklist/sources', {}));
  return (load.value ?? []).map(({ id, name }) => [id, name] as const);
}
