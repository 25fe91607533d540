import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../../app/app';
import type { Health } from '../../../contract/routes/health';
import { alarmsOf } from '../../../domain/drift/watch';
import { tell } from '../../../domain/words/told';
import { words } from '../../../domain/words/words';
import { type RefusedModel, standingIn } from '../../../inference/repository/modelRepository';
import { allOff } from '../../../inference/repository/siteModels';
import { healthAdvice } from '../../../operations/health/healthAdvice';
import { deniedOutputs } from '../../../operations/outputs/deniedOutputs';
import type { Handler } from '../support/handler';
import { json } from '../support/problem';

type HealthDeps = Pick<
  App,
  'siteModels' | 'store' | 'prepare' | 'decoderFence' | 'sealing' | 'fullDisks' | 'now'
>;

interface Models extends Pick<Health, 'models' | 'problems' | 'loading'> {
  /** Whether images are analysed, or deliberately not because of the site's settings. */
  readonly work: boolean;
}

async function modelsOf({ siteModels }: HealthDeps): Promise<Models> {
  try {
    const { repository, catalogue, problems } = await siteModels.current();
    const { classifiers, regions, gates } = repository;
    return {
      loading: false,
      work: classifiers.length > 0 || allOff(catalogue.models),
      models: [...classifiers, ...regions, ...gates].map(({ manifest: { id, version } }) => {
        return { id, version, standing: standingIn(repository, { id, version }) };
      }),
      problems: problems.map(problemOf),
    };
  } catch (error) {
    return {
      loading: false,
      work: false,
      models: [],
      problems: [{ model: 'all', message: (error as Error).message }],
    };
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

/** Of the worklist, which is kept in memory. */
async function worklistOf({ store }: HealthDeps): Promise<Pick<Health, 'changedOutside' | 'files'>> {
  const { studies, processing } = await store.worklistCopy.contents();
  const [oldest] = processing.map(({ receivedAt }) => receivedAt).sort();
  return {
    changedOutside: studies.filter((line) => line.changedOutside).length,
    files: { open: processing.length, ...(oldest === undefined ? {} : { oldest }) },
  };
}

/** Of the last whole run of `reconcile`. */
async function reconcileOf({ store }: HealthDeps): Promise<Pick<Health, 'reconcile'>> {
  const run = (await store.sweeps.read())?.run;
  return run === undefined ? {} : { reconcile: run };
}

/** Of what is watched of each model. */
async function driftOf({ store }: HealthDeps): Promise<Health['drift']> {
  const alarms = alarmsOf((await store.totals.read())?.watched ?? []);
  return alarms.map(({ model, feature }) => ({ model, feature }));
}

/** A probe gives up after some seconds, and what hangs is what it should hear of. In milliseconds. */
const patienceMs = 1_800;

const unreachable: Health['storageFaults'] = [{ part: 'storage', why: 'unreachable' }];
const loading: Models = { loading: true, work: false, models: [], problems: [] };

/** Whether files can be triaged; open to anybody. */
export function createHealth(deps: HealthDeps): Handler<'health'> {
  return async () => {
    const late = sleep(patienceMs, undefined, { ref: false });
    /** What is not known in time, or cannot be found out, is said to be so. */
    const inTime = <T>(asked: Promise<T>, otherwise: T): Promise<T> =>
      Promise.race([asked.catch(() => otherwise), late.then(() => otherwise)]);
    const [faults, { work, ...models }, disks, sealing, worklist, reconcile, drift, denied] =
      await Promise.all([
        inTime(storageFaults(deps), unreachable),
        inTime(modelsOf(deps), loading),
        inTime(deps.fullDisks(), []),
        inTime<Health['sealing']>(deps.sealing(), { state: 'unknown' }),
        inTime(worklistOf(deps), { changedOutside: 0 }),
        inTime(reconcileOf(deps), {}),
        inTime(driftOf(deps), []),
        inTime(deniedOutputs(deps.store.outputs), []),
      ]);
    const storage = storageOf(faults);
    const facts = {
      storage,
      storageFaults: faults,
      ...models,
      disks,
      drift,
      deniedOutputs: denied,
      sealing,
      ...worklist,
      ...reconcile,
    };
    const toldAdvice = healthAdvice(facts, Date.parse(deps.now()));
    const advice = toldAdvice.map((one) => tell(words.health.advice, one) ?? one.code);
    const isDegraded = advice.length > 0 || sealing.state !== 'ok';
    const status = storage !== 'ok' || !work ? 'unavailable' : isDegraded ? 'degraded' : 'ok';
    return json(
      { status, ...facts, advice, toldAdvice, fence: deps.decoderFence() },
      status === 'unavailable' ? 503 : 200,
    );
  };
}
