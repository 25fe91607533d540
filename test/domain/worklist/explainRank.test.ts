import type { Place } from '../../../src/domain/kernel/priority';
import type { Analysis } from '../../../src/domain/models/analysis';
import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy/policySchema';
import { mergeIntoStudy, type StudyRecord, withReview } from '../../../src/domain/study/studyRecord';
import { explainRank } from '../../../src/domain/worklist/explainRank';
import { worklistStudyOf } from '../../../src/domain/worklist/worklist';
import * as any from '../arbitraries';
import { acceptedReview } from '../studies';

const policy = policySchema.parse(defaultPolicy);
const start = Date.parse('2026-05-01T10:00:00.000Z');
const at = (minutes: number) => start + minutes * 60_000;

function opacity(score: number): Analysis {
  return {
    outcome: 'analysed',
    model: { id: 'chest-opacity', version: '2.0.0', sha256: any.hexId('chest') },
    tensorSha256: any.hexId('tensor'),
    preprocessing: '1',
    notes: [],
    findings: [
      { label: 'lung-opacity', title: 'Lung opacity', score, threshold: 0.3, positive: score >= 0.3 },
    ],
  };
}

function study(name: string, baseline: Place, analyses: Analysis[], minutes = 0): StudyRecord {
  const receivedAt = new Date(at(minutes)).toISOString();
  const image = { imageId: any.hexId(name), receivedAt, frames: 1, baseline, analyses, notes: [] };
  return mergeIntoStudy(undefined, any.hexId(`study ${name}`), [image], policy, receivedAt);
}

function explain(one: StudyRecord, others: StudyRecord[], minutes: number, showFindings = true) {
  const moment = { waitingCap: 2, now: at(minutes) };
  return explainRank(one, [one, ...others].map(worklistStudyOf), moment, showFindings);
}

test('a finding that raised it is named with score and model, and what stands before it is counted', () => {
  const one = study('a', 'routine', [opacity(0.62)]);
  const others = [study('b', 'stat', []), study('c', 'urgent', [], -240), study('d', 'routine', [])];
  expect(explain(one, others, 30)).toMatchObject({
    rank: 3,
    of: 4,
    because: [
      'Lung opacity raises it to urgent: score 62 %, by chest-opacity 2.0.0.',
      'By its order it is read as routine; a finding can raise a study but never lower it.',
      'Lung opacity, score 62 % by chest-opacity 2.0.0, brings its due time nearer: 1 h 46 min after its first image arrived instead of 4 h.',
      'If nobody reviews it, it will be read as stat in 3 h 2 min: it moves up one place for every 3 h 32 min that it waits (2 times the 1 h 46 min from arrival to due time).',
      'It is due in 1 h 16 min, 1 h 46 min after its first image arrived.',
      '2 studies are read before it: 1 read as stat, 1 also read as urgent and due sooner.',
    ],
  });
});

test('one that has waited long says that it rose, and nothing stands before it', () => {
  const one = study('a', 'routine', [opacity(0)]);
  const { rank, because } = explain(one, [study('b', 'stat', [], 6000)], 6000);
  expect(rank).toBe(1);
  expect(because).toEqual([
    'By its order it is read as routine, and no finding raises it.',
    'It has waited 4 d 4 h and is now read as stat: it moves up one place for every 2 d that it waits (2 times the 1 d from arrival to due time).',
    'It is overdue by 3 d 4 h; it was due 1 d after its first image arrived.',
    'No other study is read before it.',
  ]);
});

test('a score under the threshold raises nothing, and is told where it brings the due time nearer', () => {
  const { because } = explain(study('a', 'routine', [opacity(0.05)]), [], 0);
  expect(because.slice(0, 2)).toEqual([
    'By its order it is read as routine, and no finding raises it.',
    'Lung opacity, score 5 % by chest-opacity 2.0.0, brings its due time nearer: 14 h after its first image arrived instead of 1 d.',
  ]);
});

test('of one that nobody looked at it says that this says nothing', () => {
  expect(explain(study('a', 'urgent', []), [], 0).because[0]).toBe(
    'By its order it is read as urgent. No model has analysed any of its images, which says nothing about the patient.',
  );
});

test('nothing of what models said is told before the first impression', () => {
  const { because } = explain(study('a', 'routine', [opacity(0.62)]), [], 0, false);
  expect(because.join(' ')).not.toMatch(/opacity|0\.62/i);
});

test('a reviewed one has no rank, and a late image gives it one again', () => {
  const reviewed = withReview(study('a', 'routine', []), acceptedReview(1, new Date(at(1)).toISOString()));
  expect(explain(reviewed, [study('b', 'stat', [])], 2)).toEqual({
    reasons: [{ code: 'reviewed', values: [] }],
    of: 1,
    because: ['It has been reviewed and is no longer waiting.'],
  });
  const { images } = study('z', 'routine', []);
  const again = mergeIntoStudy(reviewed, reviewed.studyId, images, policy, new Date(at(3)).toISOString());
  expect(explain(again, [], 4).because).toContain('It was reviewed before; a newer version reopened it.');
});
