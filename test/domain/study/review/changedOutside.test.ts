import { sealedObjects, sealedSubjectOf } from '../../../../src/domain/kernel/sealing/sealedObject';
import {
  isChangedOutside,
  withChanged,
  withMended,
} from '../../../../src/domain/study/review/changedOutside';
import { submitReview } from '../../../../src/domain/study/review/decideReview';
import { giveImpression } from '../../../../src/domain/study/review/giveImpression';
import { mergeIntoStudy, studyRecordSchema } from '../../../../src/domain/study/studyRecord';
import { explainRank } from '../../../../src/domain/worklist/explainRank';
import { markedRow, type ReviewedRow, removedRow, studyRows } from '../../../../src/domain/worklist/indexRow';
import { worklistStudyOf } from '../../../../src/domain/worklist/worklist';
import { orderWorklist } from '../../../../src/domain/worklist/worklistAnswer';
import { hexId } from '../../arbitraries';
import { minute, person, plainImage, policy, statStudy, submission, withImage } from '../../studies';

const onlooker = { mayReview: true, firstImpression: false };
const changed = { object: 'pixels', container: 'images', blob: 'x/pixels', at: minute(5) } as const;
const other = { ...changed, object: 'pictures', blob: 'x/pictures/y' } as const;
const request = { decision: 'accept', studyVersion: 1 } as const;

function reviewed() {
  const submitted = submitReview(statStudy(), submission('one', 'A', request), onlooker);
  if (submitted.refusal !== undefined) throw new Error(submitted.refusal);
  return submitted.study;
}

test('a blob is on record once, and off it when it is mended', () => {
  const study = statStudy();
  const once = withChanged(study, changed);
  expect([once.revision, isChangedOutside(once)]).toEqual([study.revision + 1, true]);
  expect(withChanged(once, { ...changed, at: minute(9) })).toBe(once);
  const twice = withChanged(once, other);
  expect(withMended(twice, [])).toBe(twice);
  expect(withMended(twice, [changed]).changedOutside).toEqual([other]);
  const mended = withMended(twice, [changed, other]);
  expect(mended).toEqual({ ...study, revision: twice.revision + 1 });
  expect(isChangedOutside(studyRecordSchema.parse(mended))).toBe(false);
});

test('it cannot be signed, nor can a first impression be given of it; what was signed before stands', () => {
  const study = withChanged(statStudy(), changed);
  expect(submitReview(study, submission('one', 'A', request), onlooker)).toEqual({
    refusal: 'changed-outside',
  });
  expect(giveImpression(study, { studyVersion: 1, priority: 'stat' }, person('A'), minute(1))).toEqual({
    refusal: 'changed-outside',
  });
  const signed = withChanged(reviewed(), changed);
  expect(submitReview(signed, submission('one', 'A', request), onlooker)).toEqual({ study: signed });
});

test('a late image leaves it as it is', () => {
  const study = withChanged(statStudy(), changed);
  expect(withImage(study, plainImage('late')).changedOutside).toEqual([changed]);
  expect(mergeIntoStudy(study, study.studyId, study.images, policy, minute(1))).toBe(study);
});

test('it is read first, also if it was reviewed, and the rank says why', () => {
  const study = { ...withChanged(reviewed(), changed), studyId: hexId('changed') };
  const line = worklistStudyOf(study);
  expect(line).toMatchObject({ changedOutside: true, place: 'stat', state: 'reopened' });
  const { awaiting, reviewed: done } = orderWorklist(
    { studies: [line], refusals: [], processing: [], reviewed: new Map() },
    2,
    0,
  );
  expect([awaiting.length, done]).toEqual([1, 0]);
  expect(explainRank(study, [], { waitingCap: 2, now: 0 }).because[0]).toContain('changed outside the app');
});

test('a row whose record was changed keeps what it said, but is no longer reviewed', () => {
  const { row: known } = studyRows(reviewed(), []).reviewed as ReviewedRow;
  const row = markedRow(statStudy().studyId, known, minute(1));
  expect(JSON.parse(row.line)).toEqual({
    ...JSON.parse(known.line),
    changedOutside: true,
    place: 'stat',
    state: 'reopened',
  });
  expect(row).toMatchObject({ revision: known.revision, feedback: known.feedback, record: '' });
  expect(markedRow(statStudy().studyId, row, minute(1)).line).toBe(row.line);
  const unknown = JSON.parse(markedRow(hexId('gone'), removedRow, minute(1)).line);
  expect(unknown).toMatchObject({
    studyId: hexId('gone'),
    changedOutside: true,
    state: 'awaiting',
    place: 'stat',
  });
});

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];

test.each([
  [`arrivals/${a}.json`, { object: 'arrival', arrivalId: a }],
  [`arrivals/exports/${a}.json`, { object: 'export', arrivalId: a }],
  [`arrivals/exports/${a}/12.json`, { object: 'export', arrivalId: a }],
  [`identity/${a}/${b}/${a}/${b}.json`, { object: 'identity', studyId: a, imageId: b }],
  [`identity/${a}/${b}/${a}/unnamed.json`, { object: 'identity', studyId: a, imageId: b }],
  [`identity/${a}/salt.json`, { object: 'salt', studyId: a }],
  [`identity/patients/${b}/${a}`, { object: 'patient-link', studyId: a }],
  [`images/${a}/image.json`, { object: 'image', imageId: a }],
  [`images/${a}/pixels`, { object: 'pixels', imageId: a }],
  [`images/${a}/codestream`, { object: 'codestream', imageId: a }],
  [`images/${a}/full`, { object: 'full-picture', imageId: a }],
  [`images/${a}/picture-3.png`, { object: 'picture', imageId: a }],
  [`images/${a}/pictures/${b}`, { object: 'pictures', imageId: a }],
  [`images/${a}/attributes.json`, { object: 'attributes', imageId: a }],
  [`results/images/${a}.json`, { object: 'image-result', imageId: a }],
  [`results/studies/${a}.json`, { object: 'study', studyId: a }],
  [`results/studies/${a}/v12.json`, { object: 'study-version', studyId: a }],
  [`results/arrivals/${a}.json`, { object: 'outcome', arrivalId: a }],
  [`quarantine/${a}/refusal.json`, { object: 'refusal', arrivalId: a }],
  ['images/elsewhere', { object: 'other' }],
])('%s', (place, subject) => {
  const [container = '', ...name] = place.split('/');
  expect(sealedSubjectOf(container, name.join('/'))).toEqual(subject);
  expect(sealedObjects).toContain(subject.object);
});
