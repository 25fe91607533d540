import type { GreyView, ImageView } from '../../../domain/image/imageView';
import { type Answered, addressOf } from '../../api/routes';
import { statisticsOf } from '../window/statistics';
import { load } from './load';
import type { LoadedFrame } from './loadedFrame';
import { samplesOf } from './samples';

/** An 8-bit picture as the server made it: already windowed, with its polarity already applied. */
const flatGrey: GreyView = {
  sampleBits: 8,
  signed: false,
  bitsStored: 8,
  modalityTransform: { kind: 'identity' },
  windows: [],
  voiTables: [],
  readyForDisplay: true,
  inverted: false,
};

/** @throws LoadFailure */
export async function loadView(imageId: string, signal: AbortSignal): Promise<ImageView> {
  const address = addressOf('GET /api/images/{id}', { params: { id: imageId } });
  const view: Answered<'GET /api/images/{id}'> = await (await load(address, signal)).json();
  return view;
}

/**
 * @param frame from 0
 * @throws LoadFailure
 * @throws RangeError if the answer was truncated
 */
export async function loadFrame(view: ImageView, frame: number, signal: AbortSignal): Promise<LoadedFrame> {
  const grey = view.grey ?? flatGrey;
  const samples =
    view.grey === undefined
      ? await loadPicture(view, frame, signal)
      : await loadSamples(view, view.grey, frame, signal);
  return { view, frame, grey, samples, statistics: statisticsOf(grey, frame, samples) };
}

async function loadSamples(view: ImageView, grey: GreyView, frame: number, signal: AbortSignal) {
  const place = { params: { id: view.imageId }, query: { frame: frame + 1 } };
  const response = await load(addressOf('GET /api/images/{id}/samples', place), signal);
  return samplesOf(grey, await response.arrayBuffer(), view.rows * view.columns);
}

/** The server's picture; only one of its three equal colour channels is kept. */
async function loadPicture(view: ImageView, frame: number, signal: AbortSignal): Promise<Uint8Array> {
  const place = { params: { id: view.imageId }, query: { frame: frame + 1 } };
  const response = await load(addressOf('GET /api/images/{id}/picture', place), signal);
  const picture = await createImageBitmap(await response.blob(), { colorSpaceConversion: 'none' });
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(picture, 0, 0);
  picture.close();
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  if (data.length !== 4 * view.rows * view.columns) throw new RangeError('a picture of another size');
  return Uint8Array.from({ length: data.length / 4 }, (_, index) => data[4 * index] as number);
}

/** The first frame in 256 levels and at most 1024 pixels a side, in its true proportions. @throws LoadFailure */
export async function loadPreview(imageId: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await load(addressOf('GET /api/images/{id}/preview', { params: { id: imageId } }), signal);
  return createImageBitmap(await response.blob(), { colorSpaceConversion: 'none' });
}

/** A model's heat map, at the size in which the server keeps it. @throws LoadFailure */
export async function loadHeatMap(
  imageId: string,
  { model, label }: { readonly model: string; readonly label: string },
  signal: AbortSignal,
): Promise<ImageBitmap> {
  const place = { params: { id: imageId }, query: { heat: `${model}/${label}` } };
  const response = await load(addressOf('GET /api/images/{id}/preview', place), signal);
  return createImageBitmap(await response.blob());
}
