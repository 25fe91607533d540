import type { StudyImage } from '../../../domain/study/images/imageRecord';
import type { StudyView } from '../../../domain/study/view/studyView';
import { filled } from '../../language/filled';
import { phrases, texts, words } from '../../language/language';

function titleOf({ modality, bodyPart, view }: StudyImage): string {
  return phrases.kindWords(modality, bodyPart, view);
}

interface NotReadProps {
  readonly study: StudyView;
  /** The image on screen. */
  readonly chosen: string;
  readonly onChoose: (imageId: string) => void;
}

/**
 * What the study holds beside its pictures: objects that have none, and images that are not read, which can be
 * looked at all the same.
 */
export function NotRead({ study, chosen, onChoose }: NotReadProps) {
  const { objects, setAside } = study;
  if (objects.length === 0 && setAside.length === 0) return null;
  return (
    <section class="card" aria-label={texts.study.alsoHere}>
      <h2>{texts.study.alsoHere}</h2>
      <ul class="notes">
        {objects.map((object) => (
          <li key={object.imageId}>
            {filled(texts.study.noPicture, { name: <bdi>{titleOf(object)}</bdi> })}
          </li>
        ))}
        {setAside.map((image) => (
          <li key={image.imageId} data-aside={image.aside.why}>
            <bdi>{titleOf(image)}</bdi>: {words.setAside(image.aside)}{' '}
            {image.frames > 0 && (
              <button
                type="button"
                class="quiet"
                aria-pressed={image.imageId === chosen}
                onClick={() => onChoose(image.imageId)}
              >
                {texts.study.lookAtIt}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
