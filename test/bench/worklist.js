const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { TableClient } = require('@azure/data-tables');
const { explainRank } = require('../../dist/domain/worklist/explainRank');
const { answerWorklist } = require('../../dist/domain/worklist/worklistAnswer');
const { worklistQuerySchema, worklistSearchSchema } = require('../../dist/domain/worklist/worklistQuery');
const { jsonUnlessKnown } = require('../../dist/functions/http/support/etag');
const { startAzurite } = require('../../dist/local/azurite/startAzurite');
const { randomAccount } = require('../../dist/local/azurite/storageAccount');
const { ChangeFeed } = require('../../dist/storage/worklist/changeFeed');
const { ReviewedRows } = require('../../dist/storage/worklist/reviewedRows');
const { SealedTable } = require('../../dist/storage/worklist/sealedTable');
const { Worklist } = require('../../dist/storage/worklist/worklist');
const { WorklistCopy, copyAgeMilliseconds } = require('../../dist/storage/worklist/worklistCopy');
const { createWorklistReader } = require('../../dist/app/worklistReader');
const { fill, idOf, policy, seal, study } = require('./support/manyStudies');
const { median, table } = require('./support/measure');

const rounds = 15;

/**
 * The worklist of 10 000 studies on Azurite: what one answer of the API costs from asking to its JSON, without HTTP. The
 * reference is how it was done before: the whole table read with the SDK for every answer.
 */
async function run([studies = '10000']) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-worklist-'));
  const azurite = await startAzurite(
    join(folder, 'lock'),
    join(folder, 'azurite'),
    randomAccount(),
    {},
    () => {},
  );
  try {
    await measure(azurite.connectionString, Number(studies));
  } finally {
    await azurite.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(connectionString, count) {
  const client = TableClient.fromConnectionString(connectionString, 'worklist', {
    allowInsecureConnection: true,
  });
  await fill(client, count);
  const changes = new ChangeFeed(client);
  const rows = new SealedTable(client, seal, changes);
  const reviewed = new ReviewedRows(rows);
  const worklist = new Worklist(rows, reviewed, async () => undefined);
  const copy = new WorklistCopy({ table: rows, changes, reviewed, mend: async () => undefined });
  const reader = createWorklistReader({
    contents: () => copy.contents(),
    waitingCap: policy.waitingCap,
    now: () => new Date().toISOString(),
  });
  let etag = '';
  const answer = async (schema = worklistQuerySchema, query = {}) => {
    const { worklist: ordered, now } = await reader.read();
    const headers = { get: () => etag };
    const response = jsonUnlessKnown({ headers }, answerWorklist(ordered, schema.parse(query), now));
    if (response.status === 200) JSON.stringify(response.jsonBody);
    return response;
  };
  const tooOld = () => setTimeout(copyAgeMilliseconds + 1);
  const times = new Map();
  const timed = async (what, action, before = async () => {}) => {
    const took = [];
    for (let round = 0; round < rounds; round += 1) {
      await before(round);
      const began = performance.now();
      await action();
      took.push(performance.now() - began);
    }
    times.set(what, median(took));
  };

  const reference = 'before: the table read whole, a page of 200';
  await timed(reference, async () => {
    JSON.stringify((await worklist.studies()).slice(0, 200));
  });
  const began = performance.now();
  await answer();
  times.set('first answer, cold', performance.now() - began);
  await timed('an answer, copy fresh', () => answer());
  etag = (await answer()).headers.etag;
  await timed('a poll that changed nothing (304), copy fresh', async () => expectStatus(304, await answer()));
  await timed(
    'a poll that changed nothing (304), table asked',
    async () => expectStatus(304, await answer()),
    async () => tooOld(),
  );
  const first = (await reader.read()).worklist.awaiting[0];
  const record = Array.from({ length: count }, (_, at) => at).find(
    (at) => idOf('study', at) === first.studyId,
  );
  await timed(
    'a poll after one change',
    async () => expectStatus(200, await answer()),
    async (round) => {
      await worklist.putStudy(study(record, round + 2));
    },
  );
  etag = '';
  await timed(`page at offset ${count - 100}`, () =>
    answer(worklistQuerySchema, { offset: count - 100, limit: 100 }),
  );
  await timed('filter: modality and body part', () =>
    answer(worklistQuerySchema, { modality: 'CR', bodyPart: 'HAND' }),
  );
  await timed('search: "opacity chest"', () => answer(worklistSearchSchema, { text: 'opacity chest' }));
  await timed('rank in words', async () => {
    const { worklist: ordered, now } = await reader.read();
    explainRank(study(record), ordered.awaiting, { waitingCap: policy.waitingCap, now: Date.parse(now) });
  });
  const whole = times.get(reference);
  console.log(
    `${count} studies on Azurite; median of ${rounds}, from asking to the answer's JSON, without HTTP`,
  );
  table(
    ['', 'ms', 'of the reference'],
    [...times].map(([what, ms]) => [what, ms.toFixed(1), `${((100 * ms) / whole).toFixed(1)} %`]),
  );
}

function expectStatus(status, response) {
  if (response.status !== status) throw new Error(`expected ${status}, got ${response.status}`);
}

module.exports = { run };
