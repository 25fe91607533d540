import { explain } from '../../../src/cli/results/explain';
import type { FileResult } from '../../../src/cli/results/fileResult';
import { resultLineOf, resultLineSchema } from '../../../src/cli/results/resultLine';
import { abstained, analysed, quarantined, results } from '../support/results';

test('an analysed image: its own findings, the highest first, and the priority of its study', () => {
  const [mild] = results(
    { file: 'a.dcm', study: 's', analyses: [analysed(['effusion', 0.2], ['lung-opacity', 0.6])] },
    { file: 'b.dcm', study: 's', analyses: [analysed(['lung-opacity', 0.95])] },
  );
  const line = resultLineOf(mild as NonNullable<typeof mild>);
  expect(line).toEqual({
    file: 'a.dcm',
    outcome: 'analysed',
    reason: null,
    imageId: mild?.outcome.imageId,
    studyId: mild?.outcome.studyId,
    number: mild?.study.images.findIndex(({ imageId }) => imageId === mild.outcome.imageId) + 1,
    priority: 'stat',
    findings: [
      {
        label: 'lung-opacity',
        score: 0.6,
        positive: true,
        indeterminate: true,
        model: 'chest',
        version: '1.0.0',
      },
      {
        label: 'effusion',
        score: 0.2,
        positive: false,
        indeterminate: false,
        model: 'chest',
        version: '1.0.0',
      },
    ],
    abstained: [],
    notes: [],
    milliseconds: 1234,
  });
  expect(resultLineSchema.parse(line)).toEqual(line);
});

test('an image that no model looked at has no findings, a reason, and is unclassified', () => {
  const [image] = results({ file: 'ct.dcm', unrouted: 'modality-not-covered' });
  const line = resultLineOf(image as NonNullable<typeof image>);
  expect(line).toMatchObject({
    outcome: 'not-analysed',
    reason: 'modality-not-covered',
    priority: 'unclassified',
    findings: [],
  });
});

test('a refused file has every key, null where it does not apply', () => {
  expect(resultLineOf(quarantined('x.txt', 'not-an-image'))).toEqual({
    file: 'x.txt',
    outcome: 'quarantined',
    reason: 'not-an-image',
    imageId: null,
    studyId: null,
    number: null,
    priority: null,
    findings: [],
    abstained: [],
    notes: [],
    milliseconds: 15,
  });
});

const counts = { files: 5, members: 2, skipped: { index: 1, 'not-in-index': 2 }, missing: 0 } as const;
const unpacked = {
  file: 'cd.zip',
  milliseconds: 3,
  outcome: {
    schemaVersion: 1,
    arrivalId: 'a',
    outcome: 'unpacked',
    ...counts,
    finishedAt: '2026-03-01T08:00:00.000Z',
  },
} as const;

test('an export has a line of its own, and says that files are missing', () => {
  const nothing = {
    imageId: null,
    studyId: null,
    number: null,
    priority: null,
    findings: [],
    abstained: [],
    notes: [],
    milliseconds: 3,
  };
  expect(resultLineOf(unpacked)).toEqual({ file: 'cd.zip', outcome: 'unpacked', reason: null, ...nothing });
  const incomplete = { ...unpacked, outcome: { ...unpacked.outcome, missing: 3 } };
  expect(resultLineSchema.parse(resultLineOf(incomplete))).toMatchObject({ reason: 'missing-files' });
});

test('an export in words', () => {
  expect(explain(unpacked)).toBe('It contains 2 files. Left out: its DICOMDIR, 2 files of a viewer.');
  const other = { ...unpacked.outcome, members: 1, skipped: { link: 1, 'system-file': 3 }, missing: 1 };
  expect(explain({ ...unpacked, outcome: { ...other, indexProblem: 'truncated' } })).toBe(
    'It contains 1 file. Left out: 3 files of an operating system, 1 link. 1 file named in its DICOMDIR is missing. Its DICOMDIR could not be read (truncated).',
  );
});

test('a model that kept to itself is named with its reason, beside one that spoke', () => {
  const other = {
    ...abstained('not-the-right-picture'),
    model: { id: 'other', version: '2.0.0', sha256: 'dd' },
  };
  const [image] = results({ file: 'a.dcm', analyses: [analysed(['lung-opacity', 0.2]), other] });
  const line = resultLineOf(image as NonNullable<typeof image>);
  expect(line).toMatchObject({ outcome: 'analysed', reason: null });
  expect(line.abstained).toEqual([{ model: 'other', version: '2.0.0', reason: 'not-the-right-picture' }]);
});

test('what makes scores doubtful is told in words: of every note in a line, of all but the harmless one in the table', () => {
  const noted = { ...analysed(['lung-opacity', 0.2]), notes: ['padded', 'gate-unsure'] };
  const [image] = results({ file: 'a.dcm', analyses: [noted] }) as [FileResult];
  const line = resultLineSchema.parse(resultLineOf(image));
  expect(line.notes).toEqual([
    {
      code: 'gate-unsure',
      words:
        'It is not certain that this is the kind of picture that the model is made for; it was analysed all the same.',
    },
    {
      code: 'padded',
      words: 'The picture was padded with a border to fit the shape of the model input.',
    },
  ]);
  expect(explain(image)).toBe(
    'No finding raises it; it stays routine. It is not certain that this is the kind of picture that the model is made for; it was analysed all the same.',
  );
});

test('two patients in one study: each of its images says so, in the line and in the table', () => {
  const both = results(
    { file: 'a.dcm', study: 's', patient: 'one', analyses: [analysed(['lung-opacity', 0.2])] },
    { file: 'b.dcm', study: 's', patient: 'other', analyses: [analysed(['lung-opacity', 0.2])] },
  );
  for (const result of both) {
    expect(resultLineOf(result).notes).toEqual([
      { code: 'different-patients', words: expect.stringContaining('name different patients') },
    ]);
    expect(explain(result)).toMatch(/^Its images name different patients\./);
  }
});
