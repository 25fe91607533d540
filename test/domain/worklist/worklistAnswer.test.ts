import fc from 'fast-check';
import type { WorklistStudy } from '../../../src/domain/worklist/worklist';
import {
  answerWorklist,
  orderWorklist,
  reviewedFilter,
  type WorklistContents,
} from '../../../src/domain/worklist/worklistAnswer';
import { worklistQuerySchema, worklistSearchSchema } from '../../../src/domain/worklist/worklistQuery';
import * as any from '../arbitraries';

const now = '2026-05-01T12:00:00.000Z';

function study(name: string, parts: Partial<WorklistStudy> = {}): WorklistStudy {
  return {
    studyId: any.hexId(name),
    revision: 1,
    version: 1,
    priority: 'routine',
    place: 'routine',
    receivedAt: '2026-05-01T10:00:00.000Z',
    dueAt: '2026-05-02T10:00:00.000Z',
    state: 'awaiting',
    escalated: false,
    images: 1,
    objects: 0,
    alerts: [],
    notAnalysed: 0,
    keyImageId: any.hexId('image'),
    findings: [],
    reasons: [],
    ...parts,
  };
}

function finding(title: string, stance: 'above' | 'near' | 'under') {
  const label = title.toLowerCase().replaceAll(' ', '-');
  const imageId = any.hexId('image');
  return { label, title, score: 0.5, positive: stance === 'above', stance, imageId, model: 'chest' };
}

const contents: WorklistContents = {
  studies: [
    study('routine', { modality: 'CR', bodyPart: 'CHEST', findings: [finding('Lung opacity', 'under')] }),
    study('stat', { priority: 'stat', place: 'stat', modality: 'DX', bodyPart: 'CHEST', view: 'PA' }),
    study('urgent', {
      priority: 'urgent',
      place: 'urgent',
      modality: 'DX',
      bodyPart: 'HAND',
      findings: [finding('Lung opacity', 'above'), finding('Effusion', 'near')],
    }),
    study('unseen', {
      priority: 'unclassified',
      notAnalysed: 1,
      reasons: ['view-not-covered'],
      dueAt: '2026-05-01T11:30:00.000Z',
    }),
    study('partly', { images: 2, notAnalysed: 1, reasons: ['view-not-covered'] }),
    study('again', { state: 'reopened' }),
  ],
  refusals: [
    {
      arrivalId: any.hexId('r1'),
      reason: 'truncated',
      receivedAt: now,
      quarantinedAt: '2026-05-01T09:00:00.000Z',
    },
    {
      arrivalId: any.hexId('r2'),
      reason: 'empty-file',
      receivedAt: now,
      quarantinedAt: '2026-05-01T11:00:00.000Z',
    },
  ],
  processing: [
    { arrivalId: any.hexId('export'), receivedAt: '2026-05-01T09:00:00.000Z' },
    { arrivalId: any.hexId('m2'), receivedAt: '2026-05-01T11:00:00.000Z', exportId: any.hexId('export') },
    { arrivalId: any.hexId('m1'), receivedAt: '2026-05-01T10:00:00.000Z', exportId: any.hexId('export') },
    { arrivalId: any.hexId('zip'), receivedAt: '2026-05-01T11:30:00.000Z' },
  ],
  reviewed: new Map([['reviewed-2026-05', { '2026-05-01': 2 }]]),
};

const worklist = orderWorklist(contents, 2, Date.parse(now));
const ask = (query: Record<string, unknown> = {}) =>
  answerWorklist(worklist, worklistQuerySchema.parse(query), now);
const find = (text: string, more: Record<string, unknown> = {}) =>
  answerWorklist(worklist, worklistSearchSchema.parse({ text, ...more }), now);
const idsOf = (names: string[]) => names.map(any.hexId);

describe('the tabs', () => {
  test('those that await review come in reading order with their ranks', () => {
    const { studies, total } = ask();
    expect(studies.slice(0, 3).map(({ studyId, rank }) => [studyId, rank])).toEqual([
      [any.hexId('stat'), 1],
      [any.hexId('urgent'), 2],
      [any.hexId('unseen'), 3],
    ]);
    expect(total).toBe(6);
  });

  test('of the reviewed ones it shows what was read of them, and how far was looked', () => {
    const query = worklistQuerySchema.parse({ tab: 'reviewed' });
    const lookedSince = '2026-04-01T00:00:00.000Z';
    const facets = { modalities: ['DX'], bodyParts: [] };
    const page = { studies: [study('done')], total: 7, facets, lookedSince };
    const { studies, total, facets: shown, reviewedSince } = answerWorklist(worklist, query, now, page);
    expect([studies, total, shown, reviewedSince]).toEqual([page.studies, 7, facets, lookedSince]);
  });

  test('a query leaves out reviewed studies as it does others', () => {
    const passes = (text: string) => reviewedFilter(worklistSearchSchema.parse({ text }), Date.parse(now));
    const done = study('done', { state: 'reviewed', findings: [finding('Effusion', 'above')] });
    expect([passes('effusion')(done), passes('fracture')(done)]).toEqual([true, false]);
  });

  test('not analysed are those of which nothing was, with the rank that they have among all', () => {
    expect(ask({ tab: 'not-analysed' }).studies).toMatchObject([{ studyId: any.hexId('unseen'), rank: 3 }]);
  });

  test('refused files come the latest first', () => {
    const { quarantined, studies } = ask({ tab: 'quarantined' });
    expect(quarantined.map(({ arrivalId }) => arrivalId)).toEqual(idsOf(['r2', 'r1']));
    expect(studies).toEqual([]);
  });

  test('files without an outcome come the oldest first, and those of an export stand for it', () => {
    const { processing, counts } = ask({ tab: 'processing' });
    expect(processing.map(({ arrivalId }) => arrivalId)).toEqual(idsOf(['m1', 'm2', 'zip']));
    expect(processing[0]).not.toHaveProperty('exportId');
    expect(counts.processing).toBe(3);
  });

  test('counts are of everything, whatever is asked for', () => {
    const counts = { awaiting: 6, reviewed: 2, 'not-analysed': 1, quarantined: 2, processing: 3 };
    expect(ask({ tab: 'reviewed', priority: 'stat' })).toMatchObject({ counts, total: 0 });
  });
});

describe('filters and pages', () => {
  test('a source, and a time before which studies came', () => {
    const [cr1, cr2] = ['1'.repeat(16), '2'.repeat(16)];
    const at = (hour: number) => `2026-05-01T${hour}:00:00.000Z`;
    const lines = [
      study('a', { receivedAt: at(10), sources: [cr1] }),
      study('b', { receivedAt: at(11), sources: [cr1, cr2] }),
      study('c', { receivedAt: at(12) }),
    ];
    const names = (query: object) =>
      lines
        .filter(reviewedFilter(worklistQuerySchema.parse(query), Date.parse(now)))
        .map(({ studyId }) => studyId);
    expect(names({ source: cr1 })).toEqual(['a', 'b'].map(any.hexId));
    expect(names({ source: cr2 })).toEqual([any.hexId('b')]);
    expect(names({ receivedBefore: at(11) })).toEqual([any.hexId('a')]);
    expect(worklistQuerySchema.safeParse({ source: 'DOE^JOHN' }).success).toBe(false);
  });

  test('a filter keeps the rank among all, and facets are of the whole tab', () => {
    const { studies, total, facets } = ask({ modality: 'DX', bodyPart: 'HAND,FOOT' });
    expect(studies).toMatchObject([{ studyId: any.hexId('urgent'), rank: 2 }]);
    expect(total).toBe(1);
    expect(facets).toEqual({ modalities: ['CR', 'DX'], bodyParts: ['CHEST', 'HAND'] });
  });

  test.each([
    [{ priority: 'urgent,stat' }, ['stat', 'urgent']],
    [{ priority: 'unclassified' }, ['unseen']],
    [{ priority: 'urgent' }, ['urgent']],
    [{ bodyPart: 'SKULL' }, []],
  ])('%j', (query, names) => {
    expect(ask(query).studies.map(({ studyId }) => studyId)).toEqual(idsOf(names));
  });

  test('a place finds what was not analysed and stands there as well', () => {
    const ordered = [
      study('seen', { priority: 'stat', place: 'stat' }),
      study('not', { priority: 'unclassified', place: 'stat' }),
    ];
    const list = orderWorklist({ ...contents, studies: ordered }, 2, Date.parse(now));
    expect(answerWorklist(list, worklistQuerySchema.parse({ priority: 'stat' }), now).total).toBe(2);
  });

  test('pages put together are the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), (limit) => {
        const pages = Array.from({ length: 7 }, (_, page) => ask({ limit, offset: page * limit }).studies);
        expect(pages.flat()).toEqual(ask().studies);
      }),
    );
  });
});

describe('searching', () => {
  test.each([
    ['opacity', ['urgent']],
    ['OPA lung', ['urgent']],
    ['effusion', ['urgent']],
    ['chest pa', ['stat']],
    ['hand', ['urgent']],
    ['stat', ['stat']],
    ['overdue', ['unseen']],
    ['reopened', ['again']],
    ['not analysed', ['unseen', 'partly']],
    ['nothing like it', []],
    [any.hexId('again').slice(0, 7), ['again']],
  ])('%s', (text, names) => {
    expect(
      find(text)
        .studies.map(({ studyId }) => studyId)
        .sort(),
    ).toEqual(idsOf(names).sort());
  });

  test('goes together with filters, and finds refused files by their reason', () => {
    expect(find('chest', { modality: 'CR' }).studies.map(({ studyId }) => studyId)).toEqual(
      idsOf(['routine']),
    );
    expect(find('truncated', { tab: 'quarantined' }).quarantined).toHaveLength(1);
    expect(find(any.hexId('zip').slice(0, 8), { tab: 'processing' }).processing).toHaveLength(1);
  });

  test.each(['', 'ab', ' a - b ', '   '])(
    'a text of fewer than three letters, such as "%s", is refused',
    (text) => {
      expect(worklistSearchSchema.safeParse({ text }).success).toBe(false);
    },
  );

  test('no text makes it fail', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const query = worklistSearchSchema.safeParse({ text });
        if (query.success) expect(answerWorklist(worklist, query.data, now).total).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
