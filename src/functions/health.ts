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

interface Models extends Pick<Health, 'models' | 'problems'> {
  /** How many of them can look at an image; the others only prepare. */
  readonly classifiers: number;
}

async function modelsOf(triage: App): Promise<Models> {
  try {
    const { classifiers, regions, problems } = await triage.modelRepository();
    return {
      classifiers: classifiers.length,
      models: [...classifiers, ...regions].map(({ manifest: { id, version } }) => ({ id, version })),
      problems: problems.map(({ id, version, reason }) => ({ model: `${id}@${version}`, message: reason })),
    };
  } catch (error) {
    return { classifiers: 0, models: [], problems: [{ model: 'all', message: (error as Error).message }] };
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
  const [storage, { classifiers, models, problems }] = await Promise.all([
    storageOf(triage),
    modelsOf(triage),
  ]);
  const status =
    storage !== 'ok' || classifiers === 0 ? 'unavailable' : problems.length > 0 ? 'degraded' : 'ok';
  return { status, storage, models, problems };
}

async function health(): Promise<HttpResponseInit> {
  const found = await healthOf(theApp());
  return json(found, found.status === 'unavailable' ? 503 : 200);
}

app.http('health', { route: 'api/health', methods: ['GET'], authLevel: 'anonymous', handler: health });
