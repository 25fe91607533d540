import fc from 'fast-check';
import { isSamePersonName } from '../../../../src/domain/image/samePersonName';
import { joinIdentities } from '../../../../src/domain/study/patient/patient';

test.each([
  ['Muster^Anna^Maria', 'Muster^Anna^Maria^^'],
  ['Muster^Jo', 'Muster ^Jo'],
  [' Muster^ Jo ', 'Muster^Jo^ ^'],
  ['Muster^Jo', 'Muster^Jo=='],
  ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada^Tarou^^=山田^太郎^^^'],
  ['Yamada^Tarou', 'Yamada^Tarou=山田^太郎'],
  ['=山田^太郎', 'Yamada^Tarou=山田^太郎'],
  ['Müller^Jo', 'Mu\u0308ller^Jo'],
])('%j and %j are one name', (a, b) => {
  expect([isSamePersonName(a, b), isSamePersonName(b, a)]).toEqual([true, true]);
});

test.each([
  ['Muster^Anna', 'Muster^Anna^Maria'],
  ['Muster^Anna', 'Muster^^Anna'],
  ['Muster^Anna', 'Muster Anna'],
  ['Muster^Anna Maria', 'Muster^AnnaMaria'],
  ['Yamada^Tarou=山田^太郎', 'Yamada^Tarou=山田^次郎'],
  ['Yamada^Tarou', '=山田^太郎'],
])('%j and %j are two', (a, b) => {
  expect([isSamePersonName(a, b), isSamePersonName(b, a)]).toEqual([false, false]);
});

test('delimiters at the end and spaces around components never make two names of one', () => {
  const component = fc.stringMatching(/^[A-Za-z]{1,8}$/);
  const spaces = fc.stringMatching(/^ {0,2}$/);
  const components = fc.array(component, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      components,
      spaces,
      spaces,
      fc.stringMatching(/^\^{0,4}={0,2}$/),
      (parts, before, after, end) => {
        const written = parts.map((part) => before + part + after).join('^') + end;
        expect(isSamePersonName(parts.join('^'), written)).toBe(true);
      },
    ),
  );
});

test('every image is compared with every other one', () => {
  const names = ['Yamada^Tarou', 'Yamada^Tarou=山田^太郎', 'Yamada^Tarou=山田^次郎'];
  const of = (...some: string[]) => joinIdentities(some.map((patientName) => ({ patientName })));
  expect(of(...names)).toEqual({ identity: { patientName: names[0] }, contradicting: ['patientName'] });
  expect(of(...names.slice(0, 2)).contradicting).toEqual([]);
  expect(of('^^', 'Muster^Jo')).toEqual({ identity: { patientName: 'Muster^Jo' }, contradicting: [] });
});
