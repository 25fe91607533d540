import type { Analysis, Finding } from '../../../src/domain/models/analysis';
import { answerOf } from '../../../src/operations/models/classificationAnswer';
import type { Classification } from '../../../src/operations/models/classifyImage';
import { image, model } from '../../activities/admitted';

const { imageId: _, studyId: __, ...description } = image;

const finding = (label: string, score: number, more: Partial<Finding> = {}): Finding => ({
  label,
  title: label.toUpperCase(),
  score,
  positive: false,
  ...more,
});

const said = (id: string, findings: Finding[], notes: string[] = []): Analysis => ({
  outcome: 'analysed',
  model: { ...model, id },
  findings,
  tensorSha256: '',
  preprocessing: '',
  notes,
});

const silent = (id: string): Analysis => ({
  outcome: 'abstained',
  model: { ...model, id },
  reason: 'region-not-found',
  notes: ['padded'],
});

const answer = (analyses: Analysis[], k = 5, more: Partial<Classification> = {}) =>
  answerOf({ description, analyses, timing: { readMs: 1.26, modelsMs: 2 }, ...more }, k);

describe('the answer', () => {
  test('ranks the labels of all models together, equal scores by name', () => {
    const { results } = answer([
      said('one', [finding('b', 0.5), finding('c', 0.9)]),
      said('two', [finding('a', 0.5)]),
    ]);
    expect(results.map(({ rank, label, model }) => [rank, label, model])).toEqual([
      [1, 'c', 'one@1.0.0'],
      [2, 'a', 'two@1.0.0'],
      [3, 'b', 'one@1.0.0'],
    ]);
  });

  test('of a softmax over many classes is its first k, and counts what it leaves out', () => {
    const classes = Array.from({ length: 1000 }, (_, index) => finding(`class-${index}`, index / 1000));
    const { results, leftOut } = answer([said('imagenet', classes)], 3);
    expect(results.map(({ label }) => label)).toEqual(['class-999', 'class-998', 'class-997']);
    expect(leftOut).toEqual({ labels: 997, positive: 0 });
  });

  test('a positive that has no place among the first is never left out without a word', () => {
    const { leftOut } = answer(
      [
        said('one', [
          finding('normal', 0.8),
          finding('nodule', 0.2, { positive: true, threshold: 0.1, band: [0.05, 0.15] }),
        ]),
      ],
      1,
    );
    expect(leftOut).toEqual({ labels: 1, positive: 1 });
  });

  test('says where a score is near its threshold, and a label without one is only scored', () => {
    const { results } = answer([
      said('one', [
        finding('sure', 0.9, { positive: true, threshold: 0.5, band: [0.4, 0.6] }),
        finding('near', 0.55, { positive: true, threshold: 0.5, band: [0.4, 0.6] }),
        finding('scored', 0.5),
      ]),
    ]);
    expect(results.map(({ label, positive, indeterminate }) => [label, positive, indeterminate])).toEqual([
      ['sure', true, false],
      ['near', true, true],
      ['scored', false, false],
    ]);
    expect(results[2]).not.toHaveProperty('threshold');
  });

  test('of one that spoke and one that would not names both, and is analysed', () => {
    const both = answer([said('one', [finding('a', 0.5)], ['unsure']), silent('two')]);
    expect(both).toMatchObject({
      outcome: 'analysed',
      abstained: [{ model: 'two@1.0.0', reason: 'region-not-found', words: expect.stringMatching(/\.$/) }],
      notes: ['padded', 'unsure'],
    });
    expect(both).not.toHaveProperty('reason');
  });

  test('says once what a gate made of the picture, also where it let nothing through', () => {
    const gate = {
      model: { ...model, id: 'gate' },
      class: 'hand',
      title: 'a hand',
      accepted: 0.01,
    };
    const kept = (id: string): Analysis => ({ ...silent(id), gate });
    expect(answer([kept('one'), kept('two')])).toMatchObject({
      outcome: 'not-analysed',
      gate: [{ model: 'gate@1.0.0', class: 'hand', title: 'a hand', accepted: 0.01 }],
    });
    expect(answer([silent('one')])).not.toHaveProperty('gate');
  });

  test('of none that spoke is not analysed, never negative', () => {
    expect(answer([silent('two')])).toMatchObject({
      outcome: 'not-analysed',
      reason: 'region-not-found',
      results: [],
    });
    expect(answer([], 5, { reason: 'age-not-covered' })).toMatchObject({
      outcome: 'not-analysed',
      reason: 'age-not-covered',
      words: expect.stringContaining('age'),
    });
  });
});
