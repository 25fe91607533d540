import { askedQuestions } from '../../../src/inference/evaluation/askedQuestions';
import { readLabelledList } from '../../../src/inference/evaluation/lists/labelledList';
import { parseListDescription } from '../../../src/inference/evaluation/lists/listDescription';
import { parseAsk } from '../../../src/inference/evaluation/parseAsk';
import { truthOf } from '../../../src/inference/evaluation/question';
import { divisionBy } from '../../../src/inference/evaluation/subgroups';
import type { ModelLabel } from '../../../src/inference/manifest/manifest';

const list = (text: string, named = {}) => readLabelledList(Buffer.from(text), named);
const labels = [{ name: 'lung-opacity' }, { name: 'edema' }] as ModelLabel[];

describe('a labelled list', () => {
  test('is a CSV file: quotation marks, line breaks in fields, a byte order mark, CRLF', () => {
    const { files } = list('\ufefffile,class\r\n"a, b.dcm","two\nlines"\r\nc.png, x \r\n');
    expect(files.map(({ file, cells }) => [file, cells.get('class')])).toEqual([
      ['a, b.dcm', 'two\nlines'],
      ['c.png', 'x'],
    ]);
  });

  test.each([';', '\t'])('may be separated by %j, as spreadsheets write it', (separator) => {
    const { columns } = list(`path${separator}"a,b"\n1.dcm${separator}2\n`);
    expect(columns).toEqual(['path', 'a,b']);
  });

  test('knows patients and hashes', () => {
    const hash = 'A'.repeat(64);
    const [first, second] = list(`file,patient,sha256\na,p1,${hash}\nb,,\n`).files;
    expect(first).toMatchObject({ patient: 'p1', sha256: 'a'.repeat(64) });
    expect(second).toMatchObject({ file: 'b', line: 3 });
    expect(second).not.toHaveProperty('patient');
    expect(list('x,who\na,p1\n', { file: 'x', patient: 'who' }).files[0]).toMatchObject({
      file: 'a',
      patient: 'p1',
    });
  });

  test.each([
    ['', 'The list is empty'],
    ['file,a\n', 'no rows'],
    ['name,a\nx,1\n', 'no column "file" or "path" (only "name", "a")'],
    ['file,a\nx\n', 'Line 2 of the list: it has not as many fields as the header'],
    ['file,a\n"x,1\n', 'quotation marks'],
    ['file,file\nx,1\n', 'columns of the same name: "file"'],
    ['file,\nx,1\n', 'without a name'],
    ['file,a\n,1\n', 'Line 2 of the list names no file'],
    ['file,a\nx,1\ny,1\nx,0\n', 'Lines 2 and 4 of the list name the same file'],
    ['file,sha256\nx,abc\n', 'does not hold 64 hex digits'],
  ])('%j is refused with the reason', (text, reason) => {
    expect(() => list(text)).toThrow(reason);
  });

  test('of another encoding is refused, and a column that is not there', () => {
    expect(() => readLabelledList(Uint8Array.from([0x66, 0xff, 0x0a]))).toThrow('not UTF-8');
    expect(() => list('file\nx\n', { patient: 'who' })).toThrow('no column "who", only "file"');
  });

  test('what is wrong in a line is told without quoting the line', () => {
    let message = '';
    try {
      list('file,name\nx,"Doe^Jane" y\n');
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('Line 2');
    expect(message).not.toContain('Doe');
  });
});

describe('--ask', () => {
  test.each([
    [
      'lung-opacity: rsna_class = Lung Opacity vs Normal',
      { positive: ['Lung Opacity'], negative: ['Normal'] },
    ],
    ['lung-opacity:rsna_class=A|B vs C | D', { positive: ['A', 'B'], negative: ['C', 'D'] }],
    ['lung-opacity: rsna_class = A', { positive: ['A'], negative: 'others' }],
    ['lung-opacity: rsna_class = * vs Normal', { positive: 'others', negative: ['Normal'] }],
    ['lung-opacity: rsna_class has Mass', { positive: ['Mass'], negative: 'others', separator: '|' }],
  ])('%s', (text, expected) => {
    expect(parseAsk(text)).toEqual({ label: 'lung-opacity', column: 'rsna_class', ...expected });
  });

  test.each(['lung-opacity', 'a b: c = d', 'a: c', 'a: c = d vs e vs f', 'a: c = d |', 'a: c = *'])(
    '%s is refused with an example',
    (text) =>
      expect(() => parseAsk(text)).toThrow('such as "lung-opacity: rsna_class = Lung Opacity vs Normal"'),
  );

  test('what is neither positive nor negative is not asked about', () => {
    const versus = parseAsk('l: c = A vs B');
    expect(['A', 'B', 'C', '', undefined].map((cell) => truthOf(versus, cell))).toEqual([
      true,
      false,
      undefined,
      undefined,
      undefined,
    ]);
    const others = parseAsk('l: c = A');
    expect(['A', 'C', ''].map((cell) => truthOf(others, cell))).toEqual([true, false, undefined]);
    const several = parseAsk('l: c has A vs B');
    expect(['A|B', 'x|A', 'x|B', 'AB'].map((cell) => truthOf(several, cell))).toEqual([
      true,
      true,
      false,
      undefined,
    ]);
  });
});

describe('the questions of a list', () => {
  test('are its columns that are called like labels, where none was asked', () => {
    const asked = askedQuestions([], labels, list('file,edema,lung-opacity\na,1,\nb,,0\n'));
    expect(asked.map(({ label, positive, negative }) => [label, positive, negative])).toEqual([
      ['lung-opacity', ['1'], ['0']],
      ['edema', ['1'], ['0']],
    ]);
  });

  test.each([
    ['edema: c = A', 'file,d\na,A\n', 'no column "c"'],
    ['mass: c = A', 'file,c\na,A\n', 'no label "mass", only "lung-opacity", "edema"'],
    [
      'edema: c = A vs Nomal',
      'file,c\na,A\nb,Normal\n',
      'No file has "Nomal" in the column "c", only "A", "Normal"',
    ],
    ['edema: c = * vs A', 'file,c,d\na,,1\n', 'No file has "A"'],
  ])('%s is refused where the list cannot answer it', (ask, text, reason) => {
    expect(() => askedQuestions([parseAsk(ask)], labels, list(text))).toThrow(reason);
  });

  test('are refused where no column fits, one holds something else, or nothing', () => {
    expect(() => askedQuestions([], labels, list('file,x\na,1\n'))).toThrow('say what is true with --ask');
    expect(() => askedQuestions([], labels, list('file,edema\na,1\nb,yes\n'))).toThrow(
      'Line 3 of the list: expected 1, 0 or nothing',
    );
    expect(() => askedQuestions([], labels, list('file,edema,x\na,,1\n'))).toThrow(
      'says nothing about "edema"',
    );
  });
});

describe('sub-groups', () => {
  const groups = (column: string, values: readonly string[]) => {
    const division = divisionBy(
      column,
      list(`file,${column}\n${values.map((value, i) => `f${i},${value}\n`).join('')}`),
    );
    return { names: division.groups, of: (value: string) => division.groupOf(new Map([[column, value]])) };
  };

  test('are the values of a column, or bands of ages', () => {
    expect(groups('view', ['PA', 'AP', '', 'PA']).names).toEqual(['AP', 'PA']);
    const ages = groups('age', ['0.5', '1', '5', '17', '18', '59', '60', '79', '80', '99', '']);
    expect(ages.names).toEqual([
      '0 to under 1',
      '1 to under 6',
      '6 to under 18',
      '18 to under 40',
      '40 to under 60',
      '60 to under 80',
      '80 and over',
    ]);
    expect(['0.9', '17', '18', '80', ''].map(ages.of)).toEqual([
      '0 to under 1',
      '6 to under 18',
      '18 to under 40',
      '80 and over',
      undefined,
    ]);
  });

  test('of other numbers are quarters', () => {
    const kilovolts = groups('kv', ['60', '70', '80', '90', '100', '110', '120', '130']);
    expect(kilovolts.names).toEqual(['60 to under 70', '70 to under 90', '90 to under 110', '110 and over']);
  });

  test('are refused where a column names everybody', () => {
    const names = Array.from({ length: 21 }, (_, i) => `patient-${i}`);
    expect(() => groups('who', names)).toThrow('"who" has 21 different values');
    expect(() => divisionBy('x', list('file\na\n'))).toThrow('no column "x"');
  });
});

test('a questions file that is wrong says where', () => {
  expect(() =>
    parseListDescription('{"questions": [{"label": "a", "column": "c", "positive": []}]}'),
  ).toThrow(/questions\.0\.positive/);
  expect(() => parseListDescription('{"role": "final"}')).toThrow(/role/);
  expect(() => parseListDescription('{')).toThrow('not JSON');
});
