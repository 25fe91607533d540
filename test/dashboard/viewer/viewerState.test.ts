import {
  changed,
  initialState,
  pictureToView,
  placementNow,
  shownNow,
  type ViewerChange,
  type ViewerFacts,
  type ViewerState,
  viewToPicture,
} from '../../../src/dashboard/viewer/viewerState';
import { presetsOf } from '../../../src/dashboard/viewer/window/presets';
import type { ImageDescription } from '../../../src/domain/image/imageDescription';
import { greyDescription } from '../../support/greyDescription';
import { greyOf, statisticsInPage, storedAs, viewOf } from './fromServer';
import { factsOf } from './viewerFacts';

const window = (centre: number, width: number) => ({ centre, width, function: 'LINEAR' as const });

function after(facts: ViewerFacts, ...changes: ViewerChange[]): ViewerState {
  return changes.reduce((state, change) => changed(state, change, facts), initialState);
}

const preset = (key: '1' | '2' | '3' | '4') => ({ kind: 'preset' as const, key });

test('a picture begins as its file says, fitted, as it is stored, and without a heat map', () => {
  const facts = factsOf({ windows: [window(1000, 500)] });
  expect(shownNow(initialState, facts)).toEqual({ kind: 'window', window: window(1000, 500) });
  expect(placementNow(initialState, facts)).toEqual({ zoom: 4, middle: { x: 50, y: 5 } });
  expect(initialState).toMatchObject({ negative: false, heatMap: false, frame: 0 });
});

test('1 goes through the windows and tables of the file, and back to the first', () => {
  const table = { firstMapped: 0, bits: 8, values: [0, 255] };
  const facts = factsOf({ windows: [window(1000, 500), window(2000, 100)], voiTables: [table] });
  const one = preset('1');
  const shown = [[one], [one, one], [one, one, one]].map((changes) =>
    shownNow(after(facts, ...changes), facts),
  );
  expect(shown).toEqual([
    { kind: 'window', window: window(2000, 100) },
    { kind: 'table', index: 0 },
    { kind: 'window', window: window(1000, 500) },
  ]);
  expect(after(facts, preset('3'), one).shown).toBeUndefined();
});

test('with one window 1 always comes back to it', () => {
  const facts = factsOf({ windows: [window(1000, 500)] });
  expect(
    [after(facts, preset('1')), after(facts, preset('2'), preset('1'))].map(({ shown }) => shown),
  ).toEqual([undefined, undefined]);
});

test.each(['MONOCHROME1', 'MONOCHROME2'])(
  'a drag goes on from what is shown; down is darker, right has less contrast: %s',
  (photometricInterpretation) => {
    const facts = factsOf({ photometricInterpretation, windows: [window(1000, 500)] });
    const { shown } = after(facts, { kind: 'window', right: 10, down: 20 });
    if (shown?.kind !== 'window') throw new Error('expected a window');
    expect(shown.window.width).toBeGreaterThan(500);
    const higher = shown.window.centre > 1000;
    expect(higher).toBe(photometricInterpretation === 'MONOCHROME2');
    const inverted = after(facts, { kind: 'invert' }, { kind: 'window', right: 0, down: 20 });
    expect(inverted.shown?.kind === 'window' && inverted.shown.window.centre > 1000).toBe(!higher);
  },
);

test('however far it is dragged, a window is one that can be shown', () => {
  const linear = factsOf({ windows: [window(1000, 500)] });
  const fine = factsOf({
    modalityTransform: { kind: 'linear', slope: 0.001, intercept: 0 },
    windows: [{ centre: 1, width: 1, function: 'SIGMOID' }],
  });
  const widths = [linear, fine].map((facts) => {
    const { shown } = after(facts, { kind: 'window', right: -1e6, down: 0 });
    return shown?.kind === 'window' ? shown.window.width : undefined;
  });
  expect(widths).toEqual([1, 0.001]);
});

test('a drag from a table goes on near where its curve rises', () => {
  const values = Array.from({ length: 1000 }, (_, index) => Math.min(255, Math.max(0, index - 400)));
  const facts = factsOf({ voiTables: [{ firstMapped: 100, bits: 8, values }] });
  const { shown } = after(facts, { kind: 'window', right: 0, down: 0 });
  if (shown?.kind !== 'window') throw new Error('expected a window');
  expect(Math.abs(shown.window.centre - 628)).toBeLessThan(5);
  expect(Math.abs(shown.window.width - 255)).toBeLessThan(15);
});

test('zoom and pan count in pixels of the page, the picture in those of the screen', () => {
  const facts = factsOf();
  const state = after(facts, { kind: 'one-to-one' }, { kind: 'pan', right: 10, down: 0 });
  expect(state.placement).toEqual({ zoom: 1, middle: { x: 30, y: 5 } });
  const zoomed = after(facts, { kind: 'zoom', factor: 2, at: { x: 0, y: 50 } });
  expect(zoomed.placement).toEqual({ zoom: 8, middle: { x: 25, y: 5 } });
});

test('reset forgets all but the frame and the heat map', () => {
  const facts = factsOf({ frames: 3 });
  const state = after(
    facts,
    preset('3'),
    { kind: 'invert' },
    { kind: 'zoom', factor: 2 },
    { kind: 'frame', by: 2 },
    { kind: 'heat-map' },
    { kind: 'reset' },
  );
  expect(state).toEqual({ ...initialState, shown: undefined, placement: undefined, frame: 2, heatMap: true });
});

test('frames end where they end', () => {
  const facts = factsOf({ frames: 3 });
  const frames = [-1, 1, 9].map((by) => after(facts, { kind: 'frame', by }).frame);
  expect(frames).toEqual([0, 1, 2]);
});

describe('presets', () => {
  const names = (facts: ViewerFacts) => facts.presets.map(({ key, name }) => `${key ?? '-'} ${name}`);

  test('of a radiograph are shares of its values, of CT windows in Hounsfield units', () => {
    expect(names(factsOf())).toEqual([
      '1 From the file',
      '2 Full range',
      '3 Lung (dark parts)',
      '4 Bone (bright parts)',
    ]);
    expect(names(factsOf({ modality: 'CT' }))).toEqual([
      '1 From the file',
      '2 Soft tissue',
      '3 Lung',
      '4 Bone',
      '- Full range',
    ]);
  });

  test.each(['MONOCHROME1', 'MONOCHROME2'])(
    'the dark parts are dark as they are shown: %s',
    (photometric) => {
      const { presets } = factsOf({ photometricInterpretation: photometric });
      const range = (key: string) => {
        const shown = presets.find((one) => one.key === key)?.shown;
        return shown?.kind === 'range' ? shown.low + shown.high : Number.NaN;
      };
      expect(range('3') < range('4')).toBe(photometric === 'MONOCHROME2');
    },
  );

  test('borders and what is saturated do not count for the shares, nor does padding', () => {
    const description: ImageDescription = {
      ...greyDescription(10, 100),
      bitsAllocated: 16,
      bitsStored: 12,
      padding: { first: 4000, last: 4095 },
    };
    const values = Array.from({ length: 1000 }, (_, index) =>
      index < 400 ? 0 : index < 500 ? 4095 : index < 600 ? 3000 : 1000 + (index % 100),
    );
    const { low, high, percentile } = statisticsInPage(description, storedAs(description, values));
    expect([low, high]).toEqual([0, 3000]);
    expect([percentile(0), percentile(0.5), percentile(1)]).toEqual([1000, 1049, 1099]);
  });

  test('nothing but padding is no error', () => {
    const description: ImageDescription = { ...greyDescription(1, 2), padding: { first: 7, last: 7 } };
    const { low, high, percentile } = statisticsInPage(description, storedAs(description, [7, 7]));
    expect([low, high, percentile(0.5)]).toEqual([0, 0, 0]);
  });
});

test('a turned picture fits, is found where it is drawn, and follows the pointer', () => {
  const facts = factsOf();
  const turned = after(facts, { kind: 'rotate', by: 1 }, { kind: 'mirror', way: 'across' });
  // 100 columns stand upright on 200 pixels now.
  expect(placementNow(turned, facts).zoom).toBe(2);
  const at = { x: 99, y: 40 };
  const seen = pictureToView(turned, facts, viewToPicture(turned, facts, at));
  expect([seen.x, seen.y].map((one) => Number(one.toFixed(9)))).toEqual([99, 40]);
  const zoomed = changed(turned, { kind: 'zoom', factor: 2, at }, facts);
  const [before, now] = [turned, zoomed].map((state) => viewToPicture(state, facts, at));
  expect(now).toEqual({ x: expect.closeTo(before?.x ?? 0, 9), y: expect.closeTo(before?.y ?? 0, 9) });
  expect(changed(zoomed, { kind: 'reset' }, facts).orientation).toEqual(initialState.orientation);
});

test('a table that the next slice does not have is not looked for there', () => {
  const table = { firstMapped: 0, bits: 8, values: [0, 255] };
  const facts = factsOf({ windows: [window(1000, 500)], voiTables: [table] });
  const shown = after(facts, { kind: 'shown', shown: { kind: 'table', index: 0 } });
  const next = factsOf({ windows: [window(1000, 500)] });
  expect(shownNow(shown, next)).toEqual({ kind: 'window', window: window(1000, 500) });
});

test('a tool that is chosen again is put away', () => {
  const facts = factsOf();
  expect(after(facts, { kind: 'tool', tool: 'length' }).tool).toBe('length');
  const again = [{ kind: 'tool', tool: 'length' } as const, { kind: 'tool', tool: 'length' } as const];
  expect(after(facts, ...again).tool).toBeUndefined();
});

test("a person's own windows have the keys from 5, for pictures of their modality alone", () => {
  const own = ['DX', 'CT', 'DX'].map((modality, at) => ({
    name: `own ${at}`,
    modality,
    ...window(100 * at, 50),
  }));
  const description = { ...greyDescription(10, 100), modality: 'DX' } as ImageDescription;
  const values = Array.from({ length: 1000 }, (_, at) => at);
  const statistics = statisticsInPage(description, storedAs(description, values));
  const presets = presetsOf(viewOf(description), greyOf(description), 0, statistics, own);
  const kept = presets.filter(({ name }) => name.startsWith('own'));
  expect(kept.map(({ key, name }) => [key, name])).toEqual([
    ['5', 'own 0'],
    ['6', 'own 2'],
  ]);
  expect(changed(initialState, { kind: 'preset', key: '6' }, { ...factsOf(), presets }).shown).toEqual({
    kind: 'window',
    window: window(200, 50),
  });
  expect(presetsOf({}, greyOf(description), 0, statistics, own).some(({ name }) => name === 'own 0')).toBe(
    false,
  );
});
