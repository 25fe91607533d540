import { triageImage } from '../../src/orchestrations/triageImage';
import { recorder } from './drive';

const model = { id: 'chest', version: '1.0.0', sha256: 'f'.repeat(64) };
const recorded = { outcome: 'analysed', imageId: 'i', studyId: 's', studyVersion: 1 };

/** Runs to the end, answering each step by its name; steps that fail, fail for good. */
function run(answers: Record<string, unknown>, fails: (name: string) => boolean = () => false) {
  const { context } = recorder();
  const generator = triageImage[1](context, { arrivalId: 'a' });
  const asked: unknown[] = [];
  let step = generator.next();
  while (!step.done) {
    const { name, input } = step.value as unknown as { name: string; input: unknown };
    asked.push({ [name]: input });
    step = fails(name) ? generator.throw(new Error('failed')) : generator.next(answers[name]);
  }
  return { asked, result: step.value };
}

describe('triageImage', () => {
  test.each([
    recorded,
    { ...recorded, outcome: 'not-analysed' },
    { outcome: 'quarantined', reason: 'truncated' },
    { outcome: 'index' },
  ])('a file is done in one step: $outcome', (triaged) => {
    const { asked, result } = run({ triageFile: triaged });
    expect(asked).toEqual([{ triageFile: { arrivalId: 'a' } }]);
    expect(result).toEqual(triaged);
  });

  test('an export starts its files, page by page, then has its outcome', () => {
    const { asked, result } = run({ triageFile: { outcome: 'export', pages: 3 } });
    expect(asked.slice(1)).toEqual([
      { unpackExport: { arrivalId: 'a', page: 0 } },
      { unpackExport: { arrivalId: 'a', page: 1 } },
      { unpackExport: { arrivalId: 'a', page: 2 } },
      { closeExport: { arrivalId: 'a' } },
    ]);
    expect(result).toEqual({ outcome: 'unpacked' });
  });

  describe('with models in shadow', () => {
    const shadow = [
      { ...model, version: '2.0.0' },
      { ...model, id: 'second' },
    ];
    const answers = { triageFile: { ...recorded, shadow } };

    test('they look when the result stands, in a visit of their own', () => {
      const { asked, result } = run(answers);
      expect(asked).toEqual([
        { triageFile: { arrivalId: 'a' } },
        { askShadow: { imageId: 'i', models: shadow } },
      ]);
      expect(result).toEqual(recorded);
    });

    test('a visit of theirs that fails for good fails nothing: the image has its result', () => {
      const { result } = run(answers, (name) => name === 'askShadow');
      expect(result).toEqual(recorded);
    });
  });
});
