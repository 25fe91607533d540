import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { type App, theApp } from '../../app/app';
import type { StoredImage } from '../../domain/image/storedImage';
import { isId } from '../../domain/kernel/ids';
import { RefusedError } from '../../domain/reasons/refusals';
import { refusalAdvice } from '../../domain/words/words';
import { fullImage } from '../../operations/images/fullImage';
import { badId, problem } from './support/problem';
import { route } from './support/route';

/** Makes the picture of one frame when a person opens it for the first time; later it lies beside the image. */
async function pictureOf({ store, decodeCodestream, renderPng }: App, image: StoredImage, frame: number) {
  const name = `picture-${frame}`;
  const known = await store.images.png(image.imageId, name);
  if (known) return known;
  const { description, pixels } = await fullImage(store.images, decodeCodestream, image);
  const png = await renderPng(description, pixels, frame - 1);
  await store.images.storePng(image.imageId, name, png);
  return png;
}

/** One frame at full size as PNG of 8 bits: the first window of the image, `?frame=` from 1. */
async function picture(request: HttpRequest): Promise<HttpResponseInit> {
  const { id } = request.params;
  const frame = request.query.get('frame') ?? '1';
  if (!isId(id)) return badId('An image');
  if (!/^[1-9]\d{0,8}$/.test(frame)) return problem(400, 'bad-query', 'A frame is a number from 1.');
  const triage = theApp();
  const image = await triage.store.images.find(id);
  if (!image || Number(frame) > image.frames)
    return problem(404, 'no-such-picture', 'There is no such picture of this image.');
  try {
    return {
      body: await pictureOf(triage, image, Number(frame)),
      headers: { 'content-type': 'image/png', 'cache-control': 'private, max-age=86400, immutable' },
    };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return problem(422, error.code, refusalAdvice(error.code, error.detail));
  }
}

route({
  name: 'picture',
  route: 'api/images/{id}/picture',
  methods: ['GET'],
  right: 'read-images',
  handler: picture,
});
