import { actorOf } from '../../../access/caller';
import { type Query, QueryError, readQuery, type SearchLevel } from '../../../interchange/dicomweb/query';
import { createSearchStudies } from '../../../operations/dicomweb/searchStudies';
import { searchInstances, searchSeries } from '../../../operations/dicomweb/searchStudy';
import { createFindPatients } from '../../../operations/study/findPatients';
import type { Handler, RequestHead } from '../support/handler';
import { RequestError } from '../support/requestError';
import { requireJson } from './accepted';
import { searchAnswer } from './dicomJson';
import type { Viewer, ViewerDeps } from './viewer';

/** The query of a search; keys may be repeated in it. @throws RequestError 400, 406 */
function queryOf(level: SearchLevel, { url, headers }: RequestHead): Query {
  requireJson(headers);
  return refusing(() => readQuery(level, new URL(url).searchParams));
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw badQuery(error);
  }
}

function badQuery(error: unknown): unknown {
  return error instanceof QueryError ? new RequestError(400, 'bad-query', error.message) : error;
}

/** Studies by UID, patient id or accession number. */
export function createStudySearch(deps: ViewerDeps, viewer: Viewer): Handler<'searchStudies'> {
  const { settings, store, now } = deps;
  const { results, images, identity, audit } = store;
  const search = createSearchStudies({
    siteKey: settings.siteKey,
    results,
    images,
    identity,
    kept: viewer.kept,
    looks: viewer.looks,
    findPatients: createFindPatients({ identity, audit, now }),
  });
  return async ({ request, caller }) => {
    const query = queryOf('study', request);
    const found = await search(query, viewer.service(request), actorOf(caller)).catch((error: unknown) => {
      throw badQuery(error);
    });
    return searchAnswer(found, query.warnings);
  };
}

/** Series of one study. */
export function createSeriesSearch(viewer: Viewer): Handler<'searchSeries'> {
  return async ({ request, params, caller }) => {
    const query = queryOf('series', request);
    const part = await viewer.opened(params, caller);
    const found = await searchSeries(viewer.kept, part, query, viewer.service(request));
    return searchAnswer(found, query.warnings);
  };
}

/** Instances of one series. */
export function createInstanceSearch(viewer: Viewer): Handler<'searchInstances'> {
  return async ({ request, params, caller }) => {
    const query = queryOf('instance', request);
    const part = await viewer.opened(params, caller);
    const found = await searchInstances(viewer.kept, part, query, viewer.service(request));
    return searchAnswer(found, query.warnings);
  };
}
