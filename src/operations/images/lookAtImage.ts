import type { NamedPicture } from '../../domain/image/namedPicture';
import type { Analysis, ModelRef } from '../../domain/models/analysis';
import { heatMapName } from '../../domain/models/heatMapName';
import { encodeGreyBytes } from '../../imaging/encoding/encodeGreyPng';
import { encodeHeatPng } from '../../imaging/encoding/encodeHeatPng';
import type { HeatMap, Seen } from '../ports';
import type { ImageVisit } from './imageVisit';

/** Longest side of a preview, in pixels: enough to recognise a study, not to read it. */
export const previewSide = 1024;

/** What is asked of a visit. */
export interface Asked {
  /** The models to run; possibly none. */
  readonly models: readonly ModelRef[];
  /** Whether to make the preview by which a person recognises the image. */
  readonly preview: boolean;
}

/** What a visit found, in the order of the models, and the pictures that it made. */
export interface Found {
  readonly analyses: readonly Analysis[];
  /** Mean of what each model was shown, 0…1; undefined if it was shown nothing. */
  readonly brightness: readonly (number | undefined)[];
  /** A PNG; undefined if none was asked for, or none can be made. */
  readonly preview?: Uint8Array | undefined;
  /** Where models looked. */
  readonly pictures: readonly NamedPicture[];
}

/** What is found in an image that has no pixels. */
export const nothingFound: Found = { analyses: [], brightness: [], pictures: [] };

/**
 * Every model runs, one after the other, and the preview is made. Nothing is stored. The visit is closed at the
 * end.
 *
 * @throws what `ImageVisit.look` throws
 */
export async function lookAtImage(visit: ImageVisit, { models, preview }: Asked): Promise<Found> {
  const made = preview ? previewOf(visit) : Promise.resolve(undefined);
  try {
    const analyses: Analysis[] = [];
    const brightness: (number | undefined)[] = [];
    const heatMaps: NamedPicture[] = [];
    for (const model of models) {
      const look = await visit.look(model);
      analyses.push(look.analysis);
      brightness.push(look.seen && brightnessOf(look.seen));
      for (const map of look.heatMaps) heatMaps.push(await heatMapOf(model, map));
    }
    return { analyses, brightness, preview: await made, pictures: heatMaps };
  } finally {
    await Promise.allSettled([made]);
    await visit.close();
  }
}

function brightnessOf({ samples: { data }, counts }: Seen): number | undefined {
  let [sum, n] = [0, 0];
  for (const [at, value] of data.entries()) {
    if (counts[at] !== 1) continue;
    sum += value;
    n += 1;
  }
  return n === 0 ? undefined : sum / n;
}

async function heatMapOf(model: ModelRef, { label, data, width, height }: HeatMap): Promise<NamedPicture> {
  return { name: heatMapName(model, label), png: await encodeHeatPng(data, width, height) };
}

async function previewOf(visit: ImageVisit): Promise<Uint8Array | undefined> {
  const picture = await visit.preview(previewSide);
  return picture && encodeGreyBytes(picture);
}
