import type { Analysis } from '../../../src/domain/models/analysis';
import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy/policySchema';
import { mergeIntoStudy } from '../../../src/domain/study/studyRecord';
import { worklistStudyOf } from '../../../src/domain/worklist/worklist';
import { hexId } from '../arbitraries';

const policy = policySchema.parse(defaultPolicy);
const now = '2026-05-01T10:00:00.000Z';

function opacity(modelId: string, score: number, threshold: number): Analysis {
  return {
    outcome: 'analysed',
    model: { id: modelId, version: '1.0.0', sha256: hexId(modelId) },
    tensorSha256: hexId('tensor'),
    preprocessing: '1',
    notes: [],
    findings: [
      { label: 'lung-opacity', title: 'Lung opacity', score, threshold, positive: score >= threshold },
    ],
  };
}

/** The worklist line of a study whose images, a and b, were analysed so. */
function line(...analyses: Analysis[][]) {
  const images = analyses.map((list, index) => ({
    imageId: hexId('ab'.charAt(index)),
    receivedAt: now,
    frames: 1,
    baseline: 'routine' as const,
    analyses: list,
    notes: [],
  }));
  return worklistStudyOf(mergeIntoStudy(undefined, hexId('study'), images, policy, now));
}

describe('the finding that a worklist line shows', () => {
  test('is the one of the highest score, with the image and the model that gave it', () => {
    const { findings, keyImageId } = line([opacity('chest', 0.3, 0.2)], [opacity('chest', 0.6, 0.2)]);
    expect(findings).toMatchObject([{ score: 0.6, imageId: hexId('b'), model: 'chest' }]);
    expect(keyImageId).toBe(hexId('b'));
  });

  test.each([
    ['first', [opacity('cautious', 0.8, 0.9), opacity('eager', 0.7, 0.5)]],
    ['last', [opacity('eager', 0.7, 0.5), opacity('very-cautious', 0.8, 0.9)]],
  ])(
    'is a positive one even where another model scored higher and stayed negative, %s',
    (_order, analyses) => {
      expect(line(analyses).findings).toMatchObject([{ positive: true, score: 0.7, model: 'eager' }]);
    },
  );

  test('is missing where nothing was analysed, which is counted', () => {
    expect(line([])).toMatchObject({ findings: [], notAnalysed: 1, images: 1, priority: 'unclassified' });
  });

  test.each([
    [0.8, 'above'],
    [0.55, 'near'],
    [0.45, 'near'],
    [0.2, 'under'],
  ])('at a score of %d stands %s', (score, stance) => {
    const spoken = opacity('chest', score, 0.5);
    if (spoken.outcome !== 'analysed') throw new Error('it abstained');
    const findings = spoken.findings.map((finding) => ({ ...finding, band: [0.4, 0.6] as [number, number] }));
    expect(line([{ ...spoken, findings }]).findings).toMatchObject([{ stance, positive: score >= 0.5 }]);
  });
});
