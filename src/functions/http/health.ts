import type { App } from '../../app/app';
import type { Health } from '../../contract/routes/health';
import { type RefusedModel, standingIn } from '../../inference/repository/modelRepository';
import { allOff } from '../../inference/repository/siteModels';
import type { Handler } from './support/handler';
import { json } from './support/problem';

type HealthDeps = Pick<App, 'siteModels' | 'store' | 'prepare' | 'decoderFence'>;

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

async function storageOf({ prepare, store }: HealthDeps): Promise<Health['storage']> {
  try {
    await prepare();
    await store.worklist.ping();
    return 'ok';
  } catch {
    return 'unreachable';
  }
}

/** Whether files can be triaged; open to anybody. */
export function createHealth(deps: HealthDeps): Handler<'health'> {
  return async () => {
    const [storage, { work, models, problems }] = await Promise.all([storageOf(deps), modelsOf(deps)]);
    const status = storage !== 'ok' || !work ? 'unavailable' : problems.length > 0 ? 'degraded' : 'ok';
    return json(
      { status, storage, models, problems, fence: deps.decoderFence() },
      status === 'unavailable' ? 503 : 200,
    );
  };
}
