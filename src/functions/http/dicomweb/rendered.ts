import { actorOf, type Caller } from '../../../access/caller';
import { isGrey } from '../../../domain/image/displayFunction';
import { type Rendering, renderedPlace } from '../../../domain/image/rendering';
import { frameDescription } from '../../../domain/image/singleFrame';
import { frameBytes } from '../../../interchange/dicomweb/imagePixels';
import { type KeptInstance, uidsOf } from '../../../interchange/dicomweb/keptInstance';
import { QueryError } from '../../../interchange/dicomweb/query';
import { instanceAddress } from '../../../interchange/dicomweb/queryResults';
import { type RenderedQuery, readRenderedQuery } from '../../../interchange/dicomweb/renderedQuery';
import type { KeptPart, Named } from '../../../operations/dicomweb/keptStudies';
import { fullFrame } from '../../../operations/images/fullImage';
import type { Handler, OtherAnswer, RequestHead } from '../support/handler';
import { RequestError } from '../support/requestError';
import { acceptedPicture } from './accepted';
import { warningHeader } from './dicomJson';
import { alreadyThere, bodyPlan, type SentPart, sentBody } from './relatedBody';
import { largestAnswer, unlessRefused } from './sending';
import type { Viewer, ViewerDeps } from './viewer';

export interface AskedPictures {
  readonly request: RequestHead;
  readonly params: Named & { readonly frames?: readonly number[] };
  readonly caller: Caller;
}

/** An image and the frames of it, from 1, that are rendered. */
export interface Chosen {
  readonly image: KeptPart['images'][number];
  readonly frames: readonly number[];
}

/** Pictures that are rendered: which of those that a path names, and how if the caller does not say. */
export interface Choice {
  /** @returns undefined if there is no such frame */
  choose(part: KeptPart, frames: readonly number[] | undefined): readonly Chosen[] | undefined;
  readonly usual: Partial<Rendering>;
}

/** Pictures of 8 bits as a person sees them, PS3.18 10.4.1.1.3: made as the caller's query says, each time. */
export function renderedWith(deps: ViewerDeps, viewer: Viewer, { choose, usual }: Choice) {
  return async ({ request, params, caller }: AskedPictures): Promise<OtherAnswer> => {
    const { accept, rendering: asked, warnings } = queryOf(request);
    const part = await viewer.opened(params, caller);
    const chosen = choose(part, params.frames);
    if (chosen === undefined) throw noSuchFrame();
    const pictures = chosen.reduce((sum, { frames }) => sum + frames.length, 0);
    const { type, form } = acceptedPicture(accept ?? request.headers.get('accept'), pictures);
    const rendering = { ...usual, ...asked, type };
    await deps.looks.study(part.study.studyId, actorOf(caller));
    const made = chosen.map(({ image, frames }) => `${image.imageId} ${frames.join()}`);
    const plan = bodyPlan(type, form, JSON.stringify(rendering), ...made);
    const render = () =>
      unlessRefused(async () => {
        const parts = await renderedParts(deps, viewer, part, chosen, rendering, viewer.service(request));
        const answer = sentBody(plan, parts);
        return { ...answer, headers: { ...answer.headers, ...warningHeader(warnings) } };
      });
    return alreadyThere(request, plan) ?? viewer.inTurn(render);
  };
}

/** @throws RequestError 400 */
function queryOf({ url }: RequestHead): RenderedQuery {
  try {
    return readRenderedQuery(new URL(url).searchParams);
  } catch (error) {
    throw error instanceof QueryError ? new RequestError(400, 'bad-query', error.message) : error;
  }
}

async function renderedParts(
  { store, onRequest }: ViewerDeps,
  viewer: Viewer,
  { study }: KeptPart,
  chosen: readonly Chosen[],
  rendering: Rendering,
  service: string,
): Promise<SentPart[]> {
  const framesOf = new Map(chosen.map(({ image, frames }) => [image.imageId, frames]));
  const instances = (
    await viewer.kept.read(
      study,
      chosen.map(({ image }) => image),
    )
  ).map((kept) => ({ kept, frames: framesOf.get(kept.image.imageId) ?? [] }));
  requireFits(instances);
  const parts: SentPart[] = [];
  for (const { kept, frames } of instances)
    for (const frame of frames) {
      requireSuits(kept, frame, rendering);
      const full = await fullFrame(store.images, onRequest.decodeCodestream, kept.image, frame - 1);
      const location = `${instanceAddress(service, uidsOf(kept))}/frames/${frame}/rendered`;
      parts.push({
        location,
        bytes: await onRequest.renderPicture(full.description, full.pixels, rendering),
      });
    }
  return parts;
}

/** @throws RequestError 413 */
function requireFits(
  instances: readonly { readonly kept: KeptInstance; readonly frames: readonly number[] }[],
): void {
  const bytes = instances.reduce((sum, { kept, frames }) => sum + frameBytes(kept.image) * frames.length, 0);
  if (bytes <= largestAnswer) return;
  throw new RequestError(
    413,
    'too-large',
    'This is too much for one answer. Ask for series or instances one by one, for frames, or for a thumbnail.',
  );
}

/** @throws RequestError 400 for what an image of this kind and size cannot be shown with */
function requireSuits({ image }: KeptInstance, frame: number, { window, viewport }: Rendering): void {
  if (window !== undefined && !isGrey(image))
    throw new RequestError(
      400,
      'bad-query',
      'The parameter window is for grey pictures; this one has colours.',
    );
  if (renderedPlace(frameDescription(image, frame - 1), viewport) === undefined)
    throw new RequestError(
      400,
      'bad-query',
      'The parameter viewport names a part that reaches beyond the image.',
    );
}

const noSuchFrame = () => new RequestError(404, 'no-such-frame', 'There is no such frame of this instance.');

const everything: Choice = {
  usual: {},
  choose: ({ images }, asked) => {
    const chosen = images.map((image) => ({
      image,
      frames: asked ?? Array.from({ length: image.frames }, (_, at) => at + 1),
    }));
    return chosen.every(({ image, frames }) => frames.every((frame) => frame <= image.frames))
      ? chosen
      : undefined;
  },
};

export function createRenderedStudy(deps: ViewerDeps, viewer: Viewer): Handler<'renderedStudy'> {
  return renderedWith(deps, viewer, everything);
}

export function createRenderedSeries(deps: ViewerDeps, viewer: Viewer): Handler<'renderedSeries'> {
  return renderedWith(deps, viewer, everything);
}

export function createRenderedInstance(deps: ViewerDeps, viewer: Viewer): Handler<'renderedInstance'> {
  return renderedWith(deps, viewer, everything);
}

export function createRenderedFrames(deps: ViewerDeps, viewer: Viewer): Handler<'renderedFrames'> {
  return renderedWith(deps, viewer, everything);
}
