import fc from 'fast-check';
import { refusalCodes } from '../../../src/domain/reasons/refusalCode';
import { englishPhrases, refusalAdvice } from '../../../src/domain/words/words';
import { type StudyLineText, studyLineText } from '../../../src/domain/worklist/studyLine';
import { worklistSearchSchema } from '../../../src/domain/worklist/worklistQuery';
import { lettersMissing, searchFor } from '../../../src/domain/worklist/worklistSearch';
import type { WorklistLine } from '../../../src/domain/worklist/worklistView';
import { hexId } from '../arbitraries';

const now = Date.parse('2026-05-01T12:00:00.000Z');

function line(more: Partial<WorklistLine> = {}): WorklistLine {
  return {
    studyId: hexId('study'),
    revision: 1,
    version: 1,
    priority: 'routine',
    place: 'routine',
    receivedAt: '2026-05-01T10:00:00.000Z',
    dueAt: '2026-05-01T11:30:00.000Z',
    state: 'awaiting',
    escalated: false,
    images: 1,
    objects: 0,
    alerts: [],
    notAnalysed: 0,
    keyImageId: hexId('image'),
    findings: [],
    reasons: [],
    rank: 12,
    ...more,
  };
}

const finds = (text: string, one: WorklistLine) => searchFor(text, now).study(one);
const finding = (title: string, stance: 'above' | 'near' | 'under') => ({
  label: 'a-label',
  title,
  score: 0.5,
  positive: stance === 'above',
  stance,
  imageId: hexId('image'),
  model: 'chest',
});

const lines: readonly WorklistLine[] = [
  line(),
  line({ state: 'reviewed', rank: undefined, version: 3, modality: 'DX', bodyPart: 'CHEST', view: 'PA' }),
  line({ state: 'reopened', escalated: true, images: 3, findings: [finding('Lung opacity', 'above')] }),
  line({ priority: 'unclassified', notAnalysed: 1, reasons: ['view-not-covered', 'blank-picture'] }),
  line({ images: 2, notAnalysed: 1, reasons: ['blank-picture'], findings: [finding('Nodule', 'near')] }),
];

/** Every text that a line shows, as they stand on the screen. */
function shown({ findings, notAnalysed, ...said }: StudyLineText): string[] {
  return [
    ...Object.values(said),
    ...findings.flatMap(({ title, score }) => [title, score]),
    ...Object.values(notAnalysed ?? {}),
  ].filter((text) => text !== undefined);
}

test.each(lines)('what a line shows finds it', (one) => {
  for (const text of shown(studyLineText(englishPhrases, one, now))) {
    expect([text, finds(text, one)]).toEqual([text, true]);
    for (const word of text.match(/[\p{L}\p{N}]{3,}/gu) ?? [])
      expect([word, finds(word, one)]).toEqual([word, true]);
  }
});

test('the words of the screen find what they are said of, and nothing else', () => {
  const [plain, reviewed] = lines as [WorklistLine, WorklistLine];
  expect(['awaits', 'picture', 'overdue', '30 min'].map((text) => finds(text, plain))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['awaits', 'plain', 'overdue'].map((text) => finds(text, reviewed))).toEqual([false, false, false]);
});

test('what a model found unlikely finds nothing', () => {
  const unlikely = line({ findings: [finding('Lung opacity', 'under')] });
  expect(finds('lung opacity', unlikely)).toBe(false);
  expect(finds('below the threshold', unlikely)).toBe(true);
});

test.each(refusalCodes)(
  'a file refused with %s is found by its code, and by what is said of it',
  (reason) => {
    const search = (text: string) =>
      searchFor(text, now).refusal({ arrivalId: hexId('file'), reason, receivedAt: '', quarantinedAt: '' });
    expect([search(reason), search(refusalAdvice(reason)), search('nowhere')]).toEqual([true, true, false]);
  },
);

describe('what is a search', () => {
  test.each([
    ['', 3],
    ['a-b', 1],
    ['1.2', 1],
    ['  ab ', 1],
    ['a b c', 0],
    ['胸部X', 0],
  ])('%j needs %i more', (text, missing) => {
    expect(lettersMissing(text)).toBe(missing);
  });

  test('is one rule: what the page sends, the server takes, and what it holds back, the server refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
        expect(worklistSearchSchema.safeParse({ text }).success).toBe(lettersMissing(text) === 0);
      }),
    );
  });
});

test.each([
  ['Notfall', { priority: 'stat', place: 'stat' }],
  ['危急', { priority: 'stat', place: 'stat' }],
  ['beurteilt', { state: 'reviewed' }],
  ['待复核', {}],
  ['eskaliert', { escalated: true }],
  ['未分析', { notAnalysed: 1, reasons: ['blank-picture'] }],
] as const)('a line is found by what it is called in another language: %s', (text, more) => {
  expect(finds(text, line(more))).toBe(true);
});

test('and is not found by what it is not called', () => {
  for (const text of ['Notfall', '危急', 'eskaliert', '未分析', 'beurteilt'])
    expect([text, finds(text, line())]).toEqual([text, false]);
});
