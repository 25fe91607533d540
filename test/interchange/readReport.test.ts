import { readReport } from '../../src/interchange/dicom/readReport';
import { structuredReport } from '../../src/interchange/dicom/structuredReport';
import { sampleReport, sampleReview } from './sampleReport';

test('a report is read from its file as a person reads it', async () => {
  const lines = await readReport(structuredReport(sampleReport(sampleReview)).file);
  const text = lines.map(
    ({ depth, name, value }) => `${depth} ${name}${value === undefined ? '' : `: ${value}`}`,
  );
  expect(text[0]).toBe('0 Imaging Measurement Report');
  expect(text).toContainEqual(expect.stringMatching(/^\d Person Observer Name: Rita Reader$/));
  expect(text).toContainEqual(expect.stringMatching(/: 91\.23\d* (?:%|percent|Percent)$/));
  expect(lines.filter(({ value }) => value === 'Present')).toHaveLength(1);
  expect(lines.every(({ name }) => name !== '')).toBe(true);
});
