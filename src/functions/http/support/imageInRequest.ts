import type { Caller } from '../../../access/caller';
import { requireRight } from '../../../access/decide';
import type { RequestFacts } from '../../../access/requestFacts';
import type { App } from '../../../app/app';
import { namedBlobSchema } from '../../../contract/routes/classify';
import type { ReadBody } from '../../../contract/routes/route';
import { arrivalIdOf } from '../../../domain/kernel/identifiers/ids';
import { faultWords } from './faultWords';
import { boundaryOf, isModestForm } from './formBounds';
import { maxJsonBytes, parseJson } from './readBody';
import { RequestError } from './requestError';

type ImageDeps = Pick<App, 'store' | 'settings'>;

/** The bytes of one file, and its name if known; only the extension is used. */
export interface FileInRequest {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** The arrival, if the request names a file in the incoming container. */
  readonly stored?: string;
}

/** The fields a form may have beside its file. */
const formOverheadBytes = 64 * 1024;

const wanted =
  'Send the image as the body (Content-Type image/…, application/dicom or application/octet-stream), in a form ' +
  '(multipart/form-data) with one file, or name a blob as JSON: {"container": "…", "blob": "…"}.';

/**
 * The image of a request: its body, the one file of a form, or the blob that it names. The bytes decide what
 * kind of image it is.
 *
 * @throws RequestError
 * @throws AccessError if a blob is named by a caller who may not read studies
 * @throws RefusedError for a blob: `too-large`, or `changed-during-read`
 */
export async function imageInRequest(
  deps: ImageDeps,
  { headers }: RequestFacts,
  read: ReadBody,
  caller: Caller,
): Promise<FileInRequest> {
  const { maxFileBytes } = deps.settings.limits;
  const type = (headers.get('content-type') ?? 'application/octet-stream').trim();
  const kind = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^(image\/.+|application\/(dicom|octet-stream))$/.test(kind))
    return { bytes: await read(maxFileBytes), name: '' };
  if (kind === 'application/json') {
    // Checked before any lookup: a caller who only submits files must not learn which ones exist here.
    requireRight('read-studies', caller);
    return blobNamedIn(deps, await read(maxJsonBytes));
  }
  if (kind === 'multipart/form-data') return fileInForm(await read(maxFileBytes + formOverheadBytes), type);
  throw new RequestError(415, 'unsupported-content-type', wanted);
}

async function fileInForm(body: Uint8Array, type: string): Promise<FileInRequest> {
  const unreadable = new RequestError(
    400,
    'bad-body',
    'The form cannot be read: it is incomplete, not a form, or has too many parts.',
  );
  const boundary = boundaryOf(type);
  if (
    boundary === undefined ||
    !isModestForm(Buffer.from(body.buffer, body.byteOffset, body.length), boundary)
  )
    throw unreadable;
  const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  const form = await new Response(body as Uint8Array<ArrayBuffer>, { headers }).formData().catch(() => {
    throw unreadable;
  });
  const files = [...form.values()].filter((value) => typeof value !== 'string');
  const [file, ...more] = files;
  if (file === undefined || more.length > 0)
    throw new RequestError(400, 'bad-body', `Expected a form with one file, but it has ${files.length}.`);
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}

/** Only the incoming container can be named: no other contains files to classify. */
async function blobNamedIn({ store, settings }: ImageDeps, body: Uint8Array): Promise<FileInRequest> {
  const named = namedBlobSchema.safeParse(parseJson(body));
  if (!named.success) throw new RequestError(400, 'bad-body', `${faultWords(named.error)} ${wanted}`);
  const { container, blob } = named.data;
  const noSuchBlob = noBlobError();
  if (container !== settings.incomingContainer) throw noSuchBlob;
  const version = await store.incoming.current(blob);
  if (!version) throw noSuchBlob;
  return {
    bytes: await store.incoming.download(blob, version.etag, settings.limits.maxFileBytes),
    name: blob,
    stored: arrivalIdOf(settings.siteKey, container, blob, version.etag),
  };
}

/** Also for a file that exists but was not received yet. */
export function noBlobError(): RequestError {
  return new RequestError(404, 'no-such-blob', 'There is no such blob to classify.');
}
