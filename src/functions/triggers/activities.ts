import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { createAdmitImage } from '../../activities/admitImage';
import { createAnalyseImage } from '../../activities/analyseImage';
import { createCloseExport } from '../../activities/closeExport';
import { createEnsureReview } from '../../activities/ensureReview';
import { createRecordImage } from '../../activities/recordImage';
import { createRecordReviews } from '../../activities/recordReviews';
import { createRecordShadow } from '../../activities/recordShadow';
import { createRouteImage } from '../../activities/routeImage';
import { createSendNotice } from '../../activities/sendNotice';
import { createStartNotices, type StartNoticesInput } from '../../activities/startNotices';
import { createUnpackExport, type UnpackExportInput } from '../../activities/unpackExport';
import { type App, theApp } from '../../app/app';
import { durableStarter } from './durableStarter';

type Step = (input: never) => Promise<unknown>;

/** An activity's step, with what it needs from the app. */
function register(name: string, create: (app: App, context: InvocationContext) => Step): void {
  df.app.activity(name, {
    handler: (input: unknown, context: InvocationContext) => create(theApp(), context)(input as never),
  });
}

register('admitImage', ({ store, settings, readFile, readMediaDirectory, trail, now }, context) =>
  createAdmitImage({
    ...store,
    ...settings,
    readFile,
    readMediaDirectory,
    trail,
    now,
    logError: (message) => context.error(message),
  }),
);
register('routeImage', ({ store, models }) => createRouteImage({ ...store, models }));
register('analyseImage', ({ store, models, decodeCodestream, openPicture }, context) =>
  createAnalyseImage({
    images: store.images,
    models,
    decodeCodestream,
    openPicture,
    logError: (message) => context.error(message),
  }),
);
register('recordImage', ({ store, settings, trail, now }) =>
  createRecordImage({ ...store, ...settings, trail, now }),
);
register('recordShadow', ({ store, trail }) => createRecordShadow({ ...store, trail }));
register('closeExport', ({ store, trail, now }) => createCloseExport({ ...store, trail, now }));
register('recordReviews', ({ store, settings, trail, notifiers, now }) =>
  createRecordReviews({ ...store, ...settings, trail, channels: [...notifiers.keys()], now }),
);
register('sendNotice', ({ store, settings, trail, notifiers, now }) =>
  createSendNotice({ ...store, ...settings, trail, notifiers, now }),
);

df.app.activity('unpackExport', {
  extraInputs: [df.input.durableClient()],
  handler: (input: UnpackExportInput, context: InvocationContext) => {
    const starter = durableStarter(df.getClient(context));
    return createUnpackExport(theApp().store.arrivals, starter)(input);
  },
});

df.app.activity('ensureReview', {
  extraInputs: [df.input.durableClient()],
  handler: (input: { studyId: string }, context: InvocationContext) =>
    createEnsureReview(durableStarter(df.getClient(context)))(input),
});

df.app.activity('startNotices', {
  extraInputs: [df.input.durableClient()],
  handler: (input: StartNoticesInput, context: InvocationContext) =>
    createStartNotices(durableStarter(df.getClient(context)))(input),
});
