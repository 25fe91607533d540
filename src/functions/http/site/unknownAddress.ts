import type { HttpHandler, HttpResponseInit } from '@azure/functions';
import { isNavigation, type RequestFacts } from '../../../access/requestFacts';
import type { App } from '../../../app/app';
import { renderNotice } from '../signInPage/signInPage';
import { languageOf, signInTexts } from '../signInPage/signInTexts';
import { english } from '../signInPage/texts/english';
import { preflight } from '../support/crossOrigin';
import { finished } from '../support/finished';
import { page } from '../support/page';
import { problem } from '../support/problem';

/**
 * Matches every address without a route. The host tries functions in the order of their names, so this one
 * must be last. Addresses that begin with `admin` or `runtime` belong to the host.
 */
export const unknownAddress = {
  name: 'zUnknownAddress',
  path: String.raw`{*address:regex(^(?!(admin|runtime)\b).*$)}`,
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
} as const;

const code = 'no-such-address';

function nothingHere(request: RequestFacts): HttpResponseInit {
  if (!isNavigation(request)) return problem(404, code, english.refused[code]);
  const language = languageOf(request);
  return page(renderNotice(language, 'notFound', signInTexts[language].refused[code]), 404);
}

/** Answers a browser with a page and a program with problem details, signed in or not. */
export function createUnknownAddress({ access }: Pick<App, 'access'>): HttpHandler {
  return (request) =>
    finished(request, preflight(request, access.settings) ?? nothingHere(request), access.settings);
}
