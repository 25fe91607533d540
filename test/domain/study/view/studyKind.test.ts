import { kindOf } from '../../../../src/domain/study/view/studyKind';
import { studyName } from '../../../../src/domain/words/words';
import { study } from '../../../e2e/support/views';

const plain = { studyId: `3f1c2a${'0'.repeat(58)}`, receivedAt: '2026-05-01T10:00:00.000Z' };
const [image] = study().images;
if (image === undefined) throw new Error('expected an image');

test('a study is named by what its pictures show', () => {
  expect(studyName({ ...plain, modality: 'DX', bodyPart: 'CHEST' })).toBe('DX · CHEST');
});

test('a plain picture is named by when it came and a number, so that two of them differ', () => {
  expect(studyName(plain, (at) => at.slice(11, 16))).toBe('Picture 10:00 no. 3f1c2a');
  expect(studyName(plain)).toBe('Picture no. 3f1c2a');
});

test('the objects without a picture do not name a study that has pictures', () => {
  const report = { ...image, modality: 'SR', bodyPart: undefined, frames: 0 };
  const scout = { ...image, modality: 'CT', bodyPart: undefined };
  const pet = { ...image, modality: 'PT', bodyPart: 'WHOLEBODY' };
  expect(kindOf({ images: [scout, scout, pet], objects: [report], setAside: [] })).toEqual({
    modality: 'CT, PT',
    bodyPart: 'WHOLEBODY',
  });
  expect(kindOf({ images: [], objects: [report], setAside: [] })).toMatchObject({ modality: 'SR' });
});
