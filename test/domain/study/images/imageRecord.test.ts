import fc from 'fast-check';
import {
  type ImageRecord,
  joinRecords,
  studyImageSchema,
  withShadow,
} from '../../../../src/domain/study/images/imageRecord';
import { notAnalysedReasonOf } from '../../../../src/domain/study/policy/notAnalysed';
import * as any from '../../arbitraries';

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
        const [x, y, z] = ['x', 'y', 'z'].map((name) => [any.hexId(name)]) as [string[], string[], string[]];
        const one = withShadow(withShadow(withShadow(image, a, x), b, y), c, z);
        const other = withShadow(withShadow(withShadow(withShadow(image, c, z), a, x), b, y), a, x);
        expect(other).toEqual(one);
      }),
    );
  });

  test('changes nothing that is shown or ordered by', () => {
    fc.assert(
      fc.property(record, analyses, (image, said) => {
        const { shadow: _, ...rest } = withShadow(image, said, []);
        expect(rest).toEqual(image);
        expect(notAnalysedReasonOf(withShadow(image, said, []))).toBe(notAnalysedReasonOf(image));
      }),
    );
  });

  test('does not come into the study, and is not lost when the image comes again', () => {
    fc.assert(
      fc.property(record, record, analyses, (image, again, said) => {
        const known = withShadow(image, said, [any.hexId('pictures')]);
        expect(studyImageSchema.parse(known)).not.toHaveProperty('shadow');
        expect(studyImageSchema.parse(known)).not.toHaveProperty('pictures');
        const joined = joinRecords(known, again);
        expect(joined.shadow).toEqual(known.shadow);
        expect(joined.pictures).toEqual(known.pictures);
      }),
    );
  });
});

test('an image stays with the source that it came from first, whatever is sent again', () => {
  fc.assert(
    fc.property(record, record, record, (a, b, c) => {
      const sourceOf = (...images: ImageRecord[]) => images.reduce((x, y) => joinRecords(x, y)).source;
      expect(sourceOf(a, b, c)).toBe(sourceOf(c, b, a));
      expect(sourceOf(a, a)).toBe(a.source);
      const later = { ...b, imageId: a.imageId, receivedAt: '2099-01-01T00:00:00Z' };
      expect(sourceOf(a, later)).toBe(a.source);
    }),
  );
});

test('a record is no longer sent away by a rule once it came where no rule applies', () => {
  fc.assert(
    fc.property(record, (image) => {
      const sent: ImageRecord = { ...image, route: { to: 'prior', rule: 2 } };
      expect(joinRecords(sent, image)).not.toHaveProperty('route');
      expect(joinRecords(image, sent)).not.toHaveProperty('route');
      expect(joinRecords(sent, sent).route).toEqual(sent.route);
    }),
  );
});
