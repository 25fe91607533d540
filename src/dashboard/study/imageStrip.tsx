import type { StudyView } from '../../domain/study/studyView';
import { kindWords } from '../../domain/words/words';
import { Thumbnail } from '../parts/thumbnail';

interface ImageStripProps {
  readonly study: StudyView;
  readonly chosen: string;
  readonly onChoose: (imageId: string) => void;
}

/** `U` only says that the body part is unpaired. */
function sideOf(laterality: string | undefined): string | undefined {
  return laterality === 'U' ? undefined : laterality;
}

/** All images of the study, to choose from. */
export function ImageStrip({ study, chosen, onChoose }: ImageStripProps) {
  return (
    <ol class="strip" aria-label="Images of this study">
      {study.images.map(({ imageId, frames, video, modality, view, laterality }, at) => (
        <li key={imageId}>
          <button
            type="button"
            aria-pressed={imageId === chosen}
            onClick={() => onChoose(imageId)}
            title={kindWords(modality, view, sideOf(laterality))}
          >
            {frames > 0 ? <Thumbnail imageId={imageId} size={52} /> : <span class="no-picture" />}
            <span class="unseen">Image</span>
            <bdi class="sub">
              {[at + 1, view, sideOf(laterality), video && 'video'].filter(Boolean).join(' ')}
            </bdi>
          </button>
        </li>
      ))}
    </ol>
  );
}
