import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inlineTexts, usesAtStart } from '../../support/inlineTexts';

const page = path.resolve(__dirname, '../../../src/dashboard');
const files = globSync('**/*.{ts,tsx}', { cwd: page })
  .filter((file) => !file.startsWith('texts/'))
  // The bindings themselves; and a file for other programs, whose columns are named in English.
  .filter((file) => file !== 'language/language.ts' && file !== 'words/csv.ts')
  .sort();

test.each(files)('%s says nothing that is in no catalogue', (file) => {
  expect(inlineTexts(path.join(page, file))).toEqual([]);
  expect(usesAtStart(path.join(page, file))).toEqual([]);
});

describe('a text that was forgotten is found', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'texts-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const fileOf = (source: string) => {
    const file = path.join(folder, 'page.tsx');
    writeFileSync(file, source);
    return file;
  };

  test.each([
    ['<p>all done</p>', 'all done'],
    ['<p>{busy ? <b>waiting</b> : null}</p>', 'waiting'],
    ["<p>{busy ? 'wait' : ''}</p>", 'wait'],
    ['<p>{`of $' + '{count}`}</p>', 'of'],
    ['<button aria-label="Close" />', 'Close'],
    ['<input placeholder={"type here"} />', 'type here'],
    ["announce('Signed.')", 'Signed.'],
    ["[{ title: 'Reason' }]", 'Reason'],
    ["setProblem('It did not work.')", 'It did not work.'],
    ['html`<p>$' + '{count}</p><th>Mean</th>`', 'Mean'],
    ['html`<p class="sub">$' + '{found ? "yes" : ""}</p>`', 'yes'],
    ['html`<nav aria-label="Questions">$' + '{rows}</nav>`', 'Questions'],
    ['html`<nav aria-label="$' + '{"Questions"}">$' + '{rows}</nav>`', 'Questions'],
  ])('%s', (source, text) => {
    expect(inlineTexts(fileOf(`export const a = () => ${source};`))).toEqual([text]);
  });

  test.each([
    '<p class="quiet sub" data-what="An id">{texts.parts.close}</p>',
    "keys.has('Enter') && call('GET /api/studies/{id}')",
    "new Error('no session is known here')",
    'html`<th class="$' + '{isNumber ? "number wide" : ""}" scope="col">$' + '{title}&nbsp;</th>`',
    "<p>{how === 'push' ? texts.a : texts.b}</p>",
  ])('%s is none', (source) => {
    expect(inlineTexts(fileOf(`export const a = () => ${source};`))).toEqual([]);
  });

  test('and so is one that would stay in the language of the start', () => {
    expect(usesAtStart(fileOf('const title = texts.parts.close; const f = () => texts.parts.open;'))).toEqual(
      ['texts'],
    );
  });
});
