import type { StudyImage } from '../images/imageRecord';
import type { StudyRecord } from '../studyRecord';

/** What a study shows, as far as its images say. */
export interface StudyKind {
  /** All of its pictures', such as `CT, PT`. */
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
}

/** What the pictures of a study are of; of one without pictures, what its other objects are. */
export function kindOf({
  images,
  objects,
  setAside,
}: Pick<StudyRecord, 'images' | 'objects' | 'setAside'>): StudyKind {
  const [shown = []] = [images, objects, setAside].filter(({ length }) => length > 0);
  const modalities = new Set(shown.flatMap(({ modality }: StudyImage) => modality ?? []));
  return {
    modality: [...modalities].join(', ') || undefined,
    bodyPart: shown.find(({ bodyPart }) => bodyPart !== undefined)?.bodyPart,
  };
}
