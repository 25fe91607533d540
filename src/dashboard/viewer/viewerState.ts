import type { GreyView, ImageView } from '../../domain/image/imageView';
import type { Tool } from './measuring/marks';
import {
  destination,
  fit,
  type Matrix,
  oneToOne,
  type Placement,
  type Point,
  pan,
  type Size,
  toPicture,
  toView,
  zoomAt,
} from './placing/geometry';
import {
  fromScreen,
  mirroredAcross,
  mirroredDown,
  type Orientation,
  onScreen,
  sizeBefore,
  stepBefore,
  toScreen,
  turnedRight,
  upright,
} from './placing/orientation';
import { dragWindow, type Pace, windowOf } from './window/dragWindow';
import { isSameShown, type Preset, type PresetKey } from './window/presets';
import type { VoiChoice } from './window/voiChoice';

/** A person's viewing settings for one image. */
export interface ViewerState {
  /** Absent: what the file specifies, for each frame. */
  readonly shown?: VoiChoice | undefined;
  readonly negative: boolean;
  /** Absent: the whole picture, even when the view changes its size. */
  readonly placement?: Placement | undefined;
  readonly orientation: Orientation;
  /** What mouse and keys draw with; absent: they change how the picture is shown. */
  readonly tool?: Tool | undefined;
  readonly magnifier: boolean;
  /** From 0. */
  readonly frame: number;
  /** It goes through the slices or frames by itself. */
  readonly cine: boolean;
  /** Pictures per second. */
  readonly cineRate: number;
  readonly heatMap: boolean;
  /** 0 … 1. */
  readonly heatOpacity: number;
  /** The border that was cut off before models looked is drawn. */
  readonly cut: boolean;
}

/** Pictures per second. */
export const cineRates = [2, 5, 10, 15, 25] as const;

/** The heat map is off by default, so that it does not lead the eye. */
export const initialState: ViewerState = {
  negative: false,
  orientation: upright,
  magnifier: false,
  frame: 0,
  cine: false,
  cineRate: 10,
  heatMap: false,
  heatOpacity: 0.6,
  cut: false,
};

/** The facts about the current picture that a change depends on. */
export interface ViewerFacts {
  readonly view: Pick<ImageView, 'frames' | 'modality'>;
  /** Of its modality values; empty if they have none. */
  readonly unit: string;
  readonly grey: GreyView;
  readonly presets: readonly Preset[];
  readonly pace: Pace;
  readonly matrix: Matrix;
  /** Of the canvas, in device pixels. */
  readonly size: Size;
  /** Device pixels per CSS pixel. */
  readonly density: number;
}

/** Moves a picture. Lengths and positions in CSS pixels. */
export type PlaceChange =
  | { readonly kind: 'pan'; readonly right: number; readonly down: number }
  | { readonly kind: 'zoom'; readonly factor: number; readonly at?: Point }
  | { readonly kind: 'fit' | 'one-to-one' };

/** What a person does with mouse or keys: changes the view, or goes to another picture. */
export type ViewerAction =
  | ViewerChange
  /** To the previous or next image or series. */
  | { readonly kind: 'stack'; readonly by: 1 | -1 }
  | { readonly kind: 'link' }
  | { readonly kind: 'full-screen' }
  | { readonly kind: 'save' }
  | { readonly kind: 'second-window' }
  /** A turn of the wheel; downwards is positive. `isOther`: with Shift. */
  | { readonly kind: 'turn'; readonly pixels: number; readonly at: Point; readonly isOther: boolean };

export type ViewerChange =
  | PlaceChange
  | { readonly kind: 'preset'; readonly key: PresetKey }
  | { readonly kind: 'shown'; readonly shown: VoiChoice }
  | { readonly kind: 'window'; readonly right: number; readonly down: number }
  | { readonly kind: 'invert' | 'reset' | 'heat-map' | 'magnifier' | 'cut' }
  | { readonly kind: 'mirror'; readonly way: 'across' | 'down' }
  /** Clockwise; by quarter turns. */
  | { readonly kind: 'rotate'; readonly by: 1 | -1 }
  /** The same tool again: none. */
  | { readonly kind: 'tool'; readonly tool: Tool }
  | { readonly kind: 'frame'; readonly by: number }
  | { readonly kind: 'cine' }
  | { readonly kind: 'cine-rate'; readonly rate: number }
  | { readonly kind: 'heat-opacity'; readonly opacity: number };

/** The current window or table. */
export function shownNow(
  { shown }: ViewerState,
  { presets, grey }: Pick<ViewerFacts, 'presets' | 'grey'>,
): VoiChoice {
  // Another slice need not have the table that was chosen.
  const isThere = shown?.kind !== 'table' || shown.index < grey.voiTables.length;
  return shown !== undefined && isThere ? shown : (presets[0] as Preset).shown;
}

/** In the view of the upright picture. */
export function placementNow(
  { placement, orientation }: ViewerState,
  { matrix, size }: Pick<ViewerFacts, 'matrix' | 'size'>,
): Placement {
  return placement ?? fit(matrix, sizeBefore(orientation, size));
}

type Placing = Pick<ViewerFacts, 'matrix' | 'size' | 'density'>;

/** @param at in CSS pixels of the view */
export function viewToPicture(state: ViewerState, facts: Placing, at: Point): Point {
  const { matrix, size, density } = facts;
  const { orientation } = state;
  const before = fromScreen(toScreen(orientation, size), { x: at.x * density, y: at.y * density });
  return toPicture(placementNow(state, facts), before, matrix, sizeBefore(orientation, size));
}

/** @param at in pixels of the picture */
export function pictureToView(state: ViewerState, facts: Placing, at: Point): Point {
  const { matrix, size, density } = facts;
  const { orientation } = state;
  const before = toView(placementNow(state, facts), at, matrix, sizeBefore(orientation, size));
  const { x, y } = onScreen(toScreen(orientation, size), before);
  return { x: x / density, y: y / density };
}

/** Where and how the picture is drawn on the canvas. */
export function sceneNow(state: ViewerState, facts: ViewerFacts) {
  const { matrix, size } = facts;
  const { orientation } = state;
  const place = destination(placementNow(state, facts), matrix, sizeBefore(orientation, size));
  return { destination: place, way: toScreen(orientation, size) };
}

/** The same around a point of the view, larger, on a square. @param side in device pixels */
export function sceneAt(state: ViewerState, facts: ViewerFacts, at: Point, factor: number, side: number) {
  const { zoom } = placementNow(state, facts);
  const placement = { zoom: zoom * factor, middle: viewToPicture(state, facts, at) };
  return sceneNow({ ...state, placement }, { ...facts, size: { width: side, height: side } });
}

export function changed(state: ViewerState, change: ViewerChange, facts: ViewerFacts): ViewerState {
  switch (change.kind) {
    case 'preset':
      return { ...state, shown: presetFor(state, change.key, facts) };
    case 'shown':
      return { ...state, shown: change.shown };
    case 'window':
      return { ...state, shown: dragged(state, change.right, change.down, facts) };
    case 'invert':
      return { ...state, negative: !state.negative };
    case 'heat-map':
      return { ...state, heatMap: !state.heatMap };
    case 'cut':
      return { ...state, cut: !state.cut };
    case 'heat-opacity':
      return { ...state, heatOpacity: change.opacity };
    case 'frame':
      return { ...state, frame: Math.min(facts.view.frames - 1, Math.max(0, state.frame + change.by)) };
    case 'cine':
      return { ...state, cine: !state.cine };
    case 'cine-rate':
      return { ...state, cineRate: change.rate };
    case 'magnifier':
      return { ...state, magnifier: !state.magnifier };
    case 'tool':
      return { ...state, tool: state.tool === change.tool ? undefined : change.tool };
    case 'mirror': {
      const mirrored = change.way === 'across' ? mirroredAcross : mirroredDown;
      return { ...state, orientation: mirrored(state.orientation) };
    }
    case 'rotate':
      return { ...state, orientation: turnedRight(state.orientation, change.by) };
    case 'reset':
      return { ...state, shown: undefined, negative: false, placement: undefined, orientation: upright };
    default:
      return { ...state, placement: placed(state, change, facts) };
  }
}

function placed(state: ViewerState, change: PlaceChange, facts: ViewerFacts): Placement | undefined {
  const { matrix, density } = facts;
  const now = placementNow(state, facts);
  const way = toScreen(state.orientation, facts.size);
  const size = sizeBefore(state.orientation, facts.size);
  switch (change.kind) {
    case 'fit':
      return undefined;
    case 'one-to-one':
      return oneToOne(now);
    case 'pan': {
      const { x, y } = stepBefore(way, change.right * density, change.down * density);
      return pan(now, x, y, matrix);
    }
    case 'zoom': {
      const at = change.at
        ? fromScreen(way, { x: change.at.x * density, y: change.at.y * density })
        : { x: size.width / 2, y: size.height / 2 };
      return zoomAt(now, change.factor, at, matrix, size);
    }
  }
}

function dragged(state: ViewerState, right: number, down: number, facts: ViewerFacts): VoiChoice {
  const { grey, pace } = facts;
  const from = windowOf(grey, shownNow(state, facts), pace);
  const window = dragWindow(from, right, down, pace, grey.inverted !== state.negative);
  return { kind: 'window', window };
}

/** Pressing 1 again goes on to the next window or table of the file. */
function presetFor(state: ViewerState, key: string, facts: ViewerFacts): VoiChoice | undefined {
  if (key !== '1') return facts.presets.find((preset) => preset.key === key)?.shown ?? state.shown;
  const ofFile = facts.presets.filter(({ isOfFile }) => isOfFile);
  const { shown } = state;
  if (shown === undefined) return ofFile[1]?.shown;
  const at = ofFile.findIndex((preset) => isSameShown(preset.shown, shown));
  return at > 0 ? ofFile[at + 1]?.shown : undefined;
}
