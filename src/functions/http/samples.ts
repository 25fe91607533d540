import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { theApp } from '../../app/app';
import { isId } from '../../domain/kernel/ids';
import { RefusedError } from '../../domain/reasons/refusals';
import { refusalAdvice, words } from '../../domain/words/words';
import { createFrameSamples, type FrameSamples } from '../../operations/images/frameSamples';
import { flatReasonOf } from '../../operations/images/imageViewOf';
import { acceptsGzip } from './support/acceptedEncoding';
import { badId, problem } from './support/problem';
import { route } from './support/route';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * One frame's stored values, `?frame=` from 1: rows from the top, little endian, 8 or 16 bits each as the description of
 * the image says. Nothing was rescaled, windowed or rounded.
 */
async function samples(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { id } = request.params;
  const frame = request.query.get('frame') ?? '1';
  if (!isId(id)) return badId('An image');
  if (!/^[1-9]\d{0,8}$/.test(frame)) return problem(400, 'bad-query', 'A frame is a number from 1.');
  const { store, decodeCodestream } = theApp();
  const image = await store.images.find(id);
  if (!image || Number(frame) > image.frames)
    return problem(404, 'no-such-picture', 'There is no such picture of this image.');
  const flat = flatReasonOf(image);
  if (flat !== undefined) return problem(422, 'no-grey-samples', words.flatReasons[flat], { reason: flat });
  const headers = {
    // Weak: the same values come packed or not.
    etag: `W/"${id}-${frame}"`,
    vary: 'Accept-Encoding',
    'cache-control': 'private, max-age=86400, immutable',
  };
  if (request.headers.get('if-none-match') === headers.etag) return { status: 304, headers };
  try {
    const warn = (message: string) => context.warn(message);
    const frameSamples = createFrameSamples({ images: store.images, decodeCodestream, warn });
    const found = await frameSamples(image, Number(frame) - 1);
    return await answer(found, acceptsGzip(request.headers.get('accept-encoding')), headers);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return problem(422, error.code, refusalAdvice(error.code, error.detail));
  }
}

async function answer(
  { bytes, packing }: FrameSamples,
  takesGzip: boolean,
  more: Readonly<Record<string, string>>,
): Promise<HttpResponseInit> {
  const headers = { ...more, 'content-type': 'application/octet-stream' };
  if (packing === 'urgent') return { body: bytes, headers };
  if (!takesGzip) return { body: packing === 'packed' ? await unpack(bytes) : bytes, headers };
  const body = packing === 'packed' ? bytes : await pack(bytes, { level: 1 });
  return { body, headers: { ...headers, 'content-encoding': 'gzip' } };
}

route({
  name: 'samples',
  route: 'api/images/{id}/samples',
  methods: ['GET'],
  right: 'read-images',
  handler: samples,
});
