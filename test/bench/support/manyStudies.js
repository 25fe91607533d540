const { createHash } = require('node:crypto');
const { mergeIntoStudy } = require('../../../dist/domain/study/studyRecord');
const { policySchema } = require('../../../dist/domain/study/policy/policySchema');
const { worklistStudyOf } = require('../../../dist/domain/worklist/worklist');
const { RowSeal, removedRow } = require('../../../dist/domain/worklist/indexRow');
const { Macs } = require('../../../dist/domain/kernel/sealing/macs');
const defaultPolicy = require('../../../dist/domain/study/policy/defaultPolicy.json');

const policy = policySchema.parse(defaultPolicy);
const idOf = (...parts) => createHash('sha256').update(parts.join('/')).digest('hex');
const start = Date.now();
const siteKey = Buffer.alloc(32, 1);
const seal = new RowSeal(new Macs(siteKey));
/** So many different images all studies have together. */
const images = 200;

const baselines = ['routine', 'routine', 'routine', 'urgent', 'stat'];

/** A study of one image, of which three findings are known. */
function study(number, version = 1) {
  const score = (number % 1000) / 1000;
  const model = { id: 'chest-opacity', version: '2.0.0', sha256: idOf('model') };
  const findings = ['lung-opacity', 'effusion', 'fracture'].map((label, at) => ({
    label,
    title: label,
    score: score / (at + 1),
    threshold: 0.5,
    positive: score / (at + 1) >= 0.5,
  }));
  const image = {
    imageId: imageIdOf(number),
    receivedAt: new Date(start - (number % 3000) * 60_000).toISOString(),
    modality: number % 3 === 0 ? 'CR' : 'DX',
    bodyPart: number % 4 === 0 ? 'HAND' : 'CHEST',
    view: 'PA',
    frames: 1,
    baseline: baselines[number % baselines.length],
    analyses: [
      { outcome: 'analysed', model, findings, tensorSha256: idOf('t'), preprocessing: '1', notes: [] },
    ],
    notes: [],
  };
  const made = mergeIntoStudy(undefined, idOf('study', number), [image], policy, new Date().toISOString());
  return { ...made, revision: version };
}

/** Puts the lines of so many studies into the table of the worklist. */
async function fill(client, count, first = 0) {
  await client.createTable();
  for (let from = first; from < count; from += 100) {
    const rows = Array.from({ length: Math.min(100, count - from) }, (_, at) => {
      const line = worklistStudyOf(study(from + at));
      const row = { ...removedRow, line: JSON.stringify(line), revision: 1 };
      return ['create', seal.sealed('study', line.studyId, row)];
    });
    await client.submitTransaction(rows);
  }
}

function imageIdOf(number) {
  return idOf('image', number % images);
}

module.exports = { fill, idOf, imageIdOf, images, policy, seal, siteKey, study };
