import type { Window } from '../../domain/image/imageDescription';
import type { Rendering, Viewport } from '../../domain/image/rendering';
import { windowVoi } from '../../domain/image/voi';
import { QueryError } from './query';

/** How the caller wants pictures to be rendered, PS3.18 8.3.5. */
export interface RenderedQuery {
  /** In place of the header, for callers that cannot set it. */
  readonly accept: string | null;
  readonly rendering: Omit<Rendering, 'type'>;
  /** What of the query was not heeded, in words for a Warning header. */
  readonly warnings: readonly string[];
}

/** The longest side that is rendered; a picture's own size is larger at times, and is sent as it is. */
const mostSide = 4096;
const usualQuality = 90;

const functions: Readonly<Record<string, Window['function']>> = {
  linear: 'LINEAR',
  'linear-exact': 'LINEAR_EXACT',
  sigmoid: 'SIGMOID',
};

/** @throws QueryError for values that say nothing exact */
export function readRenderedQuery(asked: { get(name: string): string | null }): RenderedQuery {
  const [window, viewport] = [asked.get('window'), asked.get('viewport')];
  return {
    accept: asked.get('accept'),
    rendering: {
      quality: qualityOf(asked.get('quality')),
      ...(window === null ? {} : { window: windowOf(window) }),
      ...(viewport === null ? {} : { viewport: viewportOf(viewport) }),
    },
    warnings: [
      ...(asked.get('annotation') === null
        ? []
        : ['The annotation parameter is not supported. Nothing was written into the picture.']),
      ...((asked.get('iccprofile') ?? 'no') === 'no'
        ? []
        : ['The iccprofile parameter is not supported. The colours are those of the image.']),
    ],
  };
}

function qualityOf(text: string | null): number {
  if (text === null) return usualQuality;
  const quality = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (quality >= 1 && quality <= 100) return quality;
  throw new QueryError('The parameter quality is a whole number from 1 to 100.');
}

function windowOf(text: string): Window {
  const [centre, width, name = '', ...more] = text.split(',');
  const shape = Object.hasOwn(functions, name) ? functions[name] : undefined;
  const window = shape && { centre: decimal(centre), width: decimal(width), function: shape };
  if (window === undefined || more.length > 0 || !isUsable(window))
    throw new QueryError(
      'The parameter window is a centre, a width that shows something, and linear, linear-exact or sigmoid.',
    );
  return window;
}

function isUsable(window: Window): boolean {
  try {
    windowVoi(window);
    return true;
  } catch {
    return false;
  }
}

/** `vw,vh,sx,sy,sw,sh`, of which the last four may be left out or empty; a negative side mirrors. */
function viewportOf(text: string): Viewport {
  const [width = '', height = '', left, top, across, down, ...more] = text.split(',');
  const [w, h] = [side(width), side(height)];
  const [x, y] = [optional(left) ?? 0, optional(top) ?? 0];
  const [sw, sh] = [optional(across), optional(down)];
  const isRight = more.length === 0 && w > 0 && h > 0 && x >= 0 && y >= 0 && sw !== 0 && sh !== 0;
  if (!isRight || [x, y, sw ?? 1, sh ?? 1].some(Number.isNaN))
    throw new QueryError(
      `The parameter viewport is a width and a height from 1 to ${mostSide}, and perhaps a part of the image: left, top, width, height.`,
    );
  return {
    width: w,
    height: h,
    left: x,
    top: y,
    ...(sw === undefined ? {} : { across: Math.abs(sw) }),
    ...(sh === undefined ? {} : { down: Math.abs(sh) }),
    mirrored: (sw ?? 1) < 0,
    upsideDown: (sh ?? 1) < 0,
  };
}

/** NaN if it is none. */
function side(text: string): number {
  const pixels = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return pixels <= mostSide ? pixels : Number.NaN;
}

function optional(text: string | undefined): number | undefined {
  return text === undefined || text.trim() === '' ? undefined : decimal(text);
}

/** NaN if it is none. */
function decimal(text = ''): number {
  return /^-?\d{1,12}(\.\d{1,12})?$/.test(text.trim()) ? Number(text) : Number.NaN;
}
