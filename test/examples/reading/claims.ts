import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Something that docs/reading-images.md says about a kind of file: a row of a table, or an item of a list. */
export interface Claim {
  readonly section: string;
  /** The first cell of a row, or the whole item on one line. */
  readonly about: string;
  readonly text: string;
}

/** The sections whose tables and lists are about files and what becomes of them. */
const sections = [
  'What is read',
  'What of a study is read',
  'From stored value to display',
  'The shape of the pixels',
  'What a file may cost',
  'What is refused',
];

/** The lists of this section are about processes, which test/decoder is for. */
const tablesOnly = 'What a file may cost';

export function claims(): Claim[] {
  const page = readFileSync(path.resolve(__dirname, '../../../docs/reading-images.md'), 'utf8');
  return page.split(/^## /m).flatMap((part) => {
    const [section = '', ...lines] = part.split('\n');
    if (!sections.includes(section)) return [];
    const items = section === tablesOnly ? [] : itemsOf(lines);
    return [...rowsOf(lines), ...items].map((claim) => ({ section, ...claim }));
  });
}

function rowsOf(lines: readonly string[]) {
  const isRow = (line: string | undefined) => line?.startsWith('|') === true;
  return lines
    .filter((line, at) => isRow(line) && isRow(lines[at - 1]) && !/^\|[-|]+\|$/.test(line))
    .map((text) => ({ about: text.slice(2, text.indexOf(' | ')), text }));
}

/** Items go on until a line that is not indented. */
function itemsOf(lines: readonly string[]) {
  const items: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (/^(- |\d+\. )/.test(line)) items.push(line.replace(/^\S+ /, ''));
    else if (isOpen && /^ +\S/.test(line)) items.push(`${items.pop()} ${line.trim()}`);
    isOpen = /^(- |\d+\. )/.test(line) || (isOpen && /^ +\S/.test(line));
  }
  return items.map((text) => ({ about: text, text }));
}

/** The words in backquotes that have the form of a code. */
export function codesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)*)`/g)].map(([, code]) => String(code));
}
