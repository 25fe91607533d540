import { tags } from '../../dicom/tags';
import type { PatientHeader } from '../../domain/image/patientHeader';
import type { StudyImage } from '../../domain/study/images/imageRecord';
import { patientStudy } from './instanceMetadata';
import type { InstanceUids } from './keptInstance';
import { inOrder, type WebAttribute, type WebDataSet, webEntry, webTag } from './webDataSet';

type Entry = [string, WebAttribute];

const own = {
  instanceAvailability: 0x00080056,
  modalitiesInStudy: 0x00080061,
  retrieveUrl: 0x00081190,
  seriesInStudy: 0x00201206,
  instancesInStudy: 0x00201208,
  instancesInSeries: 0x00201209,
} as const;

/** What patients are told by: of a study whose images differ in them, nobody is named. */
const ofPatient: ReadonlySet<string> = new Set(
  [tags.patientName, tags.patientId, tags.issuerOfPatientId, tags.patientBirthDate, tags.patientSex].map(
    webTag,
  ),
);

/** The address of a study, below that of the service. */
export function studyAddress(service: string, study: string): string {
  return `${service}/studies/${study}`;
}

export function seriesAddress(
  service: string,
  { study, series }: Pick<InstanceUids, 'study' | 'series'>,
): string {
  return `${studyAddress(service, study)}/series/${series}`;
}

export function instanceAddress(service: string, uids: InstanceUids): string {
  return `${seriesAddress(service, uids)}/instances/${uids.instance}`;
}

function retrievable(address: string): Entry[] {
  return [webEntry(own.instanceAvailability, 'CS', ['ONLINE']), webEntry(own.retrieveUrl, 'UR', [address])];
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}

/** Whether images of the study name different patients. */
function nameSeveral(images: readonly StudyImage[]): boolean {
  return new Set(images.map(({ whom }) => JSON.stringify(Object.entries(whom ?? {}).sort()))).size > 1;
}

/**
 * A study as the result of a search, PS3.18 table 10.6.3-3.
 *
 * @param header of its first image
 * @param images those that are offered; at least one
 */
export function studyResult(
  service: string,
  study: string,
  header: PatientHeader,
  images: readonly StudyImage[],
): WebDataSet {
  const known = patientStudy(header);
  const said = nameSeveral(images) ? known.filter(([tag]) => !ofPatient.has(tag)) : known;
  return inOrder([
    ...said,
    ...retrievable(studyAddress(service, study)),
    webEntry(own.modalitiesInStudy, 'CS', unique(images.map(({ modality }) => modality))),
    webEntry(own.seriesInStudy, 'IS', [unique(images.map(({ seriesId }) => seriesId)).length]),
    webEntry(own.instancesInStudy, 'IS', [images.length]),
  ]);
}

/**
 * A series as the result of a search, PS3.18 table 10.6.3-4.
 *
 * @param metadata of its first image, which names it
 */
export function seriesResult(
  service: string,
  uids: InstanceUids,
  metadata: WebDataSet,
  images: number,
): WebDataSet {
  return inOrder([
    ...picked(metadata, seriesTags),
    ...retrievable(seriesAddress(service, uids)),
    webEntry(own.instancesInSeries, 'IS', [images]),
  ]);
}

/** An instance as the result of a search, PS3.18 table 10.6.3-5. */
export function instanceResult(service: string, uids: InstanceUids, metadata: WebDataSet): WebDataSet {
  return inOrder([...picked(metadata, instanceTags), ...retrievable(instanceAddress(service, uids))]);
}

const seriesTags = [
  tags.specificCharacterSet,
  tags.modality,
  tags.timezoneOffset,
  0x0008103e,
  tags.studyInstanceUid,
  tags.seriesInstanceUid,
  tags.seriesNumber,
];

const instanceTags = [
  tags.specificCharacterSet,
  tags.sopClassUid,
  tags.sopInstanceUid,
  tags.timezoneOffset,
  tags.studyInstanceUid,
  tags.seriesInstanceUid,
  tags.instanceNumber,
  tags.numberOfFrames,
  tags.rows,
  tags.columns,
  tags.bitsAllocated,
];

function picked(set: WebDataSet, wanted: readonly number[]): Entry[] {
  return wanted.flatMap((tag): Entry[] => {
    const attribute = set[webTag(tag)];
    return attribute === undefined ? [] : [[webTag(tag), attribute]];
  });
}

/** The result with more of what the instance says. @param more tags, or all of them */
export function withMore(
  result: WebDataSet,
  metadata: WebDataSet,
  more: readonly number[] | 'all',
): WebDataSet {
  const added = more === 'all' ? Object.entries(metadata) : picked(metadata, more);
  return inOrder(new Map([...added, ...Object.entries(result)]));
}
