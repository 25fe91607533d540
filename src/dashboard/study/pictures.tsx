import type { StudyImage } from '../../domain/imageRecord';
import type { StudyView } from '../../domain/studyView';
import { kindWords } from '../words/words';
import { Picture } from './picture';
import { Priors } from './priors';

interface PicturesProps {
  readonly study: StudyView;
  readonly image: StudyImage;
  /** Whether earlier images stand beside. */
  readonly beside: boolean;
  readonly onClose: () => void;
}

/** The chosen picture, and beside it, where asked for, an earlier one of the same patient. */
export function Pictures({ study, image, beside, onClose }: PicturesProps) {
  const number = study.images.indexOf(image) + 1;
  const label = `Image ${number} of ${study.images.length}: ${kindWords(image.modality, image.view, image.laterality)}`;
  return (
    <div class={beside ? 'pictures beside' : 'pictures'}>
      <div class="frame">
        <Picture key={image.imageId} image={image} label={label} />
      </div>
      {beside && <Priors studyId={study.studyId} view={image.view} onClose={onClose} />}
    </div>
  );
}
