import { heatMapName } from '../../domain/models/heatMapName';
import type { ImageRecord } from '../../domain/study/images/imageRecord';
import { burnIn } from '../../imaging/burnIn/burnIn';
import type { Capture } from '../../interchange/dicom/secondaryCapture';
import { type ReportedFinding, reportedFindings } from '../../interchange/findings';
import type { Report } from '../../interchange/report';

export interface CapturesDeps {
  readonly results: { image(imageId: string): Promise<ImageRecord | undefined> };
  readonly images: {
    preview(imageId: string): Promise<Uint8Array | undefined>;
    madePicture(imageId: string, visits: readonly string[], name: string): Promise<Uint8Array | undefined>;
  };
}

/**
 * Where the models looked, for each finding that is present or indeterminate and has a heat map: the picture with the
 * map over it, and burned in above it what it shows and that it is no diagnosis.
 */
export async function capturesOf(deps: CapturesDeps, report: Report): Promise<Capture[]> {
  const captures: Capture[] = [];
  for (const reported of reportedFindings(report)) {
    if (reported.presence !== 'present' && reported.presence !== 'indeterminate') continue;
    const capture = await captureOf(deps, reported);
    if (capture !== undefined) captures.push(capture);
  }
  return captures;
}

async function captureOf(
  { results, images }: CapturesDeps,
  { instance, model, finding, presence }: ReportedFinding,
): Promise<Capture | undefined> {
  const { imageId } = instance.image;
  const { pictures = [] } = (await results.image(imageId)) ?? {};
  const heat = await images.madePicture(imageId, pictures, heatMapName(model, finding.label));
  const preview = heat && (await images.preview(imageId));
  if (preview === undefined) return undefined;
  const description = `${finding.title}: ${presence}, ${(finding.score * 100).toFixed(0)} %`;
  const drawn = await burnIn(preview, heat, [description, `${model.id} ${model.version}`, 'Not a diagnosis']);
  return { instance, shows: `${model.sha256} ${finding.label}`, description, ...drawn };
}
