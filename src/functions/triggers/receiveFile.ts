import type { InvocationContext } from '@azure/functions';
import type { App } from '../../app/app';
import { createReceiveFile } from '../../operations/intake/receiveFile';
import { tracedStarter } from './tracedStarter';

/** How both file triggers handle a file. */
export function receiveFileOf(app: App, context: InvocationContext) {
  const { store, settings } = app;
  return createReceiveFile({
    arrivals: store.arrivals,
    starter: tracedStarter(app, context),
    siteKey: settings.siteKey,
    incomingContainer: settings.incomingContainer,
  });
}
