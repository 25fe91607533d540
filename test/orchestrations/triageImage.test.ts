import { triageImage } from '../../src/orchestrations/triageImage';
import { recorder } from './drive';

const model = { id: 'chest', version: '1.0.0', sha256: 'f'.repeat(64) };
const admitted = { outcome: 'admitted', imageId: 'i', studyId: 's' };
const recorded = { outcome: 'analysed', studyId: 's', studyVersion: 1 };

/** Runs to the end, answering each step by its name; steps that fail, fail for good. */
function run(
  answers: Record<string, unknown>,
  fails: (name: string, input: unknown) => boolean = () => false,
) {
  const { context } = recorder();
  const generator = triageImage[1](context, { arrivalId: 'a' });
  const asked: unknown[] = [];
  let step = generator.next();
  while (!step.done) {
    const { name, input } = step.value as unknown as { name: string; input: unknown };
    asked.push({ [name]: input });
    step = fails(name, input) ? generator.throw(new Error('failed')) : generator.next(answers[name]);
  }
  return { asked, result: step.value };
}

describe('triageImage', () => {
  test('a refused file ends after the first step', () => {
    const { asked, result } = run({ admitImage: { outcome: 'quarantined', reason: 'truncated' } });
    expect(asked).toEqual([{ admitImage: { arrivalId: 'a' } }]);
    expect(result).toEqual({ outcome: 'quarantined', reason: 'truncated' });
  });

  test('a DICOMDIR ends after the first step', () => {
    const { asked, result } = run({ admitImage: { outcome: 'index' } });
    expect(asked).toHaveLength(1);
    expect(result).toEqual({ outcome: 'index' });
  });

  test('an export starts its files, page by page, then has its outcome', () => {
    const { asked, result } = run({ admitImage: { outcome: 'export', pages: 3 } });
    expect(asked.slice(1)).toEqual([
      { unpackExport: { arrivalId: 'a', page: 0 } },
      { unpackExport: { arrivalId: 'a', page: 1 } },
      { unpackExport: { arrivalId: 'a', page: 2 } },
      { closeExport: { arrivalId: 'a' } },
    ]);
    expect(result).toEqual({ outcome: 'unpacked' });
  });

  test('every model that fits looks at the image in one visit, then it is recorded and put up for review', () => {
    const { asked, result } = run({
      admitImage: admitted,
      routeImage: { models: [model, { ...model, id: 'second' }] },
      recordImage: recorded,
    });
    expect(asked).toMatchObject([
      { admitImage: { arrivalId: 'a' } },
      { routeImage: { imageId: 'i' } },
      { analyseImage: { imageId: 'i', models: [model, { id: 'second' }], preview: true } },
      { recordImage: { arrivalId: 'a', imageId: 'i', models: [model, { id: 'second' }] } },
      { ensureReview: { studyId: 's' } },
    ]);
    expect(result).toEqual({ ...recorded, imageId: 'i' });
  });

  test('an image that no model fits gets its preview, and is recorded with the reason', () => {
    const { asked } = run({
      admitImage: admitted,
      routeImage: { models: [], reason: 'view-not-covered' },
      recordImage: { ...recorded, outcome: 'not-analysed' },
    });
    expect(asked.slice(2, 4)).toEqual([
      { analyseImage: { imageId: 'i', models: [], preview: true } },
      { recordImage: { arrivalId: 'a', imageId: 'i', models: [], reason: 'view-not-covered' } },
    ]);
  });

  describe('with models in shadow', () => {
    const shadow = [
      { ...model, version: '2.0.0' },
      { ...model, id: 'second' },
    ];
    const answers = { admitImage: admitted, routeImage: { models: [model], shadow }, recordImage: recorded };

    test('they look when the result stands, in a visit of their own, and are recorded apart', () => {
      const { asked, result } = run(answers);
      expect(asked.slice(2)).toMatchObject([
        { analyseImage: { imageId: 'i', models: [model], preview: true } },
        { recordImage: { arrivalId: 'a', imageId: 'i', models: [model] } },
        { ensureReview: { studyId: 's' } },
        { analyseImage: { imageId: 'i', models: shadow, preview: false } },
        { recordShadow: { imageId: 'i', models: shadow } },
      ]);
      expect(asked[3]).not.toHaveProperty('recordImage.shadow');
      expect(result).toEqual({ ...recorded, imageId: 'i' });
    });

    test('a visit of theirs that fails for good fails nothing: the image has its result', () => {
      const inShadow = (name: string, input: unknown) =>
        name === 'recordShadow' ||
        (name === 'analyseImage' && (input as { models: unknown }).models === shadow);
      const { asked, result } = run(answers, inShadow);
      expect(asked.map((step) => Object.keys(step as object)[0]).slice(-2)).toEqual([
        'analyseImage',
        'recordShadow',
      ]);
      expect(result).toEqual({ ...recorded, imageId: 'i' });
    });

    test('where none speaks they look all the same', () => {
      const { asked } = run({ ...answers, routeImage: { models: [], shadow, reason: 'no-model' } });
      expect(asked).toContainEqual({
        recordImage: { arrivalId: 'a', imageId: 'i', models: [], reason: 'no-model' },
      });
      expect(asked).toContainEqual({ recordShadow: { imageId: 'i', models: shadow } });
    });
  });
});
