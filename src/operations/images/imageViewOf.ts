import { isGrey, isInverted, isReadyForDisplay } from '../../domain/image/displayFunction';
import type { ImageDescription } from '../../domain/image/imageDescription';
import type { GreyView, ImageView } from '../../domain/image/imageView';
import type { StoredImage } from '../../domain/image/storedImage';
import type { FlatReason } from '../../domain/reasons/flatReason';
import { noteWords, words } from '../../domain/words/words';

/** What a page needs to show an image. */
export function imageViewOf(image: StoredImage): ImageView {
  const { imageId, format, rows, columns, frames, photometricInterpretation, lossy } = image;
  const reason = flatReasonOf(image);
  return {
    imageId,
    format,
    rows,
    columns,
    frames,
    photometricInterpretation,
    ...known('modality', image.modality),
    ...known('bodyPart', image.codedBodyPart ?? image.bodyPart),
    ...known('view', image.codedView ?? image.view),
    ...known('laterality', image.laterality),
    ...known('patientOrientation', image.patientOrientation),
    ...known('pixelSpacing', image.pixelSpacing),
    ...known('spacingFrom', image.spacingFrom),
    ...known('rescaleType', image.rescaleType),
    ...known('pixelAspect', image.pixelAspect),
    ...known('presentationIntent', image.presentationIntent),
    lossy,
    ...known('burnedInText', burnedInText(image)),
    notes: image.notes.map((code) => ({ code, words: noteWords(code) })),
    ...(reason === undefined
      ? { grey: greyView(image) }
      : { flat: { reason, words: words.flatReasons[reason] } }),
  };
}

/** Why an image's stored values are not sent to a page; undefined if they are. */
export function flatReasonOf(image: ImageDescription): FlatReason | undefined {
  if (image.frames === 0) return image.video === undefined ? 'no-pixels' : 'video';
  if (!isGrey(image)) return 'colour';
  return image.sampleType === 'float' || image.bitsAllocated > 16 ? 'wide-samples' : undefined;
}

function greyView(image: ImageDescription): GreyView {
  const { modalityTransform, windows, voiTables, bitsStored } = image;
  return {
    sampleBits: image.bitsAllocated === 8 ? 8 : 16,
    signed: image.pixelRepresentation === 1,
    bitsStored,
    modalityTransform,
    windows,
    voiTables,
    ...known('perFrame', image.perFrame),
    ...known('padding', image.padding),
    readyForDisplay: isReadyForDisplay(image),
    inverted: isInverted(image),
  };
}

function burnedInText({ burnedInAnnotation, notes }: ImageDescription): ImageView['burnedInText'] {
  if (burnedInAnnotation === true) return 'stated';
  return notes.includes('burned-in-text-likely') ? 'likely' : undefined;
}

function known<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
