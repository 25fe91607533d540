import { languageFor } from '../../../src/domain/kernel/languages';

test.each([
  [[], 'en'],
  [['de-AT', 'en'], 'de'],
  [['fr', 'de-CH'], 'de'],
  [['zh'], 'zh-Hans'],
  [['zh-CN', 'en'], 'zh-Hans'],
  [['zh-SG'], 'zh-Hans'],
  // Traditional characters are another script.
  [['zh-TW', 'de'], 'de'],
  [['', 'not a tag', 'en-US', 'de'], 'en'],
] as const)('of %j it is %s', (wanted, language) => {
  expect(languageFor(wanted)).toBe(language);
});
