/** What reviews say about the models. */
export const feedback = {
  title: 'What reviews say about the models',
  reviewsOf: 'Reviews of the',
  explain:
    "Agreement is not accuracy: a reviewer who was shown the model's answer leans towards it. Bars are 95 % intervals (Wilson).",
  unknownUrgency: 'Order urgencies that the triage policy does not know',
  unknownMeans: 'Their studies are read at the place that the policy gives to unknown words.',
  otherTexts: 'other texts',
  none: 'No reviews in this time',
  noneYet:
    'As soon as reviewers accept or override what the models say, the numbers appear here, for each version of a model.',
  spans: { 7: 'last 7 days', 30: 'last 30 days', 90: 'last 90 days', '': 'all' },
  noneInTime: 'No reviews in this time.',
  day: (day: string, agreed: number, of: number) => `${day}: ${agreed} of ${of} agreed`,
  atMost: (reviews: string) => `at most ${reviews} a day`,
  cannotAssess: (reviews: string, count: number) => `${reviews}, ${count} of them "cannot assess"`,
  kept: 'Reviewer kept the place that the study was given',
  allStudies: 'all studies',
  positive: 'model called positive',
  negative: 'model called negative',
  reasons: 'Reasons of overrides',
  byDay: 'Reviews by day, and how many agreed',
  revised: 'First impression changed after the score was shown',
  noImpressions: 'No first impressions in this time.',
  changed: 'changed',
  towards: (towards: number, away: number, share: string) =>
    `${towards} towards the model, ${away} away from it; ${share}`,
  times: {
    title: 'Times, from the arrival of the first image',
    until: 'Until',
    studies: 'Studies',
    median: 'Median',
    within: '9 of 10 within',
    inTime: 'Within the due time',
    notification: 'the first notification',
    decision: 'the decision',
  },
};
