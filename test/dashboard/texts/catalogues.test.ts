import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { german } from '../../../src/dashboard/texts/de/german';
import { english as englishTexts, type Spoken } from '../../../src/dashboard/texts/en/english';
import { chinese } from '../../../src/dashboard/texts/zh/chinese';
import { english as englishWords } from '../../../src/domain/words/en/english';

const english: Spoken = { texts: englishTexts, words: englishWords };

type Said = string | Readonly<Record<string, string>>;
type Text = string | ((...values: readonly unknown[]) => Said);

/** Every text by its path. */
function textsOf(catalogue: unknown, at: readonly string[] = []): [string, Text][] {
  if (typeof catalogue === 'string' || typeof catalogue === 'function')
    return [[at.join('.'), catalogue as Text]];
  if (catalogue === null || typeof catalogue !== 'object') return [];
  return Object.entries(catalogue).flatMap(([key, part]) => textsOf(part, [...at, key]));
}

const values = ['⟦0⟧', '⟦1⟧', '⟦2⟧', '⟦3⟧', '⟦4⟧'];

/** The text, with signs for its values; undefined where it needs values of a certain kind. */
function said(text: Text): string | undefined {
  if (typeof text === 'string') return text;
  try {
    const found = text(...values);
    return typeof found === 'string' ? found : Object.values(found).join(' ');
  } catch {
    return undefined;
  }
}

/** What of a text is filled in: values and slots. */
function filledIn(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : [...new Set(text.match(/⟦\d⟧|\{\w+\}/g))].sort();
}

const languages = { chinese, german } as const;

describe.each(Object.entries(languages))('%s', (_, spoken) => {
  const texts = new Map(textsOf(spoken));
  const originals = textsOf(english);

  test('has every text that English has, and no other', () => {
    expect([...texts.keys()].sort()).toEqual(originals.map(([key]) => key).sort());
  });

  test('leaves none empty', () => {
    const empty = originals.filter(
      ([key, text]) => said(text)?.trim() !== '' && said(texts.get(key) ?? '')?.trim() === '',
    );
    // Chinese sets no space between sentences.
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test('fills in the same values and slots', () => {
    const pageTexts = originals.filter(([key]) => key.startsWith('texts.'));
    const filled = (of: (key: string, text: Text) => Text | undefined) =>
      Object.fromEntries(pageTexts.map(([key, text]) => [key, filledIn(said(of(key, text) ?? ''))]));
    expect(filled((key) => texts.get(key))).toEqual(filled((_key, text) => text));
  });
});

/** Names, signs, and attributes as DICOM names them. */
const sameEverywhere = /^(Webhook|.* · Imaging Triage|“\{comment\}”|[\W\d_]*|⟦.*|.* \(\d{4},\d{4}\))$/u;
/** Requests are refused by the API, which is English; values and meanings need what they are of. */
const notHere = /^words\.(faults\.|values\.|meaning$)/;

test('no English is left over in Chinese', () => {
  const left = textsOf(chinese)
    .filter(([key]) => !notHere.test(key))
    .map(([key, text]) => [key, said(text)] as const)
    .filter(([, text]) => text !== undefined && !/\p{Script=Han}/u.test(text) && !sameEverywhere.test(text));
  expect(left).toEqual([]);
});

test('no sentence of German is the English one', () => {
  const originals = new Map(textsOf(english));
  const left = textsOf(german)
    .filter(([key]) => !notHere.test(key))
    .map(([key, text]) => [key, said(text), said(originals.get(key) ?? '')] as const)
    .filter(([, text = '', original]) => text === original && /\p{L}{3,} \p{L}{3,}/u.test(text))
    .filter(([, text = '']) => !sameEverywhere.test(text));
  expect(left).toEqual([]);
});

test('numbers and days are those of the language', () => {
  const told = [english, chinese, german].map(({ words }) => [
    words.values.day('2026-03-01'),
    words.values.number(1234.5, 1),
    words.values.fileSize(2_500_000),
    words.values.elapsed(4_230),
  ]);
  expect(told).toEqual([
    ['2026-03-01', '1234.5', '2.5 MB', '4.2 s'],
    ['2026-03-01', '1234.5', '2.5 MB', '4.2秒'],
    ['01.03.2026', '1234,5', '2,5 MB', '4,2 s'],
  ]);
});

test('what is said of nobody having analysed an image is nowhere that it is normal', () => {
  const spoken = [englishTexts.study, chinese.texts.study, german.texts.study];
  expect(spoken.map(({ findings }) => [findings.notAnalysed, findings.notNormal])).toEqual([
    ['Not analysed.', 'Not analysed does not mean normal.'],
    ['未分析。', '未分析不等于正常。'],
    ['Nicht analysiert.', 'Nicht analysiert heißt nicht unauffällig.'],
  ]);
});

test('only what a person reads here is in another language: the API, logs and records are English', () => {
  const root = path.resolve(__dirname, '../../../src');
  const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !/^(dashboard|cli|domain\/words|functions\/http\/signInPage)\//.test(file),
  );
  const others = files.filter((file) =>
    /words\/(zh|de)\/|(dashboard|cli)\/(texts|language)\//.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(others).toEqual([]);
});
