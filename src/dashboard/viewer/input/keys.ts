import { toolNames, tools } from '../measuring/marks';
import type { ViewerAction } from '../viewerState';
import { ownKeys } from '../window/presets';

interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** For the list of keys that a page shows. */
export const viewerKeys: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: '1', does: 'Brightness and contrast as the file says; press again for its next window' },
  { keys: '2 3 4', does: 'Full range, lung, bone; of CT: soft tissue, lung, bone' },
  { keys: '5 6 7 8 9', does: 'Your own windows for pictures of this modality' },
  { keys: 'Shift + arrows', does: 'Left and right: contrast. Up and down: brightness' },
  { keys: 'i', does: 'Invert black and white' },
  { keys: '+ −', does: 'Zoom' },
  { keys: 'Arrows', does: 'Move the picture' },
  { keys: 'f', does: 'Fit the whole picture' },
  { keys: '0', does: 'One pixel of the picture on one of the screen' },
  { keys: 'r', does: 'Reset everything' },
  { keys: '[ ] PgUp PgDn', does: 'Previous, next slice or frame' },
  { keys: 'Home End', does: 'First, last slice or frame' },
  { keys: ', .', does: 'Previous, next image or series' },
  { keys: 'y', does: 'Cine: plays the slices or frames; again: stops' },
  { keys: 'h', does: 'Heat map on or off' },
  { keys: 'Shift+b', does: 'Where a border was cut off before the models looked, on or off' },
  { keys: 'v Shift+v', does: 'Mirror left for right, top for bottom; marked on the picture' },
  { keys: 'q Shift+q', does: 'Turn to the right, to the left; marked on the picture' },
  { keys: 'w', does: 'The pictures in a second window, for a second screen; it follows this one' },
  { keys: 's', does: 'Save the picture as it is shown, as PNG' },
  { keys: 'Shift+f', does: 'Full screen; again or Esc: leaves it' },
  { keys: 'Shift+l', does: 'Links zoom and window with the earlier picture beside; again: ends it' },
  { keys: 'm', does: 'Magnifier on or off' },
  { keys: 'l t', does: 'Ruler, angle; again or Esc: ends' },
  { keys: 'x', does: 'Cardiothoracic ratio: the width of the heart, then of the chest' },
  { keys: 'b e', does: 'Rectangle, ellipse: mean and deviation' },
  { keys: 'Backspace', does: 'While measuring: take the last one away' },
  { keys: 'Arrows Enter', does: 'While measuring: move the point (Shift: finely), place it' },
];

const panPixels = 40;
const windowPixels = 10;

const arrows = new Map<string, readonly [right: number, down: number]>([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

const plain = new Map<string, ViewerAction>([
  ...(['1', '2', '3', '4', ...ownKeys] as const).map((key) => [key, { kind: 'preset', key }] as const),
  ['i', { kind: 'invert' }],
  ['f', { kind: 'fit' }],
  ['0', { kind: 'one-to-one' }],
  ['r', { kind: 'reset' }],
  ['h', { kind: 'heat-map' }],
  ['m', { kind: 'magnifier' }],
  ...toolNames.map((tool) => [tools[tool].key, { kind: 'tool', tool }] as const),
  ['+', { kind: 'zoom', factor: 1.25 }],
  ['=', { kind: 'zoom', factor: 1.25 }],
  ['-', { kind: 'zoom', factor: 1 / 1.25 }],
  ['[', { kind: 'frame', by: -1 }],
  [']', { kind: 'frame', by: 1 }],
  ['pageup', { kind: 'frame', by: -1 }],
  ['pagedown', { kind: 'frame', by: 1 }],
  ['home', { kind: 'frame', by: Number.NEGATIVE_INFINITY }],
  ['end', { kind: 'frame', by: Number.POSITIVE_INFINITY }],
  [',', { kind: 'stack', by: -1 }],
  ['.', { kind: 'stack', by: 1 }],
  ['y', { kind: 'cine' }],
  ['s', { kind: 'save' }],
  ['w', { kind: 'second-window' }],
  ['v', { kind: 'mirror', way: 'across' }],
  ['q', { kind: 'rotate', by: 1 }],
]);

/** With Shift. */
const shifted = new Map<string, ViewerAction>([
  ['v', { kind: 'mirror', way: 'down' }],
  ['q', { kind: 'rotate', by: -1 }],
  ['b', { kind: 'cut' }],
  ['f', { kind: 'full-screen' }],
  ['l', { kind: 'link' }],
]);

/** Keys that move what has the focus, if it is not the picture. */
export function isMoving({ key }: Pick<PressedKey, 'key'>): boolean {
  return arrows.has(key) || ['PageUp', 'PageDown', 'Home', 'End'].includes(key);
}

/**
 * The action of a pressed key; undefined if it is not one of the viewer's, or is the browser's own with Ctrl,
 * Alt or Cmd.
 */
export function actionOf({ key, shiftKey, ctrlKey, altKey, metaKey }: PressedKey): ViewerAction | undefined {
  // Many keyboards type brackets with AltGr or Option, which is reported as Alt, with or without Ctrl.
  const mayHaveAlt = altKey && (key === '[' || key === ']');
  if (metaKey || ((ctrlKey || altKey) && !mayHaveAlt)) return undefined;
  const arrow = arrows.get(key);
  if (arrow === undefined)
    return (shiftKey && shifted.get(key.toLowerCase())) || plain.get(key.toLowerCase());
  const [right, down] = arrow;
  if (shiftKey) return { kind: 'window', right: right * windowPixels, down: down * windowPixels };
  // The view moves in the direction of the arrow, so the picture moves the other way.
  return { kind: 'pan', right: -right * panPixels, down: -down * panPixels };
}

/** What must be known about the element that receives a key. */
interface Target {
  readonly tagName?: string;
  readonly type?: string;
  readonly isContentEditable?: boolean;
}

const typing = new Set(['TEXTAREA', 'SELECT']);
const notTyping = new Set(['button', 'checkbox', 'radio', 'submit', 'reset']);

/** Whether a key belongs to a field that a person is filling in; sliders count, since arrows move them. */
export function isForTyping({ tagName, type, isContentEditable }: Target): boolean {
  if (isContentEditable === true || typing.has(tagName ?? '')) return true;
  return tagName === 'INPUT' && !notTyping.has(type ?? 'text');
}
