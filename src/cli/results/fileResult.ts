import type { Outcome, Quarantine } from '../../domain/intake/arrival';
import { allImagesOf } from '../../domain/study/images/arrangement';
import type { StudyImage } from '../../domain/study/images/imageRecord';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { Store } from '../../storage/store';
import type { Ended } from './submit';

/** An accounted-for file, with the records behind its outcome. */
export type FileResult =
  | {
      readonly file: string;
      readonly milliseconds: number;
      readonly outcome: Extract<Outcome, { imageId: string }>;
      /** As its study shows it. */
      readonly image: StudyImage;
      readonly study: StudyRecord;
    }
  | {
      readonly file: string;
      readonly milliseconds: number;
      readonly outcome: Extract<Outcome, { outcome: 'quarantined' }>;
      readonly refusal: Quarantine | undefined;
    }
  | {
      readonly file: string;
      readonly milliseconds: number;
      readonly outcome: Extract<Outcome, { outcome: 'unpacked' | 'index' }>;
    };

type Finished = Extract<Ended, { outcome: Outcome }>;
type Records = Pick<Store, 'results' | 'quarantine'>;

/** Reads the records behind an outcome. A later image of the same study may have changed the study since. */
export async function readResult(
  records: Records,
  { file, outcome, milliseconds }: Finished,
): Promise<FileResult> {
  if (outcome.outcome === 'quarantined') {
    return { file, milliseconds, outcome, refusal: await records.quarantine.read(outcome.arrivalId) };
  }
  if (outcome.outcome === 'unpacked' || outcome.outcome === 'index') return { file, milliseconds, outcome };
  const study = await records.results.study(outcome.studyId);
  const image = study && allImagesOf(study).find(({ imageId }) => imageId === outcome.imageId);
  if (!image || !study) throw new Error(`the records behind outcome ${outcome.arrivalId} are missing`);
  return { file, milliseconds, outcome, image, study };
}
