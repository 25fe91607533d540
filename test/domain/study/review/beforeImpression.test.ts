import fc from 'fast-check';
import type { StudyImage } from '../../../../src/domain/study/images/imageRecord';
import { awaitsImpression, withoutFindings } from '../../../../src/domain/study/review/beforeImpression';
import { decideReview } from '../../../../src/domain/study/review/decideReview';
import { giveImpression } from '../../../../src/domain/study/review/giveImpression';
import { type StudyRecord, withReview } from '../../../../src/domain/study/studyRecord';
import { studyViewOf } from '../../../../src/domain/study/view/studyViewOf';
import {
  lineWithoutFindings,
  worklistWithoutFindings,
} from '../../../../src/domain/worklist/beforeImpression';
import { worklistStudyOf } from '../../../../src/domain/worklist/worklist';
import {
  answerWorklist,
  orderWorklist,
  reviewedFilter,
} from '../../../../src/domain/worklist/worklistAnswer';
import * as any from '../../arbitraries';
import { minute, person, plainImage, statStudy, submission, withImage } from '../../studies';

const onlooker = (subject: string, mayReview = true, firstImpression = true) => ({
  subject,
  mayReview,
  firstImpression,
});

function given(study: StudyRecord, subject: string): StudyRecord {
  const request = { studyVersion: study.version, priority: 'routine' as const };
  return (giveImpression(study, request, person(subject), minute(5)) as { study: StudyRecord }).study;
}

const study = statStudy();

describe('findings are kept from', () => {
  test.each([true, false])('whoever may review, and nobody else: %s', (mayReview) => {
    expect(awaitsImpression(study, onlooker('A', mayReview))).toBe(mayReview);
  });

  test('nobody where the site does not want it', () => {
    expect(awaitsImpression(study, onlooker('A', true, false))).toBe(false);
  });

  test('a reviewer until an impression is given: of this version, by this reviewer', () => {
    const said = given(study, 'A');
    expect(awaitsImpression(said, onlooker('A'))).toBe(false);
    expect(awaitsImpression(said, onlooker('B'))).toBe(true);
    expect(awaitsImpression(withImage(said, plainImage('second')), onlooker('A'))).toBe(true);
  });

  test('nobody once the study is reviewed', () => {
    const reviewed = withReview(study, decideReview(study, submission('a', 'B')));
    expect(awaitsImpression(reviewed, onlooker('A'))).toBe(false);
  });
});

describe('what is shown before the impression', () => {
  test('holds no score, label, title or model of any finding', () => {
    fc.assert(
      fc.property(fc.array(any.studyImage, { minLength: 1, maxLength: 4 }), (images) => {
        const whole = images.reduce<StudyRecord | undefined>(
          (known, image) => withImage(known, image),
          undefined,
        ) as StudyRecord;
        const view = studyViewOf(whole, onlooker('A'), minute(1));
        expect(view.awaitsImpression).toBe(true);
        const text = JSON.stringify([
          withoutFindings(whole),
          view,
          lineWithoutFindings(worklistStudyOf(whole)),
        ]);
        for (const word of ['lung-opacity', 'any-abnormality', 'effusion', '"score"', '"model"'])
          expect(text).not.toContain(word);
        const seen = studyViewOf(given(whole, 'A'), onlooker('A'), minute(1));
        expect(seen.images).toEqual(whole.images);
        expect(seen).not.toHaveProperty('awaitsImpression');
      }),
    );
  });
});

describe('the worklist before an impression', () => {
  const telling = (name: string, score: number, view: string): StudyImage => {
    const { unrouted: _, ...image } = plainImage(name);
    const found = { label: 'lung-opacity', title: 'Lung opacity', score, threshold: 0.5, positive: true };
    const model = { id: 'chest', version: '1.0.0', sha256: any.hexId('model') };
    const analysis = {
      outcome: 'analysed' as const,
      model,
      findings: [found],
      preprocessing: '1',
      notes: [],
    };
    return { ...image, view, analyses: [{ ...analysis, tensorSha256: any.hexId('tensor') }] };
  };
  /** Of two images, the higher score in the one that stands second. */
  const twoImages = () => {
    const [first, second] = ['a', 'b'].sort((a, b) => (any.hexId(a) < any.hexId(b) ? -1 : 1)) as [
      string,
      string,
    ];
    return withImage(withImage(undefined, telling(first, 0.6, 'PA')), telling(second, 0.9, 'LATERAL'));
  };

  test('pictures a study by its first image, and another reader by the most telling one', () => {
    const line = worklistStudyOf(twoImages());
    const [first, second] = twoImages().images;
    expect(line).toMatchObject({ keyImageId: second?.imageId, view: 'LATERAL' });
    const hidden = lineWithoutFindings(line);
    expect(hidden).toMatchObject({ keyImageId: first?.imageId, view: 'PA', findings: [] });
    expect(hidden).not.toHaveProperty('plain');
  });

  test('neither shows a study by a finding nor finds it by one; what is reviewed is shown whole', () => {
    const awaiting = worklistStudyOf(twoImages());
    const reviewed = { ...awaiting, studyId: any.hexId('reviewed'), state: 'reviewed' as const };
    const contents = { studies: [awaiting], refusals: [], processing: [], reviewed: new Map() };
    const worklist = worklistWithoutFindings(orderWorklist(contents, 2, Date.parse(minute(1))));
    const query = (text?: string) => ({ tab: 'awaiting' as const, text, limit: 10, offset: 0 });
    const found = (text?: string) => answerWorklist(worklist, query(text), minute(1)).studies;
    expect(found().map(({ findings }) => findings)).toEqual([[]]);
    expect(found('opacity')).toEqual([]);
    expect(found('lateral')).toEqual([]);
    expect(reviewedFilter(query('opacity'), Date.parse(minute(1)))(reviewed)).toBe(true);
  });
});

describe('giving an impression', () => {
  const request = { studyVersion: 1, priority: 'urgent' as const };

  test('is recorded with who and when', () => {
    const { study: said } = giveImpression(study, request, person('A'), minute(5)) as { study: StudyRecord };
    expect(said.impressions).toEqual([
      { subject: 'A', name: 'Dr. A', version: 1, priority: 'urgent', at: minute(5) },
    ]);
    expect(said.revision).toBe(study.revision + 1);
  });

  test('the same once more changes nothing; another one is refused, since by now the findings were shown', () => {
    const said = given(study, 'A');
    expect(giveImpression(said, { ...request, priority: 'routine' }, person('A'), minute(6))).toEqual({
      study: said,
    });
    expect(giveImpression(said, request, person('A'), minute(6))).toEqual({ refusal: 'already-given' });
  });

  test('of a version that is not current, or of a reviewed study, is refused', () => {
    const two = withImage(study, plainImage('second'));
    expect(giveImpression(two, request, person('A'), minute(6))).toEqual({ refusal: 'stale-version' });
    const reviewed = withReview(study, decideReview(study, submission('a', 'B')));
    expect(giveImpression(reviewed, request, person('A'), minute(6))).toEqual({
      refusal: 'already-reviewed',
    });
  });
});

describe('the view of a reopened study', () => {
  test('says on which version the review was made', () => {
    const reviewed = withReview(study, decideReview(study, submission('a', 'B')));
    const reopened = withImage(reviewed, plainImage('second'));
    expect(studyViewOf(reopened, onlooker('A', false), minute(9))).toMatchObject({
      state: 'reopened',
      version: 2,
      reviewedVersion: 1,
      serverTime: minute(9),
      reviews: [{ studyVersion: 1, outcome: 'accepted' }],
    });
    expect(studyViewOf(reviewed, onlooker('A'), minute(9))).not.toHaveProperty('reviewedVersion');
  });
});
