import { Link } from '../../../../src/dashboard/viewer/linking/link';
import { linkedChange } from '../../../../src/dashboard/viewer/linking/linkedChange';
import {
  changed,
  initialState,
  shownNow,
  type ViewerChange,
} from '../../../../src/dashboard/viewer/viewerState';
import { factsOf } from '../viewerFacts';

const window = (centre: number, width: number) => ({ centre, width, function: 'LINEAR' as const });
const shown = (centre: number, width: number): ViewerChange => ({
  kind: 'shown',
  shown: { kind: 'window', window: window(centre, width) },
});
const dx = factsOf({ windows: [window(1000, 500)] });
const otherDx = factsOf({ windows: [window(3000, 100)] });
const ct = factsOf({ modality: 'CT', modalityTransform: { kind: 'linear', slope: 1, intercept: -1024 } });

test('what moves and zooms does so on both, at the same place of views of another size', () => {
  const wide = { ...dx, size: { width: 800, height: 200 } };
  expect(linkedChange({ kind: 'pan', right: 3, down: 4 }, dx, wide)).toEqual({
    kind: 'pan',
    right: 3,
    down: 4,
  });
  const zoom = { kind: 'zoom', factor: 2, at: { x: 10, y: 20 } } as const;
  expect(linkedChange(zoom, dx, wide)).toEqual({ ...zoom, at: { x: 20, y: 20 } });
});

test('each takes its own preset of the same name', () => {
  const own = linkedChange({ kind: 'shown', shown: shownNow(initialState, dx) }, dx, otherDx);
  const state = changed(initialState, own as ViewerChange, otherDx);
  expect(state.shown).toEqual({ kind: 'window', window: window(3000, 100) });
});

test('a window in numbers counts for both in Hounsfield units alone: other values mean something else', () => {
  expect(ct.unit).toBe('HU');
  expect(linkedChange(shown(40, 351), ct, ct)).toEqual(shown(40, 351));
  expect(linkedChange(shown(40, 351), dx, otherDx)).toBeUndefined();
  expect(linkedChange(shown(40, 351), ct, dx)).toBeUndefined();
});

test('slices, orientation, heat map and tools stay its own', () => {
  const own: ViewerChange[] = [
    { kind: 'frame', by: 1 },
    { kind: 'mirror', way: 'across' },
    { kind: 'rotate', by: 1 },
    { kind: 'heat-map' },
    { kind: 'tool', tool: 'length' },
    { kind: 'cut' },
  ];
  for (const change of own) expect(linkedChange(change, dx, otherDx)).toBeUndefined();
});

test('a viewer is told what others do, never what it does itself, and nothing once it has left', () => {
  const link = new Link();
  const heard: string[] = [];
  const one = () => void heard.push('one');
  const leave = link.join(one);
  link.join(() => void heard.push('other'));
  link.tell(one, { kind: 'fit' }, dx);
  expect(heard).toEqual(['other']);
  leave();
  link.tell(() => {}, { kind: 'fit' }, dx);
  expect(heard).toEqual(['other', 'other']);
});
