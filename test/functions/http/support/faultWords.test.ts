import { reviewRequestSchema } from '../../../../src/domain/study/review/submission';
import { worklistQuerySchema, worklistSearchSchema } from '../../../../src/domain/worklist/worklistQuery';
import { faultWords } from '../../../../src/functions/http/support/faultWords';

function faultsOf(
  schema: { safeParse(value: unknown): { error?: Parameters<typeof faultWords>[0] } },
  value: unknown,
) {
  const { error } = schema.safeParse(value);
  return error === undefined ? undefined : faultWords(error);
}

test.each([
  [{ text: 'a-b' }, 'text needs 1 more letter or digit.'],
  [{ text: 5 }, 'text must be a text.'],
  [{ text: 'x'.repeat(201) }, 'text may have at most 200 characters.'],
  [{ text: 'lung', limit: 5000 }, 'limit must be at most 1000.'],
  [{ text: 'lung', modality: [] }, 'modality needs at least 1 entry.'],
  [undefined, 'The body must be an object.'],
  [{ text: 'lung', 'Doe^Jane': 1 }, '1 key is not known here (not repeated, as it may name a patient).'],
])('of a search %j', (body, words) => {
  expect(faultsOf(worklistSearchSchema, body)).toBe(words);
});

test('of a query, each fault is a sentence, and no value is repeated', () => {
  expect(faultsOf(worklistQuerySchema, { tab: 'Doe', limit: 'many' })).toBe(
    'tab must be one of: awaiting, reviewed, not-analysed, quarantined, processing, kept. limit must be a number.',
  );
});

test('of a review whose reason is another one', () => {
  expect(
    faultsOf(reviewRequestSchema, {
      studyVersion: 1,
      decision: 'override',
      priority: 'stat',
      reason: 'other',
    }),
  ).toBe('comment is needed with the reason "other".');
});
