import { actorOf, type Caller } from '../../../access/caller';
import { ownOrigin } from '../../../access/requestFacts';
import type { App } from '../../../app/app';
import { isChangedOutside } from '../../../domain/study/review/changedOutside';
import { atMost } from '../../../operations/atMost';
import { type KeptPart, KeptStudies, type Named } from '../../../operations/dicomweb/keptStudies';
import { createStudyLooks, type StudyLooks } from '../../../operations/dicomweb/studyLooks';
import type { RequestHead } from '../support/handler';
import { RequestError } from '../support/requestError';

export type ViewerDeps = Pick<App, 'settings' | 'store' | 'watchReading' | 'looks' | 'onRequest' | 'now'>;

/** What the routes for viewers share. */
export interface Viewer {
  readonly kept: KeptStudies;
  readonly looks: StudyLooks;
  /** Answers with pixels are made a few at a time, whoever asks, so that they fit into memory. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** The address of the service as the caller reached it. */
  service(request: RequestHead): string;
  /**
   * The part of a study that a path names, once it is recorded that the caller opens the study.
   *
   * @throws RequestError 404; 410 for what was rejected; 409 if something of the study was changed outside the app
   */
  opened(named: Named, caller: Caller): Promise<KeptPart>;
}

/** Whole objects and frames that are in memory at the same time, for all callers. */
const answersAtOnce = 6;

export function createViewer(deps: ViewerDeps): Viewer {
  const { settings, store, watchReading, now } = deps;
  const { results, images, identity, audit } = store;
  const kept = new KeptStudies({ siteKey: settings.siteKey, results, images, identity });
  const looks = createStudyLooks({ identity, audit, watch: watchReading, now });
  return {
    kept,
    looks,
    inTurn: atMost(answersAtOnce),
    service: (request) => `${ownOrigin(request, settings.access.inAzure)}/dicomweb`,
    opened: async (named, caller) => {
      const part = await kept.find(named);
      if (part === 'rejected') throw gone();
      if (part === 'none') throw missing();
      if (isChangedOutside(part.study)) throw changed();
      if (!(await looks.opened(part.study.studyId, actorOf(caller)))) throw missing();
      return part;
    },
  };
}

const missing = () =>
  new RequestError(404, 'no-such-object', 'There is no such study, series or instance with pictures here.');

const gone = () =>
  new RequestError(
    410,
    'rejected',
    'The hospital took this back by a rejection note. It is kept, and not sent.',
  );

const changed = () =>
  new RequestError(
    409,
    'changed-outside',
    'Something of this study was changed outside the app, so the study is not sent to viewers.',
  );
