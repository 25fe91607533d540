import type { InvocationContext } from '@azure/functions';
import { type App, theApp } from '../../app/app';
import { createGate, type Gate } from '../../operations/intake/gate';
import { tracedStarter } from './tracedStarter';

export function gateOf(app: App, context: InvocationContext): Gate {
  const { store, settings, now } = app;
  return createGate({
    gate: store.gate,
    arrivals: store.arrivals,
    starter: tracedStarter(app, context),
    mostCalled: settings.filesAhead,
    now,
  });
}

/** While one file is triaged the next is let in. If that fails, the timer does it. */
export async function letNextIn(context: InvocationContext, begun: string): Promise<void> {
  try {
    await gateOf(theApp(), context).begun(begun);
  } catch (error) {
    context.warn(`the next file was not let in: ${(error as Error).name}`);
  }
}
