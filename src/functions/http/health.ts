import type { App } from '../../app/app';
import type { Health } from '../../contract/routes/health';
import { type RefusedModel, standingIn } from '../../inference/repository/modelRepository';
import { allOff } from '../../inference/repository/siteModels';
import type { Handler } from './support/handler';
import { json } from './support/problem';

type HealthDeps = Pick<App, 'siteModels' | 'store' | 'prepare' | 'decoderFence' | 'sealing'>;

interface Models extends Pick<Health, 'models' | 'problems'> {
  /** Whether images are analysed, or deliberately not because of the site's settings. */
  readonly work: boolean;
}

async function modelsOf({ siteModels }: HealthDeps): Promise<Models> {
  try {
    const { repository, catalogue, problems } = await siteModels.current();
    const { classifiers, regions, gates } = repository;
    return {
      work: classifiers.length > 0 || allOff(catalogue.models),
      models: [...classifiers, ...regions, ...gates].map(({ manifest: { id, version } }) => {
        return { id, version, standing: standingIn(repository, { id, version }) };
      }),
      problems: problems.map(problemOf),
    };
  } catch (error) {
    return { work: false, models: [], problems: [{ model: 'all', message: (error as Error).message }] };
  }
}

/** `model`: its id and version, or what the problem concerns. */
export function problemOf({ id, version, reason }: RefusedModel): { model: string; message: string } {
  return { model: version === '' ? id : `${id}@${version}`, message: reason };
}

/** What the storage lacks is made first: with a new account, this may be the first that is asked for. */
async function storageFaults({ prepare, store }: HealthDeps): Promise<Health['storageFaults']> {
  const faults = await store.faults();
  if (!faults.some(({ why }) => why === 'missing')) return faults;
  // Where it cannot be made, the faults say so.
  await prepare().catch(() => undefined);
  return store.faults();
}

function storageOf(faults: Health['storageFaults']): Health['storage'] {
  if (faults.length === 0) return 'ok';
  return faults.every(({ why }) => why === 'unreachable') ? 'unreachable' : 'refused';
}

/** How many studies were found changed outside the app. */
async function changedIn({ store }: HealthDeps): Promise<number> {
  // Where the worklist cannot be read, `storage` says so.
  const { studies } = await store.worklistCopy.contents().catch(() => ({ studies: [] }));
  return studies.filter((line) => line.changedOutside).length;
}

/** How the audit log's sealing stands. Where the log cannot be read, `storage` says why. */
function sealingOf({ sealing }: HealthDeps): Promise<Health['sealing']> {
  return sealing().catch(() => ({ state: 'unknown' as const }));
}

/** Whether files can be triaged; open to anybody. */
export function createHealth(deps: HealthDeps): Handler<'health'> {
  return async () => {
    const [faults, { work, models, problems }] = await Promise.all([storageFaults(deps), modelsOf(deps)]);
    const storage = storageOf(faults);
    const changedOutside = storage === 'ok' ? await changedIn(deps) : 0;
    const sealing: Health['sealing'] = storage === 'ok' ? await sealingOf(deps) : { state: 'unknown' };
    const isDegraded = problems.length > 0 || changedOutside > 0 || sealing.state !== 'ok';
    const status = storage !== 'ok' || !work ? 'unavailable' : isDegraded ? 'degraded' : 'ok';
    return json(
      {
        status,
        storage,
        storageFaults: faults,
        models,
        problems,
        changedOutside,
        sealing,
        fence: deps.decoderFence(),
      },
      status === 'unavailable' ? 503 : 200,
    );
  };
}
