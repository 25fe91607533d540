import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { App } from '../../app/app';
import { RefusedError } from '../../domain/reasons/refusals';
import { refusalAdvice, words } from '../../domain/words/words';
import { createFrameSamples, type FrameSamples } from '../../operations/images/frameSamples';
import { flatReasonOf } from '../../operations/images/imageViewOf';
import { acceptsGzip } from './support/acceptedEncoding';
import type { Handler, OtherAnswer } from './support/handler';
import { problem } from './support/problem';

type SamplesDeps = Pick<App, 'store' | 'onRequest'>;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** One frame's stored values, not rescaled, windowed or rounded. */
export function createSamples({ store, onRequest: { decodeCodestream } }: SamplesDeps): Handler<'samples'> {
  return async ({ params: { id }, query: { frame }, request, context }) => {
    const image = await store.images.find(id);
    if (!image || frame > image.frames)
      return problem(404, 'no-such-picture', 'There is no such picture of this image.');
    const flat = flatReasonOf(image);
    if (flat !== undefined) return problem(422, 'no-grey-samples', words.flatReasons[flat], { reason: flat });
    const headers = {
      // Weak: the same values are sent compressed or not.
      etag: `W/"${id}-${frame}"`,
      vary: 'Accept-Encoding',
      'cache-control': 'private, max-age=86400, immutable',
    };
    if (request.headers.get('if-none-match') === headers.etag) return { status: 304, headers };
    try {
      const warn = (message: string) => context.warn(message);
      const frameSamples = createFrameSamples({ images: store.images, decodeCodestream, warn });
      const found = await frameSamples(image, frame - 1);
      return await answer(found, acceptsGzip(request.headers.get('accept-encoding')), headers);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return problem(422, error.code, refusalAdvice(error.code, error.detail));
    }
  };
}

async function answer(
  { bytes, packing }: FrameSamples,
  takesGzip: boolean,
  more: Readonly<Record<string, string>>,
): Promise<OtherAnswer> {
  const headers = { ...more, 'content-type': 'application/octet-stream' };
  if (packing === 'urgent') return { body: bytes, headers };
  if (!takesGzip) return { body: packing === 'packed' ? await unpack(bytes) : bytes, headers };
  const body = packing === 'packed' ? bytes : await pack(bytes, { level: 1 });
  return { body, headers: { ...headers, 'content-encoding': 'gzip' } };
}
