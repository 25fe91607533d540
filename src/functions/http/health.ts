import type { HttpResponseInit } from '@azure/functions';
import { type App, theApp } from '../../app/app';
import type { Standing } from '../../domain/models/modelStanding';
import { type RefusedModel, standingIn } from '../../inference/repository/modelRepository';
import { allOff } from '../../inference/repository/siteModels';
import { json } from './support/problem';
import { route } from './support/route';

interface Health {
  /** `degraded`: it works, but some model is not used as it should be. `unavailable`: files cannot be triaged. */
  readonly status: 'ok' | 'degraded' | 'unavailable';
  readonly storage: 'ok' | 'unreachable';
  readonly models: readonly { readonly id: string; readonly version: string; readonly standing: Standing }[];
  readonly problems: readonly { readonly model: string; readonly message: string }[];
}

interface Models extends Pick<Health, 'models' | 'problems'> {
  /** Whether images are looked at, or are not because the site wants it so. */
  readonly work: boolean;
}

async function modelsOf(triage: App): Promise<Models> {
  try {
    const { repository, catalogue, problems } = await triage.siteModels.current();
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

/** `model`: its id and version, or what it is about. */
export function problemOf({ id, version, reason }: RefusedModel): { model: string; message: string } {
  return { model: version === '' ? id : `${id}@${version}`, message: reason };
}

async function storageOf(triage: App): Promise<Health['storage']> {
  try {
    await triage.prepare();
    await triage.store.worklist.ping();
    return 'ok';
  } catch {
    return 'unreachable';
  }
}

export async function healthOf(triage: App): Promise<Health> {
  const [storage, { work, models, problems }] = await Promise.all([storageOf(triage), modelsOf(triage)]);
  const status = storage !== 'ok' || !work ? 'unavailable' : problems.length > 0 ? 'degraded' : 'ok';
  return { status, storage, models, problems };
}

async function health(): Promise<HttpResponseInit> {
  const found = await healthOf(theApp());
  return json(found, found.status === 'unavailable' ? 503 : 200);
}

route({ name: 'health', route: 'api/health', methods: ['GET'], right: 'anonymous', handler: health });
