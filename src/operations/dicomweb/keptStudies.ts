import { instanceIdOf, seriesIdOf, studyIdOf } from '../../domain/kernel/identifiers/ids';
import type { StudyImage } from '../../domain/study/images/imageRecord';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { KeptInstance } from '../../interchange/dicomweb/keptInstance';
import { inTurns } from '../inTurns';
import type { KeptStudiesDeps } from './ports';

/** Part of a study as a path names it, by the UIDs that the hospital knows. */
export interface Named {
  readonly study: string;
  readonly series?: string;
  readonly instance?: string;
}

/** What of a study is offered to viewers. */
export interface KeptPart {
  readonly study: StudyRecord;
  /** At least one, in their order. */
  readonly images: readonly StudyImage[];
}

/** `rejected`: the hospital took it back by a rejection note. */
export type NotKept = 'none' | 'rejected';

/** Instances that are read at the same time. */
const atOnce = 16;

/**
 * Studies as a viewer asks for them. What is offered are instances with pictures that are read: no reports and other
 * objects without pictures, of which no text is kept, no videos, no plain pictures, and nothing that was superseded or
 * rejected.
 */
export class KeptStudies {
  constructor(private readonly deps: KeptStudiesDeps) {}

  async find({ study: uid, series, instance }: Named): Promise<KeptPart | NotKept> {
    const { siteKey, results } = this.deps;
    const study = await results.study(studyIdOf(siteKey, uid));
    if (study === undefined) return 'none';
    const seriesId = series && seriesIdOf(siteKey, series);
    const instanceId = instance && instanceIdOf(siteKey, instance);
    const isNamed = (image: StudyImage) =>
      (seriesId === undefined || image.seriesId === seriesId) &&
      (instanceId === undefined || image.instanceId === instanceId);
    const images = study.images.filter((image) => isOffered(image) && isNamed(image));
    if (images.length > 0) return { study, images };
    const rejected = study.setAside.some((image) => image.aside.why === 'rejected' && isNamed(image));
    return rejected ? 'rejected' : 'none';
  }

  /** By its id. */
  async ofId(studyId: string): Promise<KeptPart | undefined> {
    const study = await this.deps.results.study(studyId);
    const images = study?.images.filter(isOffered) ?? [];
    return study === undefined || images.length === 0 ? undefined : { study, images };
  }

  /** What is kept of instances, in their order. One that was erased meanwhile is left out. */
  async read({ studyId }: StudyRecord, images: readonly StudyImage[]): Promise<KeptInstance[]> {
    const read = await inTurns(atOnce, images, ({ imageId }) => this.#instance(studyId, imageId));
    return read.filter((one) => one !== undefined);
  }

  async #instance(studyId: string, imageId: string): Promise<KeptInstance | undefined> {
    const { images, identity } = this.deps;
    const [image, header, record] = await Promise.all([
      images.find(imageId),
      images.attributes(imageId),
      identity.readWithHeader(studyId, imageId),
    ]);
    return image && record && { image, attributes: header?.attributes ?? {}, record };
  }
}

function isOffered({ frames, video, instanceId, seriesId }: StudyImage): boolean {
  return frames > 0 && video !== true && instanceId !== undefined && seriesId !== undefined;
}
