import fc from 'fast-check';
import { Macs } from '../../../../src/domain/kernel/sealing/macs';
import { termKey } from '../../../../src/domain/study/patient/patientTermKey';
import { foldText, patientTerms, wantedTerms } from '../../../../src/domain/study/patient/patientTerms';
import { testSiteKey } from '../../../support/siteSecret';

test.each([
  ['MÜLLER', 'muller'],
  ['Straße', 'strasse'],
  ['Łukasiewicz', 'lukasiewicz'],
  ['Ångström Æ', 'angstrom ae'],
  ['ｶﾞﾀﾅ', 'がたな'],
  ['김', '김'],
])('%s is folded to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('が is not か', () => {
  expect(foldText('が')).not.toBe(foldText('か'));
});

const word = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ山田太郎やまだ0-9]{1,12}$/);

test('any beginning of any component finds its study, whatever its case', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), (words, at, length) => {
      const chosen = words[at % words.length] as string;
      const letters = [...chosen];
      const start = letters.slice(0, 1 + (length % letters.length)).join('');
      const terms = patientTerms({ patientName: words.join('^') });
      for (const typed of [start, start.toLowerCase()])
        expect(
          wantedTerms(typed).some((wanted) =>
            wanted.every(({ term }) => terms.some((held) => held.startsWith(term))),
          ),
        ).toBe(true);
    }),
  );
});

test('what stands for a beginning is the beginning of what stands for the whole, and nothing else is', () => {
  const macs = new Macs(testSiteKey);
  fc.assert(
    fc.property(word, word, (a, b) => {
      const [x, y] = [foldText(a), foldText(b)];
      expect(termKey(macs, x + y).startsWith(termKey(macs, x))).toBe(true);
      expect(termKey(macs, x) === termKey(macs, y)).toBe(x === y);
    }),
    { numRuns: 50 },
  );
});
