import type { ImageDescription, Window } from './imageDescription';
import { aspectOf, pixelSides } from './pixelAspect';

/** What a rendered picture is sent as. */
export const renderedTypes = ['image/jpeg', 'image/png'] as const;
export type RenderedType = (typeof renderedTypes)[number];

/** How one frame becomes a picture of 8 bits, as a person sees it. */
export interface Rendering {
  readonly type: RenderedType;
  /** Of JPEG, from 1 to 100. */
  readonly quality: number;
  /** In modality values. Absent: the first that the image names. */
  readonly window?: Window;
  /** Absent: the whole picture in its own size. */
  readonly viewport?: Viewport;
}

/** What the picture has to fit into, and the part of the image that it shows: PS3.18 8.3.5.1.3. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** In pixels of the image; a side that is absent reaches to its edge. */
  readonly left: number;
  readonly top: number;
  readonly across?: number;
  readonly down?: number;
  readonly mirrored: boolean;
  readonly upsideDown: boolean;
}

/** The rectangle of an image that is shown, in squares as long as a pixel's shorter side, and the size in which. */
export interface RenderedPlace {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly width: number;
  readonly height: number;
}

/** No picture becomes longer than this only because its pixels are not square. */
export const longestStretched = 8192;

/**
 * Where a frame's picture comes from, and how large it is: in its true proportions, as large as fits.
 *
 * @param image of one frame
 * @returns undefined if the viewport reaches beyond the image
 */
export function renderedPlace(
  image: Pick<ImageDescription, 'rows' | 'columns' | 'pixelAspect'>,
  viewport?: Viewport,
): RenderedPlace | undefined {
  const { rows, columns } = image;
  const { left = 0, top = 0 } = viewport ?? {};
  const [across, down] = [viewport?.across ?? columns - left, viewport?.down ?? rows - top];
  if (!(across > 0 && down > 0 && left + across <= columns && top + down <= rows)) return undefined;
  const pixel = pixelSides({ pixelAspect: aspectOf(image) });
  const box = {
    x: left * pixel.width,
    y: top * pixel.height,
    width: across * pixel.width,
    height: down * pixel.height,
  };
  const longest = Math.max(rows, columns, longestStretched);
  const factor =
    viewport === undefined
      ? Math.min(1, longest / Math.max(box.width, box.height))
      : Math.min(viewport.width / box.width, viewport.height / box.height);
  const side = (length: number) => Math.max(1, Math.round(length * factor));
  return { box, width: side(box.width), height: side(box.height) };
}
