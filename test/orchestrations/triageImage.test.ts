import { triageImage } from '../../src/orchestrations/triageImage';
import { recorder } from './drive';

const model = { id: 'chest', version: '1.0.0', sha256: 'f'.repeat(64) };
const admitted = { outcome: 'admitted', imageId: 'i', studyId: 's' };
const recorded = { outcome: 'analysed', studyId: 's', studyVersion: 1 };

/** Runs to the end, answering each step by its name; steps that fail, fail for good. */
function run(answers: Record<string, unknown>, failing: readonly string[] = []) {
  const { context } = recorder();
  const generator = triageImage[1](context, { arrivalId: 'a' });
  const asked: unknown[] = [];
  let step = generator.next();
  while (!step.done) {
    const task = step.value as unknown as { kind: string; name?: string; input?: unknown; tasks?: unknown };
    asked.push(task.kind === 'all' ? { all: task.tasks } : { [task.name as string]: task.input });
    const name = task.name ?? 'all';
    step = failing.includes(name) ? generator.throw(new Error('failed')) : generator.next(answers[name]);
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

  test('every model that fits looks at the image, then it is recorded, published and put up for review', () => {
    const { asked, result } = run({
      admitImage: admitted,
      routeImage: { models: [model, { ...model, id: 'second' }] },
      recordImage: recorded,
    });
    expect(asked).toMatchObject([
      { admitImage: { arrivalId: 'a' } },
      { routeImage: { imageId: 'i' } },
      {
        all: [
          { name: 'analyseImage', input: { imageId: 'i', model } },
          { input: { model: { id: 'second' } } },
        ],
      },
      { recordImage: { arrivalId: 'a', imageId: 'i', models: [model, { id: 'second' }] } },
      { publishStudy: { imageId: 'i' } },
      { ensureReview: { studyId: 's' } },
    ]);
    expect(result).toEqual({ ...recorded, imageId: 'i' });
  });

  test('an image that no model fits is recorded with the reason', () => {
    const { asked } = run({
      admitImage: admitted,
      routeImage: { models: [], reason: 'view-not-covered' },
      recordImage: { ...recorded, outcome: 'not-analysed' },
    });
    expect(asked[2]).toEqual({
      recordImage: { arrivalId: 'a', imageId: 'i', models: [], reason: 'view-not-covered' },
    });
  });

  describe('with models in shadow', () => {
    const shadow = [
      { ...model, version: '2.0.0' },
      { ...model, id: 'second' },
    ];
    const answers = { admitImage: admitted, routeImage: { models: [model], shadow }, recordImage: recorded };

    test('they look one after the other when the result stands, and are recorded apart', () => {
      const { asked, result } = run(answers);
      expect(asked.slice(2)).toMatchObject([
        { all: [{ input: { imageId: 'i', model } }] },
        { recordImage: { arrivalId: 'a', imageId: 'i', models: [model] } },
        { publishStudy: { imageId: 'i' } },
        { ensureReview: { studyId: 's' } },
        { analyseImage: { imageId: 'i', model: shadow[0] } },
        { analyseImage: { imageId: 'i', model: shadow[1] } },
        { recordShadow: { imageId: 'i', models: shadow } },
      ]);
      expect(asked[3]).not.toHaveProperty('recordImage.shadow');
      expect(result).toEqual({ ...recorded, imageId: 'i' });
    });

    test('one that fails for good fails nothing: the next one looks, and the image has its result', () => {
      const { asked, result } = run(answers, ['analyseImage', 'recordShadow']);
      expect(asked.map((step) => Object.keys(step as object)[0]).slice(-3)).toEqual([
        'analyseImage',
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
