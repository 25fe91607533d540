import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { App } from '../../app/app';
import { durableStarter } from '../../app/durableStarter';
import { createReceiveFile } from '../../operations/intake/receiveFile';

/** What both ways on which files are announced do with one. */
export function receiveFileOf({ store, settings }: App, context: InvocationContext) {
  return createReceiveFile({
    arrivals: store.arrivals,
    starter: durableStarter(df.getClient(context)),
    siteKey: settings.siteKey,
    incomingContainer: settings.incomingContainer,
  });
}
