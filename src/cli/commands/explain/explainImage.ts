import { isMediaDirectory } from '../../../dicom/mediaDirectory';
import { factsOf, type StoredImage } from '../../../domain/image/storedImage';
import { withoutPicture } from '../../../domain/image/withoutPicture';
import type { SiteKey } from '../../../domain/kernel/identifiers/ids';
import type { ReadLimits } from '../../../domain/kernel/limits';
import { type ImageRecord, studyImageSchema } from '../../../domain/study/images/imageRecord';
import { recordOf } from '../../../domain/study/images/imageRecordOf';
import type { Dated } from '../../../domain/study/policy/believableAge';
import { notAnalysedReasonOf } from '../../../domain/study/policy/notAnalysed';
import type { Policy } from '../../../domain/study/policy/policySchema';
import { mergeIntoStudy, type StudyRecord } from '../../../domain/study/studyRecord';
import type { GreyBytes } from '../../../imaging/encoding/greyBytes';
import type { ModelRepository } from '../../../inference/repository/modelRepository';
import { type RoutingDecision, routeImage } from '../../../inference/run/routing';
import { type FileVisitDeps, visitFile } from '../../../operations/images/fileVisit';
import { imageIdOfFile } from '../../../operations/intake/imageIdOfFile';
import { storedImageOf } from '../../../operations/intake/storedImageOf';
import type { Clock, FileReader, Look, ModelsPort } from '../../../operations/ports';

export interface ExplainImageDeps extends FileVisitDeps {
  readonly repository: ModelRepository;
  readonly models: ModelsPort;
  readonly readFile: FileReader;
  readonly siteKey: SiteKey;
  readonly limits: ReadLimits;
  readonly policy: Policy;
  readonly now: Clock;
}

/** An image with everything that was decided about it, as the workflow decides it. */
export interface ExplainedImage {
  readonly image: StoredImage;
  /** Of each model that is in use or runs in the shadow; none if there is no picture. */
  readonly decisions: readonly RoutingDecision[];
  readonly looks: readonly Look[];
  /** The whole picture, shrunk; absent if there is none to show. */
  readonly preview?: GreyBytes;
  /** What would be recorded if this image were a study of its own. */
  readonly record: ImageRecord;
  readonly study: StudyRecord;
  /** Why it is not analysed; absent if it is. */
  readonly reason?: string;
}

/** Longest side of the picture on which the model's view is drawn, in pixels. */
const previewSide = 1024;

/**
 * Reads an image and takes it through every decision of the workflow, storing nothing.
 *
 * @param name its extension is compared with the content
 * @returns `index` for a DICOMDIR
 * @throws RefusedError if it would be quarantined
 */
export function createExplainImage(deps: ExplainImageDeps) {
  return async (bytes: Uint8Array, name: string): Promise<ExplainedImage | 'index'> => {
    if (isMediaDirectory(bytes, deps.limits)) return 'index';
    const file = await deps.readFile(bytes, name);
    const image = storedImageOf(deps.siteKey, file, await imageIdOfFile(bytes));
    const facts = factsOf(image);
    const reason = withoutPicture(image);
    const decisions = reason === undefined ? routeImage(deps.repository, facts) : [];
    const route = reason === undefined ? await deps.models.route(facts) : { models: [], reason };
    const visit = visitFile(deps, file, { heatMaps: false });
    const looks: Look[] = [];
    try {
      for (const model of route.models) looks.push(await visit.look(model));
      const preview = reason === undefined ? await visit.preview(previewSide) : undefined;
      const looked = { analyses: looks.map(({ analysis }) => analysis), unrouted: route.reason };
      const { studyDate, takenDate, patientBirthDate } = file.identity;
      const records = recordsOf(deps, image, looked, { studyDate, takenDate, patientBirthDate });
      return { image, decisions, looks, ...(preview && { preview }), ...records };
    } finally {
      await visit.close();
    }
  };
}

function recordsOf(
  { policy, now }: ExplainImageDeps,
  image: StoredImage,
  looked: Parameters<typeof recordOf>[1],
  dates: Dated,
) {
  const at = now();
  const record = recordOf(image, looked, policy, { name: '', receivedAt: at, ...dates }, at);
  const study = mergeIntoStudy(undefined, image.studyId, [studyImageSchema.parse(record)], policy, at);
  const reason = notAnalysedReasonOf(record);
  return { record, study, ...(reason !== undefined && { reason }) };
}
