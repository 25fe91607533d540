import { texts } from '../../language/language';
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
export function viewerKeys(): readonly { readonly keys: string; readonly does: string }[] {
  const { keys: does, keyNames: names } = texts.viewer;
  return [
    { keys: '1', does: does.fromFile },
    { keys: '2 3 4', does: does.presets },
    { keys: '5 6 7 8 9', does: does.own },
    { keys: names.shiftArrows, does: does.window },
    { keys: 'i', does: does.invert },
    { keys: '+ −', does: does.zoom },
    { keys: names.arrows, does: does.move },
    { keys: 'f', does: does.fit },
    { keys: '0', does: does.oneToOne },
    { keys: 'r', does: does.reset },
    { keys: '[ ] PgUp PgDn', does: does.slice },
    { keys: 'Home End', does: does.ends },
    { keys: ', .', does: does.stack },
    { keys: 'y', does: does.cine },
    { keys: 'h', does: does.heatMap },
    { keys: 'Shift+b', does: does.border },
    { keys: 'v Shift+v', does: does.mirror },
    { keys: 'q Shift+q', does: does.turn },
    { keys: 'w', does: does.second },
    { keys: 's', does: does.save },
    { keys: 'Shift+f', does: does.full },
    { keys: 'Shift+l', does: does.link },
    { keys: 'm', does: does.magnifier },
    { keys: 'l t', does: does.ruler },
    { keys: 'x', does: does.ratio },
    { keys: 'b e', does: does.region },
    { keys: 'Backspace', does: does.takeAway },
    { keys: `${names.arrows} Enter`, does: does.place },
  ];
}

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
