import fc from 'fast-check';
import { awaitsImpression, lineWithoutFindings, withoutFindings } from '../../src/domain/beforeImpression';
import { decideReview } from '../../src/domain/decideReview';
import { giveImpression } from '../../src/domain/giveImpression';
import { type Role, roles } from '../../src/domain/roles';
import { type StudyRecord, withReview } from '../../src/domain/studyRecord';
import { studyViewOf } from '../../src/domain/studyViewOf';
import { worklistStudyOf } from '../../src/domain/worklist';
import * as any from './arbitraries';
import { minute, person, plainImage, statStudy, submission, withImage } from './studies';

const onlooker = (subject: string, role: Role = 'reviewer', firstImpression = true) => ({
  subject,
  roles: [role],
  firstImpression,
});

function given(study: StudyRecord, subject: string): StudyRecord {
  const request = { studyVersion: study.version, priority: 'routine' as const };
  return (giveImpression(study, request, person(subject), minute(5)) as { study: StudyRecord }).study;
}

const study = statStudy();

describe('findings are kept from', () => {
  test.each(roles)('%s, where that role reviews', (role) => {
    expect(awaitsImpression(study, onlooker('A', role))).toBe(role === 'reviewer');
  });

  test('nobody where the site does not want it', () => {
    expect(awaitsImpression(study, onlooker('A', 'reviewer', false))).toBe(false);
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

describe('giving an impression', () => {
  const request = { studyVersion: 1, priority: 'urgent' as const };

  test('is recorded with who and when', () => {
    const { study: said } = giveImpression(study, request, person('A'), minute(5)) as { study: StudyRecord };
    expect(said.impressions).toEqual([
      { subject: 'A', name: 'Dr. A', signIn: 'development', version: 1, priority: 'urgent', at: minute(5) },
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
    expect(studyViewOf(reopened, onlooker('A', 'auditor'), minute(9))).toMatchObject({
      state: 'reopened',
      version: 2,
      reviewedVersion: 1,
      serverTime: minute(9),
      reviews: [{ studyVersion: 1, outcome: 'accepted' }],
    });
    expect(studyViewOf(reviewed, onlooker('A'), minute(9))).not.toHaveProperty('reviewedVersion');
  });
});
