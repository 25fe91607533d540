import { setTimeout } from 'node:timers/promises';
import { app, type PreInvocationContext } from '@azure/functions';
import { theApp } from '../../app/app';
import type { RouteName } from '../../contract/routes/routes';
import { OtherSiteKeyError } from '../../domain/kernel/sealing/otherSiteKey';

/** It says why the storage cannot be had, and so waits for nothing. */
const health: RouteName = 'health';

/** How long the start, and a function, wait for a storage that is not ready; a function that needs it fails by itself. */
const patienceMs = 5_000;

/**
 * Makes the storage ready at the start, and with every function until it is. A hook that fails would end the worker, which
 * the host starts again three times before it gives up: the app could not even say what is wrong.
 */
async function prepared(): Promise<Error | undefined> {
  return Promise.race([tryToPrepare(), setTimeout(patienceMs, undefined, { ref: false })]);
}

/** No function runs on what another site key wrote: it would take everything for somebody else's. */
async function preparedFor({ invocationContext }: PreInvocationContext): Promise<void> {
  if (invocationContext.functionName === health) return void tryToPrepare();
  const error = await prepared();
  if (error instanceof OtherSiteKeyError) throw error;
}

/** @returns why it cannot be used */
async function tryToPrepare(): Promise<Error | undefined> {
  const { prepare, store } = theApp();
  try {
    await prepare();
    say(undefined);
    return undefined;
  } catch (error) {
    if (error instanceof OtherSiteKeyError) {
      say(`The app refuses to work: ${error.message}`);
      return error;
    }
    const faults = await store.faults();
    const which = faults.map(({ part, why }) => `${part} (${why})`).join(', ');
    say(`The storage cannot be used yet: ${which || 'it did not answer'}. GET /api/health says when it can.`);
    return error as Error;
  }
}

let said: string | undefined;

/** Once, and not with every function that runs meanwhile. */
function say(what: string | undefined): void {
  if (what !== undefined && what !== said) console.error(what);
  said = what;
}

/** Sends what is left; what cannot be sent is no reason to fail. */
async function lastWords(): Promise<void> {
  try {
    const { totalsKeeper, telemetry, store } = theApp();
    await Promise.all([totalsKeeper.flush(), telemetry.close(), store.accounts.journal.flush()]);
  } catch (error) {
    console.error(`What was counted could not be sent at the end: ${(error as Error).name}`);
  }
}

export function registerHooks(): void {
  app.hook.appStart(async () => void (await prepared()));
  app.hook.preInvocation(preparedFor);
  app.hook.appTerminate(lastWords);
}
