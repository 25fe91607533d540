import type { StudyImage } from '../../domain/imageRecord';

export interface PictureProps {
  readonly image: StudyImage;
  /** `Image 2 of 3, PA`: what a screen reader says. */
  readonly label: string;
}

/** The picture itself. */
export function Picture({ image, label }: PictureProps) {
  if (image.frames === 0)
    return <p class="no-picture">This object carries no picture (a report, or a presentation).</p>;
  return <img class="picture" src={`/api/images/${image.imageId}/picture`} alt={label} />;
}
