import fc from 'fast-check';
import {
  type ImageRecord,
  joinImages,
  studyImageSchema,
  withShadow,
} from '../../../src/domain/study/imageRecord';
import { notAnalysedReasonOf } from '../../../src/domain/study/notAnalysed';
import * as any from '../arbitraries';

const record: fc.Arbitrary<ImageRecord> = any.studyImage.map((image) => ({
  ...image,
  schemaVersion: 1,
  studyId: any.hexId('study'),
  recordedAt: '2026-01-01T00:00:00Z',
}));
const analyses = fc.array(any.analysis, { maxLength: 3 });

describe('what models in shadow said', () => {
  test('is joined in any order and any number of times to the same', () => {
    fc.assert(
      fc.property(record, analyses, analyses, analyses, (image, a, b, c) => {
        const one = withShadow(withShadow(withShadow(image, a), b), c);
        const other = withShadow(withShadow(withShadow(withShadow(image, c), a), b), a);
        expect(other).toEqual(one);
      }),
    );
  });

  test('changes nothing that is shown or ordered by', () => {
    fc.assert(
      fc.property(record, analyses, (image, said) => {
        const { shadow: _, ...rest } = withShadow(image, said);
        expect(rest).toEqual(image);
        expect(notAnalysedReasonOf(withShadow(image, said))).toBe(notAnalysedReasonOf(image));
      }),
    );
  });

  test('does not come into the study, and is not lost when the image comes again', () => {
    fc.assert(
      fc.property(record, record, analyses, (image, again, said) => {
        const known = withShadow(image, said);
        expect(studyImageSchema.parse(known)).not.toHaveProperty('shadow');
        const joined = {
          ...known,
          ...joinImages(studyImageSchema.parse(known), studyImageSchema.parse(again)),
        };
        expect(joined.shadow).toEqual(known.shadow);
      }),
    );
  });
});
