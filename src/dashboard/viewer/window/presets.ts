import type { Window } from '../../../domain/image/imageDescription';
import type { GreyView, ImageView } from '../../../domain/image/imageView';
import type { OwnWindow } from '../../../domain/kernel/preferences';
import { texts } from '../../language/language';
import { transformsOf } from './frameTransforms';
import type { Statistics } from './statistics';
import { automaticOf, type VoiChoice } from './voiChoice';

export type PresetKey = '1' | '2' | '3' | '4' | OwnKey;

/** Of a person's own windows, in their order. */
export const ownKeys = ['5', '6', '7', '8', '9'] as const;
type OwnKey = (typeof ownKeys)[number];

export function isOwnKey(key: PresetKey): key is OwnKey {
  return (ownKeys as readonly string[]).includes(key);
}

/** A way to show an image that is one key or one list choice away. */
export interface Preset {
  readonly name: string;
  readonly shown: VoiChoice;
  /** The number key that chooses it. */
  readonly key?: PresetKey;
  /** One of several windows and tables in the file. */
  readonly isOfFile?: true;
}

/** Centre and width in Hounsfield units, as on reporting workstations. */
const ofCt = [
  { key: '2', name: 'softTissue', centre: 40, width: 400 },
  { key: '3', name: 'lung', centre: -600, width: 1500 },
  { key: '4', name: 'bone', centre: 480, width: 2500 },
] as const;

/**
 * The display presets of an image. 1 is always what the file itself specifies. For CT the others are windows
 * in Hounsfield units; radiographs have no such unit, so theirs are fractions of their own values.
 *
 * @param frame from 0
 * @param own the person's windows, of any modality
 */
export function presetsOf(
  { modality }: Pick<ImageView, 'modality'>,
  grey: GreyView,
  frame: number,
  statistics: Statistics,
  own: readonly OwnWindow[] = [],
): readonly Preset[] {
  const says = texts.viewer.window;
  const fromFile = { key: '1' as const, name: says.fromFile, shown: automaticOf(grey, frame, statistics) };
  const full = { name: says.fullRange, shown: fullRange(statistics) };
  const others =
    modality === 'CT'
      ? [
          ...ofCt.map(({ key, name, centre, width }) => ({
            key,
            name: says[name],
            shown: windowed(centre, width),
          })),
          full,
        ]
      : [{ ...full, key: '2' as const }, ...byShares(grey, statistics)];
  return [fromFile, ...others, ...ownFor(modality, own).map(ownPreset), ...moreOfFile(grey, frame)];
}

/** The person's windows for pictures of a modality: the values of another mean something else. */
export function ownFor(modality: string | undefined, own: readonly OwnWindow[]): OwnWindow[] {
  return own.filter((one) => one.modality === modality);
}

function ownPreset({ name, centre, width, function: shape }: OwnWindow, index: number): Preset {
  const key = ownKeys[index];
  const shown = { kind: 'window' as const, window: { centre, width, function: shape } };
  return { name, shown, ...(key === undefined ? {} : { key }) };
}

function fullRange({ low, high }: Statistics): VoiChoice {
  return { kind: 'range', low, high };
}

function windowed(centre: number, width: number): VoiChoice {
  return { kind: 'window', window: { centre, width, function: 'LINEAR' } };
}

/**
 * The lungs are among the dark parts of a radiograph and bones among the bright ones, however it is stored.
 */
function byShares({ inverted }: GreyView, { percentile }: Statistics): Preset[] {
  const between = (darker: number, brighter: number): VoiChoice => {
    const [low, high] = inverted ? [1 - brighter, 1 - darker] : [darker, brighter];
    return { kind: 'range', low: percentile(low), high: percentile(high) };
  };
  return [
    { key: '3', name: texts.viewer.window.darkParts, shown: between(0.005, 0.6) },
    { key: '4', name: texts.viewer.window.brightParts, shown: between(0.4, 0.995) },
  ];
}

/** Every window and table of the file, if there are others than the one behind 1. */
function moreOfFile(grey: GreyView, frame: number): Preset[] {
  const windows = transformsOf(grey, frame).windows.map((window, index) => ({
    name: texts.viewer.window.ofFile(index + 1),
    shown: { kind: 'window' as const, window },
    isOfFile: true as const,
  }));
  const tables = grey.voiTables.map((_, index) => ({
    name: texts.viewer.overlay.table(index + 1),
    shown: { kind: 'table' as const, index },
    isOfFile: true as const,
  }));
  const all = [...windows, ...tables];
  return all.length > 1 ? all : [];
}

/** The preset that an image is currently shown with; undefined if the person chose other values. */
export function presetShowing(presets: readonly Preset[], shown: VoiChoice): Preset | undefined {
  return presets.find((preset) => isSameShown(preset.shown, shown));
}

export function isSameShown(a: VoiChoice, b: VoiChoice): boolean {
  if (a.kind === 'window') return b.kind === 'window' && isSameWindow(a.window, b.window);
  if (a.kind === 'table') return b.kind === 'table' && a.index === b.index;
  return b.kind === 'range' && a.low === b.low && a.high === b.high;
}

function isSameWindow(a: Window, b: Window): boolean {
  return a.centre === b.centre && a.width === b.width && a.function === b.function;
}
