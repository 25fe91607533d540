const { randomUUID } = require('node:crypto');
const { appendFileSync } = require('node:fs');
const { asSiteKey } = require('../../dist/domain/kernel/identifiers/ids');
const { Macs } = require('../../dist/domain/kernel/sealing/macs');
const defaultPolicy = require('../../dist/domain/study/policy/defaultPolicy.json');
const { policySchema } = require('../../dist/domain/study/policy/policySchema');
const { createAuditTrail } = require('../../dist/operations/audit/auditTrail');
const { createRecordReview } = require('../../dist/operations/study/recordReview');
const { createStudyWriter } = require('../../dist/operations/study/studyWriter');
const { createWithdrawReview } = require('../../dist/operations/study/withdrawReview');
const { openStore } = require('../../dist/storage/store');

/**
 * Reviewers who sign and take back, on and on until the process is killed. Each answer that one of them gets is noted:
 * what it says must hold. Those of one study cross each other, over two writers that know nothing of each other.
 */
const { connectionString, studyIds, reviewersPerStudy, answered } = JSON.parse(process.argv[2]);
const siteKey = asSiteKey(Buffer.alloc(32, 7));
const store = openStore({
  storage: { kind: 'connection-string', connectionString },
  incomingContainer: 'incoming',
  siteKey,
});
const now = () => new Date().toISOString();
const trail = createAuditTrail({
  records: store.audit,
  identity: store.identity,
  software: { version: '0.0.0', node: '0' },
  settingsSha256: async () => '',
  now,
});
const writers = [0, 1].map(() =>
  createStudyWriter({
    studies: store.results,
    worklist: store.worklist,
    begun: store.begun,
    trail,
    policy: policySchema.parse(defaultPolicy),
    isLeft: async () => false,
    now,
    macs: new Macs(siteKey),
    signIns: new Set(['development']),
    logError: (message) => {
      throw new Error(message);
    },
  }),
);

async function reviewAndTakeBack(studyId, number) {
  const deps = { studies: writers[number % writers.length], now, undoSeconds: 120 };
  const reviewer = { subject: `reader ${number}`, name: `Reader ${number}`, signIn: 'development' };
  const onlooker = { mayReview: true, firstImpression: false };
  for (;;) {
    const reviewId = randomUUID();
    const request = { reviewId, decision: 'accept', studyVersion: 1 };
    const { review } = await createRecordReview(deps)(studyId, request, reviewer, onlooker);
    appendFileSync(answered, `${studyId} ${reviewId} ${review.outcome}\n`);
    if (review.outcome !== 'accepted') continue;
    const { study } = await createWithdrawReview(deps)(studyId, reviewId, reviewer);
    const { outcome } = study.reviews.find((known) => known.reviewId === reviewId);
    appendFileSync(answered, `${studyId} ${reviewId} ${outcome}\n`);
  }
}

for (const studyId of studyIds)
  for (let number = 0; number < reviewersPerStudy; number += 1) {
    reviewAndTakeBack(studyId, number).catch((error) => {
      console.error(error);
      process.exit(1);
    });
  }
