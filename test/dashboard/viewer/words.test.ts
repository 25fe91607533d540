import { actionOf, isForTyping, viewerKeys } from '../../../src/dashboard/viewer/input/keys';
import { overlayTexts, windowText } from '../../../src/dashboard/viewer/overlay/overlayTexts';
import { warningsOf } from '../../../src/dashboard/viewer/overlay/warnings';
import { upright } from '../../../src/dashboard/viewer/placing/orientation';
import type { ImageView } from '../../../src/domain/image/imageView';
import { greyDescription } from '../../support/greyDescription';
import { viewOf } from './fromServer';

const view = (more: Partial<ImageView> = {}): ImageView => ({ ...viewOf(greyDescription(10, 10)), ...more });
const state = {
  studyDate: '20240102',
  index: 1,
  images: 3,
  isSetAside: false,
  frame: 0,
  shown: { kind: 'range' as const, low: 0, high: 4095 },
  zoom: 0.4321,
  negative: false,
  orientation: upright,
};

describe('the corners', () => {
  test('say what is known, and nothing where nothing is', () => {
    const full = { modality: 'DX', bodyPart: 'CHEST', view: 'PA', laterality: 'L', frames: 5 };
    expect(overlayTexts(view({ ...full, patientOrientation: ['L', 'FP'] }), state)).toEqual({
      topLeft: ['2024-01-02', 'DX CHEST'],
      side: 'L',
      topRight: ['PA'],
      bottomLeft: ['Image 2 of 3', 'Frame 1 of 5'],
      bottomRight: ['W 4095 L 2048', 'Zoom 43 %'],
      edges: { left: 'R', top: 'HA', right: 'L', bottom: 'FP' },
    });
    expect(overlayTexts(view(), { ...state, studyDate: undefined })).toEqual({
      topLeft: [],
      topRight: [],
      bottomLeft: ['Image 2 of 3'],
      bottomRight: ['W 4095 L 2048', 'Zoom 43 %'],
      edges: { left: '', top: '', right: '', bottom: '' },
    });
  });

  test('a picture that was set aside is none of those that are read', () => {
    expect(overlayTexts(view(), { ...state, isSetAside: true }).bottomLeft).toEqual(['Not read']);
  });

  test('a mirrored or turned picture says so, and its sides go with it', () => {
    const orientation = { quarterTurns: 0, mirrored: true } as const;
    const texts = overlayTexts(view({ patientOrientation: ['L', 'F'] }), { ...state, orientation });
    expect(texts.bottomRight[0]).toBe('Mirrored');
    expect(texts.edges).toMatchObject({ left: 'L', right: 'R' });
  });

  test('an inverted picture says so; a side that the file does not know is none', () => {
    const texts = overlayTexts(view({ laterality: 'U' }), { ...state, negative: true });
    expect(texts.bottomRight[0]).toBe('Inverted');
    expect(texts).not.toHaveProperty('side');
  });

  test.each([
    [{ kind: 'window', window: { centre: 40, width: 400, function: 'LINEAR' } } as const, 'W 400 L 40'],
    [
      { kind: 'window', window: { centre: 0.5, width: 1.25, function: 'SIGMOID' } } as const,
      'W 1.3 L 0.5 sigmoid',
    ],
    [
      { kind: 'window', window: { centre: 1234.567, width: 3e-3, function: 'LINEAR_EXACT' } } as const,
      'W 0.003 L 1235',
    ],
    [{ kind: 'table', index: 1 } as const, 'Table 2 of the file'],
  ])('a window in words: %j', (shown, words) => {
    expect(windowText(shown)).toBe(words);
  });
});

describe('keys', () => {
  const key = (name: string, more: object = {}) =>
    actionOf({ key: name, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

  test.each([
    ['1', { kind: 'preset', key: '1' }],
    ['i', { kind: 'invert' }],
    ['I', { kind: 'invert' }],
    ['f', { kind: 'fit' }],
    ['0', { kind: 'one-to-one' }],
    ['r', { kind: 'reset' }],
    ['h', { kind: 'heat-map' }],
    ['+', { kind: 'zoom', factor: 1.25 }],
    ['-', { kind: 'zoom', factor: 0.8 }],
    ['[', { kind: 'frame', by: -1 }],
    ['ArrowLeft', { kind: 'pan', right: 40, down: -0 }],
    ['a', undefined],
    ['Enter', undefined],
    ['F', { kind: 'fit' }],
    ['F1', undefined],
    ['constructor', undefined],
  ])('%s', (name, action) => {
    expect(key(name)).toEqual(action);
  });

  test("the browser's own stay its own, and brackets may need another key", () => {
    expect([key('r', { ctrlKey: true }), key('f', { metaKey: true }), key('h', { altKey: true })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(key(']', { ctrlKey: true, altKey: true })).toEqual({ kind: 'frame', by: 1 });
    expect(key('ArrowUp', { shiftKey: true })).toEqual({ kind: 'window', right: 0, down: -10 });
  });

  test.each([
    [{ tagName: 'INPUT', type: 'text' }, true],
    [{ tagName: 'INPUT', type: 'range' }, true],
    [{ tagName: 'TEXTAREA' }, true],
    [{ tagName: 'SELECT' }, true],
    [{ tagName: 'DIV', isContentEditable: true }, true],
    [{ tagName: 'INPUT', type: 'checkbox' }, false],
    [{ tagName: 'BUTTON' }, false],
    [{ tagName: 'CANVAS' }, false],
  ])('%j is for typing: %s', (target, expected) => {
    expect(isForTyping(target)).toBe(expected);
  });

  test('every key on the list does something', () => {
    const named = viewerKeys()
      .flatMap(({ keys }) => keys.split(' '))
      .filter((name) => name.length === 1);
    const dead = named.filter((name) => key(name === '−' ? '-' : name) === undefined);
    expect(dead).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(['1', '4', 'i', 'f', '0', 'r', 'h', '[', ']']));
  });
});

test('what a person must know first comes in words', () => {
  expect(warningsOf(view())).toEqual([]);
  const flat = { reason: 'colour', words: 'Colour.' } as const;
  const warned = view({ flat, burnedInText: 'likely', presentationIntent: 'FOR PROCESSING', lossy: true });
  expect(warningsOf(warned)).toEqual([
    expect.stringContaining('colour picture'),
    expect.stringContaining('raw detector values'),
    expect.stringContaining('compressed with loss'),
    expect.stringContaining('may name the patient'),
  ]);
});
