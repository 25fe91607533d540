import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { actorOf } from '../../../access/caller';
import type { App } from '../../../app/app';
import { RefusedError } from '../../../domain/reasons/refusals';
import { refusalAdvice, words } from '../../../domain/words/words';
import { createFrameSamples, type FrameSamples } from '../../../operations/images/frameSamples';
import { flatReasonOf } from '../../../operations/images/imageViewOf';
import { acceptsGzip } from '../support/acceptedEncoding';
import { checkedHeaders, notModified, strongEtag } from '../support/etag';
import type { Handler } from '../support/handler';
import { noSuchPicture, problem } from '../support/problem';

type SamplesDeps = Pick<App, 'store' | 'onRequest' | 'looks'>;

const unpack = promisify(gunzip);

/** One frame's stored values, not rescaled, windowed or rounded. */
export function createSamples({
  store,
  onRequest: { decodeCodestream },
  looks,
}: SamplesDeps): Handler<'samples'> {
  return async ({ params: { id }, query: { frame }, caller, request, context }) => {
    const image = await store.images.find(id);
    if (!image || frame > image.frames) return noSuchPicture();
    const flat = flatReasonOf(image);
    if (flat !== undefined) return problem(422, 'no-grey-samples', words.flatReasons[flat], { reason: flat });
    if (!(await looks.study(image.studyId, actorOf(caller)))) return noSuchPicture();
    // The values never change, so the image's id and the encoding say which bytes they are.
    const etagOf = (encoding: Encoding) => strongEtag('samples', id, String(frame), encoding);
    const known = encodings.map((encoding) => notModified(request, headersOf(etagOf(encoding))));
    const answered = known.find((one) => one !== undefined);
    if (answered) return answered;
    try {
      const warn = (message: string) => context.warn(message);
      const frameSamples = createFrameSamples({ images: store.images, decodeCodestream, warn });
      const found = await frameSamples(image, frame - 1);
      const sent = await encoded(found, acceptsGzip(request.headers.get('accept-encoding')));
      return { body: sent.body, headers: { ...headersOf(etagOf(sent.encoding)), ...typeOf(sent) } };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return problem(422, error.code, refusalAdvice(error.code, error.detail));
    }
  };
}

const encodings = ['identity', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

interface Encoded {
  readonly body: Uint8Array;
  readonly encoding: Encoding;
}

async function encoded({ bytes, packing }: FrameSamples, takesGzip: boolean): Promise<Encoded> {
  if (packing === 'urgent') return { body: bytes, encoding: 'identity' };
  return takesGzip ? { body: bytes, encoding: 'gzip' } : { body: await unpack(bytes), encoding: 'identity' };
}

const headersOf = (etag: string) => ({ ...checkedHeaders(etag), vary: 'Accept-Encoding' });

function typeOf({ encoding }: Encoded): Record<string, string> {
  const type = { 'content-type': 'application/octet-stream' };
  return encoding === 'gzip' ? { ...type, 'content-encoding': 'gzip' } : type;
}
