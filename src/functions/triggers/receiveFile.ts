import type { InvocationContext } from '@azure/functions';
import type { App } from '../../app/app';
import { createReceiveFile, type ReceiveFileDeps } from '../../operations/intake/receiveFile';
import { gateOf } from './gate';
import { tracedStarter } from './tracedStarter';

export function receiveFileDeps(app: App, context: InvocationContext): ReceiveFileDeps {
  const { store, settings, chooseLane, receiving } = app;
  return {
    incoming: store.incoming,
    arrivals: store.arrivals,
    starter: tracedStarter(app, context),
    gate: gateOf(app, context),
    chooseLane,
    receiving,
    siteKey: settings.siteKey,
    incomingContainer: settings.incomingContainer,
  };
}

/** How both file triggers handle a file. */
export function receiveFileOf(app: App, context: InvocationContext) {
  return createReceiveFile(receiveFileDeps(app, context));
}
