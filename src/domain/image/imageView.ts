import { type ReadNote, readNotes } from '../reasons/readNotes';
import { isGrey, isInverted, isReadyForDisplay } from './displayFunction';
import type { ImageDescription, LookupTable, ModalityTransform, Window } from './imageDescription';
import type { StoredImage } from './storedImage';

/** How one frame's stored values become what is seen. */
export interface FrameTransforms {
  readonly modalityTransform: ModalityTransform;
  readonly windows: readonly Window[];
}

/** What a page needs to show stored values as the server does. Modality values are what windows count in. */
export interface GreyView extends FrameTransforms {
  /** Of each sample in the answer of `samples`. */
  readonly sampleBits: 8 | 16;
  readonly signed: boolean;
  /** Stored values lie in 0 … 2^bitsStored − 1, or around 0 where they are signed. */
  readonly bitsStored: number;
  readonly voiTables: readonly LookupTable[];
  /** Where frames differ: what holds for each instead of the above. */
  readonly perFrame?: readonly FrameTransforms[];
  /** Stored values that stand for "no picture here", both ends included; they do not count for the whole range. */
  readonly padding?: { readonly first: number; readonly last: number };
  /** Without a window or table the whole range of the bits is shown, not that of the values in the frame. */
  readonly readyForDisplay: boolean;
  /** Black and white change places, last of all: MONOCHROME1, or Presentation LUT Shape INVERSE. */
  readonly inverted: boolean;
}

/** Why there are no stored values to window, but the server's picture of 8 bits. */
export const flatReasons = {
  'no-pixels': 'This object holds no picture.',
  colour:
    'This is a colour picture. It is shown in grey, in 256 levels; brightness and contrast change those levels only.',
  'wide-samples':
    'Values of this picture have more than 16 bits or fractions. It is shown in 256 levels, and brightness and contrast change those levels only.',
} as const;

export type FlatReason = keyof typeof flatReasons;

/** `GET /api/images/{id}`. Nothing in it says who the image shows. */
export interface ImageView {
  readonly imageId: string;
  readonly format: ImageDescription['format'];
  readonly rows: number;
  readonly columns: number;
  /** 0 where a DICOM object holds no picture. */
  readonly frames: number;
  readonly photometricInterpretation: string;
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly view?: string;
  readonly laterality?: string;
  /** Where in the patient the rows and the columns lead. */
  readonly patientOrientation?: readonly [string, string];
  /** Row and column spacing in millimetres. */
  readonly pixelSpacing?: readonly [number, number];
  readonly presentationIntent?: 'FOR PRESENTATION' | 'FOR PROCESSING';
  readonly lossy: boolean;
  /** Whether a name may be written in the picture itself. */
  readonly burnedInText?: 'stated' | 'likely';
  /** What was unusual when the file was read. */
  readonly notes: readonly { readonly code: string; readonly words: string }[];
  /** Real windowing of the stored values; absent where `flat` says why not. */
  readonly grey?: GreyView;
  readonly flat?: { readonly reason: FlatReason; readonly words: string };
}

/** What a page needs of an image to show it. */
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
    ...known('presentationIntent', image.presentationIntent),
    lossy,
    ...known('burnedInText', burnedInText(image)),
    notes: image.notes.map((code) => ({ code, words: wordsOf(code) })),
    ...(reason === undefined ? { grey: greyView(image) } : { flat: { reason, words: flatReasons[reason] } }),
  };
}

/** Why an image's stored values are not sent to a page; undefined where they are. */
export function flatReasonOf(image: ImageDescription): FlatReason | undefined {
  if (image.frames === 0) return 'no-pixels';
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

/** A note that a later release wrote has no words here; its code says more than nothing. */
function wordsOf(code: string): string {
  return readNotes[code as ReadNote] ?? code;
}

function known<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
