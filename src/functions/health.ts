import { app, type HttpResponseInit } from '@azure/functions';
import { type App, theApp } from '../app';
import { json } from './problem';

interface Health {
  /** `degraded`: it works, but some model was refused. `unavailable`: files cannot be triaged. */
  readonly status: 'ok' | 'degraded' | 'unavailable';
  readonly storage: 'ok' | 'unreachable';
  readonly models: readonly { readonly id: string; readonly version: string }[];
  readonly problems: readonly { readonly model: string; readonly message: string }[];
}

async function modelsOf(triage: App): Promise<Pick<Health, 'models' | 'problems'>> {
  try {
    const { classifiers, regions, problems } = await triage.modelRepository();
    return {
      models: [...classifiers, ...regions].map(({ manifest: { id, version } }) => ({ id, version })),
      problems: problems.map(({ id, version, reason }) => ({ model: `${id}@${version}`, message: reason })),
    };
  } catch (error) {
    return { models: [], problems: [{ model: 'all', message: (error as Error).message }] };
  }
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
  const [storage, { models, problems }] = await Promise.all([storageOf(triage), modelsOf(triage)]);
  const status =
    storage !== 'ok' || models.length === 0 ? 'unavailable' : problems.length > 0 ? 'degraded' : 'ok';
  return { status, storage, models, problems };
}

async function health(): Promise<HttpResponseInit> {
  const found = await healthOf(theApp());
  return json(found, found.status === 'unavailable' ? 503 : 200);
}

app.http('health', { route: 'api/health', methods: ['GET'], authLevel: 'anonymous', handler: health });
