import { explain } from '../../../src/cli/results/explain';
import { byUrgency, resultTable, summary } from '../../../src/cli/results/resultTable';
import { printable, shorten } from '../../../src/cli/terminal/printable';
import { abstained, analysed, quarantined, results } from '../support/results';

type Result = ReturnType<typeof results>[number];

const files = [
  quarantined('broken.dcm', 'truncated', { offset: 512 }),
  ...results(
    { file: 'quiet.png', analyses: [analysed(['lung-opacity', 0.1])] },
    { file: 'ct.dcm', unrouted: 'modality-not-covered' },
    { file: 'two-of-study.dcm', study: 's', analyses: [analysed(['lung-opacity', 0.3])] },
    { file: 'one-of-study.dcm', study: 's', analyses: [analysed(['lung-opacity', 0.96])] },
    { file: 'ordered.dcm', baseline: 'stat', analyses: [analysed(['lung-opacity', 0.6])] },
    { file: 'raised.png', analyses: [analysed(['lung-opacity', 0.7])] },
  ),
];

test('the most urgent comes first, refused files last, not analysed ones in their normal place', () => {
  const order = [...files].sort(byUrgency).map(({ file }) => file);
  expect(order.slice(0, 3).sort()).toEqual(['one-of-study.dcm', 'ordered.dcm', 'two-of-study.dcm']);
  expect(order[3]).toBe('raised.png');
  expect(order.slice(4, 6).sort()).toEqual(['ct.dcm', 'quiet.png']);
  expect(order[6]).toBe('broken.dcm');
});

test.each([
  ['broken.dcm', 'The file ends before its content is complete (offset 512).'],
  ['quiet.png', 'No finding raises it; it stays routine.'],
  [
    'ct.dcm',
    "No model is intended for this image's modality. Correct the attribute at the modality if it is wrong; otherwise add a model for such images. It keeps its place (routine).",
  ],
  ['two-of-study.dcm', 'Another image of its study makes it stat.'],
  ['one-of-study.dcm', 'lung opacity (96 %) makes it stat.'],
  ['ordered.dcm', 'It was ordered as stat.'],
  ['raised.png', 'lung opacity (70 %) makes it urgent.'],
])('%s is explained', (file, words) => {
  const result = files.find((one) => one.file === file);
  expect(result && explain(result)).toBe(words);
});

test.each([80, 100, 160])('the table fits into %i columns and names every file', (width) => {
  const table = resultTable(files, { width, colour: false, describe: (file) => `what ${file} is` });
  const lines = table.split('\n');
  expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
  for (const word of ['stat', 'urgent', 'routine', 'unclassified', 'quarantined'])
    expect(table).toContain(word);
  if (width === 160) for (const { file } of files) expect(table).toContain(file);
});

test('without colour there is no escape in it, with colour there is', () => {
  expect(resultTable(files, { width: 100, colour: false })).not.toContain('\x1b');
  expect(resultTable(files, { width: 100, colour: true })).toContain('\x1b[');
});

test("a file's name cannot command the terminal", () => {
  expect(printable('a\x1b[2Jb\r\nc\u202e.dcm')).toBe('a\ufffd[2Jb\ufffd\ufffdc\ufffd.dcm');
  const evil = { ...quarantined('x\x1b[31m.dcm', 'empty-file') };
  expect(resultTable([evil], { width: 100, colour: false })).not.toContain('\x1b');
});

test('the summary counts outcomes', () => {
  expect(summary(files, 4210)).toBe('7 files in 4.2 s: 5 analysed, 1 not analysed, 1 quarantined.');
  expect(summary([], 10)).toBe('0 files in 0.0 s: none accounted for.');
});

test.each([
  ['scan.dcm', 20, 'scan.dcm'],
  ['/data/of/somebody/scan.dcm', 20, '…/somebody/scan.dcm'],
  ['/data/of/somebody/scan.dcm', 18, '…/scan.dcm'],
  ['a-name-that-is-too-long.dcm', 10, '…-long.dcm'],
  ['/x/a-name-that-is-too-long.dcm', 10, '…-long.dcm'],
])('%s in %i columns reads %s', (text, width, short) => {
  expect(shorten(text, width)).toBe(short);
});

test('a score near its threshold is told to be one, and still raises where it is positive', () => {
  const [near, raised, clear] = results(
    { file: 'near.dcm', analyses: [analysed(['lung-opacity', 0.45])] },
    { file: 'raised.dcm', analyses: [analysed(['lung-opacity', 0.55])] },
    { file: 'clear.dcm', analyses: [analysed(['lung-opacity', 0.7])] },
  ) as [Result, Result, Result];
  const table = (result: Result) => resultTable([result], { width: 120, colour: false });
  expect(table(near)).toMatch(/\? lung opacity 45 %/);
  expect(table(near)).toMatch(/indeterminate/);
  expect(explain(near)).toBe('No finding raises it; it stays routine.');
  expect(table(raised)).toMatch(/! lung opacity 55 %/);
  expect(table(raised)).toMatch(/indeterminate/);
  expect(explain(raised)).toBe('lung opacity (55 %, near the threshold) makes it urgent.');
  expect(table(clear)).not.toMatch(/indeterminate/);
});

test('what a gate took a picture for is told in words', () => {
  const [turned] = results({
    file: 'turned.png',
    analyses: [abstained('picture-turned', 'a chest lying on its side')],
  }) as [Result];
  expect(explain(turned)).toBe(
    'The picture lies on its side or upside down. Rotate it, and send it again. It looks like this: ' +
      'a chest lying on its side. It keeps its place (routine).',
  );
});
