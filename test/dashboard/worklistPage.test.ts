import { dueIn, duration } from '../../src/dashboard/words';
import { renderWorklist } from '../../src/dashboard/worklistPage';
import type { WorklistStudy } from '../../src/domain/worklist';
import { hexId } from '../domain/arbitraries';

const now = '2026-05-01T12:00:00.000Z';
const study: WorklistStudy = {
  studyId: hexId('study'),
  revision: 1,
  version: 1,
  priority: 'urgent',
  place: 'urgent',
  receivedAt: '2026-05-01T10:00:00.000Z',
  dueAt: '2026-05-01T14:00:00.000Z',
  state: 'awaiting',
  escalated: false,
  images: 1,
  notAnalysed: 0,
  keyImageId: hexId('image'),
  modality: 'DX',
  findings: [
    {
      label: 'lung-opacity',
      title: 'Lung opacity',
      score: 0.8,
      positive: true,
      imageId: hexId('image'),
      model: 'chest',
    },
  ],
  reasons: [],
};

function page(...studies: WorklistStudy[]): string {
  return renderWorklist({ studies, refusals: [], total: studies.length, now });
}

describe('the worklist page', () => {
  test('says what it is not', () => {
    expect(page()).toContain('Triage aid. Not a diagnosis. Not cleared for clinical use.');
  });

  test('an empty worklist explains itself', () => {
    expect(page()).toContain('No study yet.');
  });

  test('names the priority in words and by a sign, and when the study is due', () => {
    expect(page(study)).toMatch(/▲ urgent/);
    expect(page(study)).toContain('due in 2 h 0 min');
  });

  test('where the model looked is shown only when it is asked for, and says what it is not', () => {
    expect(page(study)).toMatch(/<details><summary>where the model looked<\/summary>/);
    expect(page(study)).toContain(`/api/images/${hexId('image')}/preview?heat=chest/lung-opacity`);
    expect(page(study)).toContain('Not a segmentation.');
  });

  test.each([
    ['above', 'above the threshold'],
    ['near', 'cannot tell: near the threshold'],
    ['under', 'under the threshold'],
    ['none', 'only scored, has no threshold'],
    [undefined, 'above the threshold'],
  ] as const)('a score that stands %s reads: %s', (stance, words) => {
    const findings = study.findings.map((finding) => ({ ...finding, ...(stance && { stance }) }));
    expect(page({ ...study, findings })).toContain(words);
  });

  test('what was not analysed is never shown as normal', () => {
    const text = page({
      ...study,
      findings: [],
      priority: 'unclassified',
      notAnalysed: 1,
      reasons: ['view-not-covered'],
    });
    expect(text).toContain('Not analysed: No model is meant for this image&#39;s view.');
  });

  test.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='x"])(
    'what a file says is text: %s',
    (payload) => {
      const text = page({
        ...study,
        modality: payload,
        findings: study.findings.map((finding) => ({ ...finding, title: payload })),
      });
      expect(text).not.toContain(payload);
      expect(text).toContain('&');
    },
  );
});

describe('durations in words', () => {
  test.each([
    [59_999, 'under a minute'],
    [60_000, '1 min'],
    [3_600_000, '1 h 0 min'],
    [90_061_000, '1 d 1 h'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });

  test('what is past is overdue', () => {
    expect(dueIn('2026-05-01T11:00:00.000Z', now)).toBe('overdue by 1 h 0 min');
  });
});
