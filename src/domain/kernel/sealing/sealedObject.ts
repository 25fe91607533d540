/** What a blob that only the app writes is. */
export const sealedObjects = [
  'arrival',
  'export',
  'identity',
  'salt',
  'patient-link',
  'image',
  'pixels',
  'codestream',
  'full-picture',
  'picture',
  'preview',
  'pictures',
  'attributes',
  'image-result',
  'study',
  'study-version',
  'outcome',
  'refusal',
  'output',
  'worklist-row',
  'other',
] as const;

export type SealedObject = (typeof sealedObjects)[number];

/** What a blob is, and what it is about. */
export interface SealedSubject {
  readonly object: SealedObject;
  readonly studyId?: string;
  readonly imageId?: string;
  readonly arrivalId?: string;
}

type Subject = 'studyId' | 'imageId' | 'arrivalId';

const id = '([0-9a-f]{64})';

/** Patterns of `container/name`; the groups are the ids in them. */
const patterns: readonly (readonly [pattern: string, object: SealedObject, ...ids: Subject[]])[] = [
  [`arrivals/${id}\\.json`, 'arrival', 'arrivalId'],
  [`arrivals/exports/${id}(?:/\\d+)?\\.json`, 'export', 'arrivalId'],
  [`identity/${id}/${id}/.+\\.json`, 'identity', 'studyId', 'imageId'],
  [`identity/${id}/salt\\.json`, 'salt', 'studyId'],
  [`identity/patients/[^/]+/${id}`, 'patient-link', 'studyId'],
  [`images/${id}/image\\.json`, 'image', 'imageId'],
  [`images/${id}/pixels`, 'pixels', 'imageId'],
  [`images/${id}/codestream`, 'codestream', 'imageId'],
  [`images/${id}/full`, 'full-picture', 'imageId'],
  [`images/${id}/picture-.+\\.png`, 'picture', 'imageId'],
  [`images/${id}/preview`, 'preview', 'imageId'],
  [`images/${id}/pictures/.+`, 'pictures', 'imageId'],
  [`images/${id}/attributes\\.json`, 'attributes', 'imageId'],
  [`results/images/${id}\\.json`, 'image-result', 'imageId'],
  [`results/studies/${id}\\.json`, 'study', 'studyId'],
  [`results/studies/${id}/v\\d+\\.json`, 'study-version', 'studyId'],
  [`results/arrivals/${id}\\.json`, 'outcome', 'arrivalId'],
  [`quarantine/${id}/refusal\\.json`, 'refusal', 'arrivalId'],
  [`outputs/studies/${id}/.+`, 'output', 'studyId'],
  // Rows of the table, as `worklist/{partition}/{key}`.
  [`worklist/(?:study|reviewed)/${id}`, 'worklist-row', 'studyId'],
  [`worklist/reviewed-\\d{4}-\\d{2}/\\d{13}-${id}`, 'worklist-row', 'studyId'],
  [`worklist/(?:refusal|processing)/${id}`, 'worklist-row', 'arrivalId'],
];

const readers = patterns.map(([pattern, ...rest]) => [new RegExp(`^${pattern}$`), ...rest] as const);

/** What a blob is, by its container and name. */
export function sealedSubjectOf(container: string, blob: string): SealedSubject {
  for (const [pattern, object, ...ids] of readers) {
    const found = pattern.exec(`${container}/${blob}`);
    if (found) return { object, ...Object.fromEntries(ids.map((name, at) => [name, found[at + 1]])) };
  }
  return { object: 'other' };
}
