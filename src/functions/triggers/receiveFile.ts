import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { App } from '../../app/app';
import { durableStarter } from '../../app/durableStarter';
import { createReceiveFile } from '../../operations/intake/receiveFile';

/** How both file triggers handle a file. */
export function receiveFileOf({ store, settings }: App, context: InvocationContext) {
  return createReceiveFile({
    arrivals: store.arrivals,
    starter: durableStarter(df.getClient(context)),
    siteKey: settings.siteKey,
    incomingContainer: settings.incomingContainer,
  });
}
