import { speak } from '../../../src/dashboard/language/language';
import { ageText, sexAndAge } from '../../../src/dashboard/words/patientText';
import { dicomDate, personName } from '../../../src/dashboard/words/personName';

afterAll(() => speak('en'));

test('in Chinese a name in Chinese characters stands first, and in one', async () => {
  await speak('zh-Hans');
  expect(personName('Wang^XiaoDong=王^小东')).toEqual({ name: '王小东', others: ['Wang, XiaoDong'] });
  expect(personName('Wang^XiaoDong')).toEqual({ name: 'Wang, XiaoDong', others: [] });
  expect(sexAndAge({ patientSex: 'F', patientAge: '052Y' })).toBe('女，52岁');
});

test('in German days and ages are German', async () => {
  await speak('de');
  expect(dicomDate('20260301')).toBe('01.03.2026');
  expect(ageText({ patientAge: '003M' })).toBe('3 Mon.');
});
