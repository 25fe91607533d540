import { declareIn, texts } from '../../src/cli/language/declared';
import { german } from '../../src/cli/language/texts/de/german';
import { english } from '../../src/cli/language/texts/en/english';
import { simplifiedChinese } from '../../src/cli/language/texts/zh/simplifiedChinese';
import { wantedLanguages } from '../../src/cli/language/wantedLanguages';
import { createProgram } from '../../src/cli/program';
import { languageFor, languages } from '../../src/domain/kernel/languages';

afterEach(() => declareIn('en'));

test.each([
  [{ TRIAGE_LANGUAGE: 'de', LANG: 'en_US.UTF-8' }, 'de'],
  [{ LANG: 'de_AT.UTF-8' }, 'de'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-Hans'],
  [{ LANG: 'zh_TW.UTF-8' }, 'en'],
  [{ LANG: 'de_DE@euro', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8', LANGUAGE: 'fr:de:en' }, 'de'],
  [{ LANG: 'C.UTF-8', LANGUAGE: 'de' }, 'en'],
  [{ LANG: 'not a locale!' }, 'en'],
  [{}, 'en'],
])('%j is read in %s', (environment, language) => {
  expect(languageFor(wantedLanguages(environment))).toBe(language);
});

/** Each text with its place in the catalogue; a function is called with values that can be found again. */
function leaves(value: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof value === 'string') return [[path.join('.'), value]];
  if (typeof value === 'function') return [[path.join('.'), value('«1»', '«2»', '«3»')]];
  return Object.entries(value as object).flatMap(([key, one]) => leaves(one, [...path, key]));
}

const translated = { de: german, 'zh-Hans': simplifiedChinese };

describe.each(Object.entries(translated))('%s', (_, catalogue) => {
  const other = new Map(leaves(catalogue));

  test('has every text that English has, and no other', () => {
    expect([...other.keys()].sort()).toEqual(
      leaves(english)
        .map(([path]) => path)
        .sort(),
    );
  });

  test.each(leaves(english))('%s is said, and with the same names and values', (path, text) => {
    const said = other.get(path) ?? '';
    expect(said.trim()).not.toBe('');
    // Options, files, settings, standards and values are called the same in every language.
    const named =
      /--[a-z][a-z-]+|«\d»|<[a-z|]+>|docs\/[a-z-]+\.md|TRIAGE_[A-Z_]+|AzureWebJobsStorage|[a-z]+\.(?:json|html|csv)/g;
    const names = (one: string) => [...new Set(one.match(named))].sort();
    expect(names(said)).toEqual(names(text));
  });

  test('says almost nothing in English', () => {
    // Single words can be the same: Version, Checkpoints, AUC.
    const sentence = /\p{L}{3,},? \p{L}{3,}/u;
    const same = leaves(english).filter(([path, text]) => other.get(path) === text && sentence.test(text));
    // Values that are typed as they are.
    expect(same.map(([path]) => path)).toEqual(catalogue === german ? ['help.files.find.state'] : []);
  });
});

test.each(languages)('every command and option is explained in %s', async (language) => {
  await declareIn(language);
  const commands = createProgram().commands.flatMap((command) => [command, ...command.commands]);
  expect(commands.length).toBeGreaterThan(40);
  for (const command of commands) {
    expect(command.description()).not.toBe('');
    for (const { description } of [...command.options, ...command.registeredArguments])
      expect(leaves(texts).some(([, text]) => text === description || text.includes('«1»'))).toBe(true);
  }
});

test('help is in the language of the person, titles too', async () => {
  await declareIn('de');
  const help = createProgram()
    .commands.find((command) => command.name() === 'status')
    ?.helpInformation();
  expect(help).toContain('Aufruf:');
  expect(help).toContain('Optionen:');
  expect(help).not.toMatch(/Usage|Options|display|say /);
});
