import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { worklistCsv } from '../../../src/dashboard/words/csv';
import { csvCell } from '../../../src/domain/words/csvCell';
import { line } from '../../e2e/support/views';

describe('cells of an exported worklist', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '|calc',
    '%x',
    '＝1',
    '＋1',
    '－1',
    '＠a',
  ])('%j is text to a spreadsheet', (text) => {
    const [[cell]] = parse(csvCell(text), { relax_column_count: true }) as [[string]];
    expect(cell).toBe(`'${text}`);
  });

  test('what is harmless stays as it is', () => {
    expect(csvCell('CHEST')).toBe('CHEST');
    expect(csvCell(-4)).toBe('-4');
    expect(csvCell(undefined)).toBe('');
  });

  test('every text comes back as it was, or with an apostrophe before it, and begins nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const [[cell]] = parse(`${csvCell(text)},x`, { relax_column_count: true }) as [[string, string]];
        const kept = text.replaceAll('\u0000', '');
        expect([kept, `'${kept}`]).toContain(cell);
        expect(cell).not.toMatch(/^\s*[=+\-@|%]/);
      }),
    );
  });

  test('a worklist becomes one row for each study under a head', () => {
    const rows = parse(worklistCsv([line(1), line(2, { bodyPart: '=cmd' })]), { columns: true }) as Record<
      string,
      string
    >[];
    expect(rows.map((row) => [row.rank, row.priority, row['body part'], row.findings])).toEqual([
      ['1', 'urgent', 'CHEST', 'Lung opacity 0.820 (above the threshold)'],
      ['2', 'urgent', "'=cmd", 'Lung opacity 0.820 (above the threshold)'],
    ]);
  });
});
