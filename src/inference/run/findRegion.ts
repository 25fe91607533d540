import type { AnalysisNote } from '../../domain/models/analysisNotes';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import type { GreyPicture } from '../../imaging/picture';
import type { RegionManifest } from '../manifest/manifest';
import { runNetwork } from '../onnx/runNetwork';
import type { LoadedModel } from '../repository/admission';
import { countOf, largestParts, type Mask, maskAbove } from './mask';
import { type Framed, type Samples, toTensor } from './preprocess';
import { sigmoid } from './probabilities';
import type { RegionField } from './regionCrop';

/** A region that was found, or why there is none. `notes` are codes to show to a person. */
export type RegionSearch =
  | { readonly found: true; readonly region: RegionField; readonly notes: readonly AnalysisNote[] }
  | { readonly found: false; readonly reason: NotAnalysedReason; readonly notes: readonly AnalysisNote[] };

/** If its brightest and darkest samples are closer than this (display values), a picture shows nothing. */
const SMALLEST_CONTRAST = 0.02;

/**
 * Runs a region model on a picture.
 *
 * An unusual shape is only noted: severe disease hides lungs from the network, and such a patient must not be
 * dropped. A blank picture, or a region that is missing or both small and faint, ends the analysis.
 *
 * @param framed its display values, as `frameWhole` frames them for the model
 */
export async function findRegion(
  { manifest, network }: LoadedModel<RegionManifest>,
  { samples, frame }: Framed,
): Promise<RegionSearch> {
  if (isBlank(samples)) return { found: false, reason: 'blank-picture', notes: [] };
  const { mask } = manifest.outputs;
  const tensor = toTensor(samples, manifest.input);
  const [output] = await runNetwork(network, { name: manifest.input.name, tensor }, [mask.name]);
  const values = (output as NonNullable<typeof output>).data;
  const field = { ...samples.picture, data: mask.kind === 'logits' ? values.map(sigmoid) : values };
  return judge(manifest, samples, { frame, field });
}

/** Whether the samples that count are all (nearly) the same. */
export function isBlank({ picture, counts }: Samples): boolean {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < counts.length; at++) {
    if (counts[at] !== 1) continue;
    const value = picture.data[at] as number;
    [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  return !(high - low >= SMALLEST_CONTRAST);
}

function judge({ region }: RegionManifest, samples: Samples, found: Omit<RegionField, 'kept'>): RegionSearch {
  const mask = maskAbove(found.field, region.threshold);
  const { kept, sizes } = largestParts(mask, region.parts);
  const share = countOf(kept) / countOf({ ...mask, data: samples.counts });
  if (sizes.length === 0 || share < region.minimumShare)
    return { found: false, reason: 'region-not-found', notes: [] };
  const balance = (sizes[region.parts - 1] ?? 0) / (sizes[0] as number);
  const shape = { share, confidence: meanInside(found.field, kept), balance };
  const notes = unusualNotes(region.usual, shape);
  if (region.doubtful.some((pair) => shape.share < pair.share && shape.confidence < pair.confidence))
    return { found: false, reason: 'out-of-distribution', notes };
  return { found: true, region: { ...found, kept }, notes };
}

function unusualNotes(
  usual: RegionManifest['region']['usual'],
  measured: Record<keyof typeof usual, number>,
): AnalysisNote[] {
  return (Object.keys(usual) as (keyof typeof usual)[])
    .filter((name) => measured[name] < usual[name][0] || measured[name] > usual[name][1])
    .map((name) => `region-${name}-unusual` as const);
}

function meanInside(field: GreyPicture, mask: Mask): number {
  return field.data.reduce((sum, p, at) => sum + p * (mask.data[at] as number), 0) / countOf(mask);
}
