import type { App } from '../../../app/app';
import type { ReadBody } from '../../../contract/routes/route';
import { relatedParts } from '../../../formats/multipartRelated';
import { createStoreInstances, type StoredInstance } from '../../../operations/intake/storeInstances';
import { boundaryOf } from '../support/formBounds';
import type { Handler, OtherAnswer, RequestHead } from '../support/handler';
import { problem } from '../support/problem';
import { RequestError } from '../support/requestError';

type StoreDeps = Pick<App, 'store'>;

/** What the host takes of one request. */
const maxRequestBytes = 100 << 20;

/** STOW-RS for any studies. */
export function createStoreInstancesRoute(deps: StoreDeps): Handler<'storeInstances'> {
  const store = storeWith(deps);
  return ({ request, body }) => store(request, body, undefined);
}

/** STOW-RS for one study: instances of another one are refused. */
export function createStoreStudyInstances(deps: StoreDeps): Handler<'storeStudyInstances'> {
  const store = storeWith(deps);
  return ({ request, body, params }) => store(request, body, params.study);
}

function storeWith({ store: { incoming } }: StoreDeps) {
  const storeInstances = createStoreInstances({ incoming });
  return async (
    { headers }: RequestHead,
    read: ReadBody,
    study: string | undefined,
  ): Promise<OtherAnswer> => {
    const boundary = boundaryIn(headers.get('content-type') ?? '');
    const body = await read(maxRequestBytes).catch((error: unknown) => {
      throw withRemedy(error);
    });
    const parts = relatedParts(Buffer.from(body.buffer, body.byteOffset, body.length), boundary);
    if (parts === undefined || parts.length === 0)
      return problem(
        400,
        'bad-body',
        'The body is no complete multipart/related body with at least one part.',
      );
    return storeAnswer(await storeInstances(parts, study));
  };
}

/** A body that is too large says what else a sender can do. */
function withRemedy(error: unknown): unknown {
  if (!(error instanceof RequestError) || error.status !== 413) return error;
  return new RequestError(
    413,
    error.code,
    `${error.message} Send fewer instances in one request, or send them through the gateway, which takes them one by one.`,
  );
}

/** @throws RequestError 415 */
function boundaryIn(contentType: string): string {
  const isDicom =
    /^multipart\/related\s*;/i.test(contentType.trim()) &&
    /;\s*type="?application\/dicom"?\s*(;|$)/i.test(contentType);
  const boundary = boundaryOf(contentType);
  if (isDicom && boundary !== undefined) return boundary;
  throw new RequestError(
    415,
    'unsupported-content-type',
    'Send DICOM files as multipart/related; type="application/dicom"; boundary=….',
  );
}

/** PS3.18 10.5.3: 200 if all were stored, 202 if some were, 409 if none was. */
export function storeAnswer(results: readonly StoredInstance[]): OtherAnswer {
  const stored = results.filter(({ failure }) => failure === undefined);
  const failed = results.filter(({ failure, named }) => failure !== undefined && named !== undefined);
  const nameless = results.filter(({ named }) => named === undefined);
  const status = stored.length === results.length ? 200 : stored.length > 0 ? 202 : 409;
  const body = {
    ...sequence(
      '00081198',
      failed.map((one) => ({ ...reference(one), ...reason(one) })),
    ),
    ...sequence('00081199', stored.map(reference)),
    ...sequence('0008119A', nameless.map(reason)),
  };
  return {
    status,
    headers: { 'content-type': 'application/dicom+json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** In the JSON of PS3.18 F. */
function sequence(tag: string, items: readonly object[]): object {
  return items.length === 0 ? {} : { [tag]: { vr: 'SQ', Value: items } };
}

function reference({ named }: StoredInstance): object {
  return {
    '00081150': { vr: 'UI', Value: [named?.sopClass] },
    '00081155': { vr: 'UI', Value: [named?.sopInstance] },
  };
}

function reason({ failure }: StoredInstance): object {
  return { '00081197': { vr: 'US', Value: [failure] } };
}
