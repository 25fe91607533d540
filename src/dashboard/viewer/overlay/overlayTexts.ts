import type { ImageView } from '../../../domain/image/imageView';
import { texts } from '../../language/language';
import { dicomDate } from '../../words/personName';
import { type Edges, type Orientation, orientationWords, turnedEdges } from '../placing/orientation';
import type { VoiChoice } from '../window/voiChoice';

/** The texts in the corners of a picture, line by line, and at its edges. */
export interface OverlayTexts {
  readonly topLeft: readonly string[];
  /** The side of the body, as a marker on the film would show it. */
  readonly side?: string;
  readonly topRight: readonly string[];
  readonly bottomLeft: readonly string[];
  readonly bottomRight: readonly string[];
  /** The side of the patient at each edge, as far as the file says: L R A P H F. */
  readonly edges: Edges;
}

export interface OverlayState {
  /** YYYYMMDD as in DICOM, or a text that is shown unchanged. */
  readonly studyDate?: string | undefined;
  /** From 0. */
  readonly index: number;
  readonly images: number;
  readonly isSetAside: boolean;
  /** From 0. */
  readonly frame: number;
  readonly shown: VoiChoice;
  /** Device pixels per pixel of the picture. */
  readonly zoom: number;
  readonly negative: boolean;
  readonly orientation: Orientation;
}

/** Texts come from files: they are shown as text, whatever they contain. */
export function overlayTexts(view: ImageView, state: OverlayState): OverlayTexts {
  const { studyDate, index, images, isSetAside, frame, shown, zoom, negative, orientation } = state;
  const side = sideOf(view.laterality);
  const says = texts.viewer.overlay;
  const known = (texts: readonly (string | undefined)[]) =>
    texts.filter((text) => text !== undefined && text !== '') as string[];
  return {
    topLeft: known([dicomDate(studyDate), known([view.modality, view.bodyPart]).join(' ')]),
    ...(side === undefined ? {} : { side }),
    topRight: known([view.view]),
    bottomLeft: known([
      isSetAside ? says.notRead : says.image(index + 1, images),
      view.frames > 1 ? says.frame(frame + 1, view.frames) : undefined,
    ]),
    bottomRight: known([
      negative ? says.inverted : undefined,
      orientationWords(orientation),
      windowText(shown),
      says.zoom(percent(zoom)),
    ]),
    edges: turnedEdges(edgesOf(view.patientOrientation), orientation),
  };
}

/** Image Laterality, PS3.3 C.8.11.2; a projection of the whole chest has none. */
function sideOf(laterality: string | undefined): string | undefined {
  const words: Readonly<Record<string, string>> = { L: 'L', R: 'R', B: texts.viewer.overlay.bothSides };
  return laterality === undefined || laterality === 'U' ? undefined : (words[laterality] ?? laterality);
}

/** Width and level, as radiologists say: the level is the window's centre. */
export function windowText(shown: VoiChoice): string {
  switch (shown.kind) {
    case 'window': {
      const { centre, width, function: shape } = shown.window;
      return `W ${short(width)} L ${short(centre)}${shape === 'SIGMOID' ? ' sigmoid' : ''}`;
    }
    case 'range':
      return `W ${short(shown.high - shown.low)} L ${short((shown.low + shown.high) / 2)}`;
    case 'table':
      return texts.viewer.overlay.table(shown.index + 1);
  }
}

/** The fewest digits that distinguish two steps of a window. */
export function short(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 1 ? 1 : 4;
  return String(Number(value.toFixed(digits)));
}

function percent(zoom: number): string {
  const value = 100 * zoom;
  return `${value >= 10 ? Math.round(value) : value.toFixed(1)} %`;
}

const opposites: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };

/** Rows lead to the right edge and columns to the lower one, PS3.3 C.7.6.1.1.1. */
function edgesOf(orientation: ImageView['patientOrientation']): Edges {
  const [right, bottom] = orientation ?? ['', ''];
  const opposite = (letters: string) => [...letters].map((letter) => opposites[letter] ?? '').join('');
  return { left: opposite(right), top: opposite(bottom), right, bottom };
}
