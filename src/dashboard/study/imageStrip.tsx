import type { StudyView } from '../../domain/studyView';
import { isReviewer, useSession } from '../parts/session';
import { kindWords } from '../words/words';

interface ImageStripProps {
  readonly study: StudyView;
  readonly chosen: string;
  readonly onChoose: (imageId: string) => void;
  readonly beside: boolean;
  readonly onBeside: (shown: boolean) => void;
}

/** All images of the study, to choose from. */
export function ImageStrip({ study, chosen, onChoose, beside, onBeside }: ImageStripProps) {
  const session = useSession();
  return (
    <div class="strip">
      <ol aria-label="Images of this study">
        {study.images.map((image, at) => (
          <li key={image.imageId}>
            <button
              type="button"
              aria-pressed={image.imageId === chosen}
              onClick={() => onChoose(image.imageId)}
              title={kindWords(image.modality, image.view, image.laterality)}
            >
              {image.frames > 0 ? (
                <img
                  src={`/api/images/${image.imageId}/preview`}
                  alt=""
                  width="56"
                  height="56"
                  loading="lazy"
                />
              ) : (
                <span class="no-picture" />
              )}
              <span class="sub">
                {at + 1}
                <bdi>{[image.view, image.laterality].filter(Boolean).map((part) => ` ${part}`)}</bdi>
              </span>
              <span class="unseen">Image {at + 1}</span>
            </button>
          </li>
        ))}
      </ol>
      {isReviewer(session) && (
        <button type="button" class="quiet" aria-pressed={beside} onClick={() => onBeside(!beside)}>
          Earlier images <kbd>p</kbd>
        </button>
      )}
    </div>
  );
}
