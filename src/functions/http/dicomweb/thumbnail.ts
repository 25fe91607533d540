import type { Handler } from '../support/handler';
import { type Choice, renderedWith } from './rendered';
import type { Viewer, ViewerDeps } from './viewer';

/** Into which a thumbnail fits if the caller names no size. */
const usualSide = 256;

/** One picture that stands for all, PS3.18 10.4.1.1.4: of the first series, what lies in its middle. */
const representative: Choice = {
  usual: {
    viewport: {
      width: usualSide,
      height: usualSide,
      left: 0,
      top: 0,
      mirrored: false,
      upsideDown: false,
    },
  },
  choose: ({ images }, asked) => {
    const series = images.filter(({ seriesId }) => seriesId === images[0]?.seriesId);
    const image = middleOf(series);
    if (image === undefined) return undefined;
    const frame = asked?.[0] ?? Math.ceil(image.frames / 2);
    return frame <= image.frames ? [{ image, frames: [frame] }] : undefined;
  },
};

function middleOf<T>(list: readonly T[]): T | undefined {
  return list[Math.floor((list.length - 1) / 2)];
}

export function createStudyThumbnail(deps: ViewerDeps, viewer: Viewer): Handler<'studyThumbnail'> {
  return renderedWith(deps, viewer, representative);
}

export function createSeriesThumbnail(deps: ViewerDeps, viewer: Viewer): Handler<'seriesThumbnail'> {
  return renderedWith(deps, viewer, representative);
}

export function createInstanceThumbnail(deps: ViewerDeps, viewer: Viewer): Handler<'instanceThumbnail'> {
  return renderedWith(deps, viewer, representative);
}

export function createFramesThumbnail(deps: ViewerDeps, viewer: Viewer): Handler<'framesThumbnail'> {
  return renderedWith(deps, viewer, representative);
}
