import type { IdentityRecord } from '../../domain/image/imageDescription';
import type { StoredImage } from '../../domain/image/storedImage';
import { joinIdentities } from '../../domain/study/patient/patient';
import { isChangedOutside } from '../../domain/study/review/changedOutside';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { Report, ReportedInstance, ReportingSite } from '../../interchange/report';
import type { ResultsPort } from '../ports';

/**
 * Why nothing of a study is sent. `no-dicom`: it came as plain pictures, which belong to no study of a PACS.
 * `no-pictures`: none of its objects is read. `patients-differ`: its images contradict each other about whom they
 * show. `changed-outside`: something that it holds is not what the app wrote.
 */
export type NothingToReport =
  | 'no-such-study'
  | 'no-dicom'
  | 'no-pictures'
  | 'patients-differ'
  | 'changed-outside';

export interface GatherReportDeps {
  readonly results: Pick<ResultsPort, 'study'>;
  readonly identity: {
    readWithHeader(studyId: string, imageId: string): Promise<IdentityRecord | undefined>;
  };
  readonly images: { find(imageId: string): Promise<StoredImage | undefined> };
}

/** All that outputs of a study are made from, as it stands now. */
export async function gatherReport(
  deps: GatherReportDeps,
  studyId: string,
  site: ReportingSite,
): Promise<Report | NothingToReport> {
  const study = await deps.results.study(studyId);
  if (study === undefined) return 'no-such-study';
  if (isChangedOutside(study)) return 'changed-outside';
  if (study.images.length === 0) return 'no-pictures';
  const members = await Promise.all(study.images.map((image) => memberOf(deps, study, image)));
  const known = members.filter((member) => member !== undefined);
  const header = known[0]?.record.header;
  if (header === undefined || known.length < members.length) return 'no-dicom';
  const { identity, contradicting } = joinIdentities(known.map(({ record }) => record));
  if (contradicting.length > 0) return 'patients-differ';
  return { study, identity, header, instances: known.map(({ instance }) => instance), site };
}

/** `undefined` for a plain picture, or what was erased in the meantime. */
async function memberOf(
  { identity, images }: GatherReportDeps,
  { studyId }: StudyRecord,
  image: StudyRecord['images'][number],
): Promise<{ record: IdentityRecord; instance: ReportedInstance } | undefined> {
  const [record, stored] = await Promise.all([
    identity.readWithHeader(studyId, image.imageId),
    images.find(image.imageId),
  ]);
  const { sopInstanceUid, seriesInstanceUid, studyInstanceUid } = record ?? {};
  const { sopClass } = stored ?? {};
  if (!record || !sopClass || !sopInstanceUid || !seriesInstanceUid || !studyInstanceUid) return undefined;
  return { record, instance: { image, sopClass, sopInstanceUid, seriesInstanceUid } };
}
