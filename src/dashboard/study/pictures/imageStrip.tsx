import type { StudyImage } from '../../../domain/study/images/imageRecord';
import type { StudyView } from '../../../domain/study/view/studyView';
import { phrases, texts, words } from '../../language/language';
import { Thumbnail } from '../../parts/thumbnail';
import { type Stack, stackAt, stacksOf } from '../../viewer/stack/stack';

interface ImageStripProps {
  readonly study: StudyView;
  readonly chosen: string;
  readonly onChoose: (imageId: string) => void;
}

/** `U` only says that the body part is unpaired. */
function sideOf(laterality: string | undefined): string | undefined {
  return laterality === 'U' ? undefined : laterality;
}

/** What stands beside the small picture: its number, or those of all slices that it stands for. */
function labelOf({ view, laterality, video, modality }: StudyImage, { first, length }: Stack): string {
  const numbers = length > 1 ? `${first + 1}–${first + length}` : first + 1;
  const kind = length > 1 ? modality : undefined;
  return [numbers, kind, view, sideOf(laterality), video && texts.study.video].filter(Boolean).join(' ');
}

/** All images of the study, to choose from; of a series of slices one for all. */
export function ImageStrip({ study, chosen, onChoose }: ImageStripProps) {
  const { images } = study;
  const stacks = stacksOf(images);
  const index = images.findIndex(({ imageId }) => imageId === chosen);
  const current = index < 0 ? undefined : stackAt(stacks, index);
  if (stacks.length < 2) return null;
  return (
    <ol class="strip" aria-label={texts.study.images}>
      {stacks.map((stack) => {
        const image = images[stack.first] as StudyImage;
        // The middle of a series tells more than its edge.
        const shown = images[stack.first + Math.floor(stack.length / 2)] as StudyImage;
        const count = stack.length > 1 ? words.counts.images(stack.length) : undefined;
        return (
          <li key={image.imageId}>
            <button
              type="button"
              aria-pressed={stack === current}
              onClick={() => onChoose(image.imageId)}
              title={phrases.kindWords(image.modality, image.view, sideOf(image.laterality), count)}
            >
              {image.frames > 0 ? (
                <Thumbnail imageId={shown.imageId} size={52} />
              ) : (
                <span class="no-picture" />
              )}
              <span class="unseen">{stack.length > 1 ? texts.study.series : texts.study.image}</span>
              <bdi class="sub">{labelOf(image, stack)}</bdi>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
