import type { InvocationContext } from '@azure/functions';
import type { App } from '../../app/app';
import { createGate, type Gate } from '../../operations/intake/gate';
import { tracedStarter } from './tracedStarter';

export function gateOf(app: App, context: InvocationContext): Gate {
  const { store, settings, now } = app;
  return createGate({
    gate: store.gate,
    arrivals: store.arrivals,
    starter: tracedStarter(app, context),
    mostCalled: settings.gate.filesAhead,
    lone: app.loneFile,
    receiving: app.receiving,
    now,
  });
}

/** While a file is triaged the next one is let in. If that fails, the timer does it. */
export async function lettingNextIn<T>(
  app: App,
  context: InvocationContext,
  { arrivalId }: { readonly arrivalId: string },
  triage: () => Promise<T>,
): Promise<T> {
  const isDone = app.receiving.triages(arrivalId);
  const next = gateOf(app, context)
    .begun(arrivalId)
    .catch((error: Error) => context.warn(`the next file was not let in: ${error.name}`));
  try {
    return await triage();
  } finally {
    isDone();
    await next;
  }
}
