import { checkedHeaders, notModified, strongEtag } from '../support/etag';
import type { OtherAnswer, RequestHead } from '../support/handler';

const type = 'application/dicom+json';

/** The results of a search, PS3.18 10.6.4. None is no content. @param warnings in words */
export function searchAnswer(results: readonly object[], warnings: readonly string[]): OtherAnswer {
  const headers = { 'cache-control': 'no-store', vary: 'Accept', ...warningHeader(warnings) };
  if (results.length === 0) return { status: 204, headers };
  return { body: JSON.stringify(results), headers: { ...headers, 'content-type': type } };
}

/** What of a query was not heeded, PS3.18 8.3.4.2. */
export function warningHeader(warnings: readonly string[]): { readonly warning?: string } {
  if (warnings.length === 0) return {};
  return { warning: warnings.map((text) => `299 imaging-triage "${text}"`).join(', ') };
}

/** Headers of instances, PS3.18 10.4.1.1.2, which the caller may keep and has to check. */
export function metadataAnswer(
  request: Pick<RequestHead, 'headers'>,
  instances: readonly object[],
): OtherAnswer {
  const body = JSON.stringify(instances);
  const headers = { ...checkedHeaders(strongEtag(body)), vary: 'Accept', 'content-type': type };
  return notModified(request, headers) ?? { body, headers };
}
