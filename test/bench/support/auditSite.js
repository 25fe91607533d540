const { createHash, generateKeyPairSync } = require('node:crypto');
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { createAuditTrail } = require('../../../dist/operations/audit/auditTrail');
const { Sequencer } = require('../../../dist/audit/log/sequencer');
const { manifestFile, manifestText } = require('../../../dist/audit/proof/fileManifest');
const { recordText } = require('../../../dist/domain/audit/auditRecord');
const { identityName } = require('../../../dist/domain/kernel/identifiers/identityName');
const { asSiteKey } = require('../../../dist/domain/kernel/identifiers/ids');
const { Macs } = require('../../../dist/domain/kernel/sealing/macs');
const { signerOf } = require('../../../dist/signing/keyFile');

const testMacs = new Macs(asSiteKey(Buffer.alloc(32, 7)));

const now = () => '2026-05-01T10:00:00.000Z';
const idOf = (...parts) => createHash('sha256').update(parts.join('/')).digest('hex');
const model = { id: 'chest-opacity', version: '1.0.0', sha256: idOf('model') };
const settingsText = '{"models":{},"schemaVersion":1}';
const settingsSha256 = createHash('sha256').update(settingsText).digest('hex');

/** A log in memory: as little as a sequencer needs, so that what is measured is not the making of it. */
class MemoryLog {
  blobs = new Map();
  announced = [];
  waiting = async () => ({ eventIds: [...this.announced], since: 0 });
  settled = async () => {
    for (const id of this.announced) this.blobs.delete(id);
    this.announced = [];
  };
  known;

  add(event) {
    this.blobs.set(event.eventId, Buffer.from(recordText(event, testMacs)));
    this.announced.push(event.eventId);
  }
  lease = async () => ({ renew: async () => true, release: async () => {} });
  head = async () => this.known && { head: this.known, tag: 'tag', storedAt: 0 };
  swapHead = async (head) => {
    this.known = head;
    return true;
  };
  records = async (ids) =>
    ids.map((eventId, at) => ({ eventId, bytes: this.blobs.get(eventId), storedAt: 10_000 + at }));
  read = async (path) => this.blobs.get(path);
  create = async (path, bytes) => this.blobs.set(path, bytes);
  checkpoint = async () => this.note && { note: this.note };
  publish = async (note) => {
    this.note = note;
    return true;
  };
}

/**
 * An exported folder with that many entries: files that were accepted, analysed and decided about, each an image in a study
 * of its own, with everything that is shown of them.
 *
 * @returns the public key
 */
async function writeAuditSite(folder, entries) {
  const log = new MemoryLog();
  const signer = signerOf(generateKeyPairSync('ed25519').privateKey, 'imaging-triage/bench');
  const records = {
    record: async (event) => log.add(event),
    recordOnce: async (event) => {
      log.add(event);
      return { event, isNew: true };
    },
    find: async () => undefined,
  };
  const identity = { salt: async (studyId) => idOf('salt', studyId) };
  const software = {
    version: '0.1.0',
    node: process.versions.node,
    commit: '0'.repeat(40),
    lockfileSha256: idOf('lock'),
  };
  const trail = createAuditTrail({
    records,
    identity,
    software,
    settingsSha256: async () => settingsSha256,
    now,
  });
  const sequencer = new Sequencer({ macs: testMacs, store: log, signer, now });
  const hashes = new Map();
  const write = (name, value) => {
    const file = join(folder, name);
    const bytes = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value);
    hashes.set(name, createHash('sha256').update(bytes).digest('hex'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  // The last files are refused ones, so that the number comes out whatever it is.
  const analysed = Math.floor(entries / 2);
  for (let file = 0; file < analysed + (entries % 2); file += 1) {
    if (file < analysed) await oneFile(file, trail, write);
    else await refusedFile(file, trail, write);
    if (log.announced.length >= 256) await sequencer.seal();
  }
  await sequencer.seal();
  for (const [name, bytes] of log.blobs) write(`audit/${name}`, bytes);
  write('audit/checkpoint', log.blobs.get(`checkpoints/${String(entries).padStart(15, '0')}`));
  write(`audit/settings/${settingsSha256}.json`, settingsText);
  writeFileSync(join(folder, manifestFile), manifestText(hashes));
  return signer.key.text;
}

function arrivalOf(arrivalId, salt) {
  return {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name: 'x',
    etag: 'e',
    receivedAt: now(),
    salt,
  };
}

/** A blob that the log commits to, and its writing. */
function blobOf(place, value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const [container, ...name] = place.split('/');
  const sha256 = createHash('sha256').update(text).digest('hex');
  return {
    contents: [{ container, name: name.join('/'), sha256 }],
    write: (write) => write(place, text),
  };
}

function together(one, other) {
  return {
    contents: [...one.contents, ...other.contents],
    write: (write) => {
      one.write(write);
      other.write(write);
    },
  };
}

async function refusedFile(file, trail, write) {
  const [arrivalId, salt] = ['arrival', 'arrival salt'].map((what) => idOf(what, file));
  const arrival = arrivalOf(arrivalId, salt);
  write(`arrivals/${arrivalId}.json`, { arrivalId, salt });
  const refusal = { schemaVersion: 1, arrivalId, reason: 'truncated', detail: {} };
  const outcome = { schemaVersion: 1, arrivalId, outcome: 'quarantined', reason: 'truncated' };
  const parts = await trail.refused(arrival, 'truncated', async (at) =>
    [
      blobOf(`quarantine/${arrivalId}/refusal.json`, { ...refusal, receivedAt: at, quarantinedAt: at }),
      blobOf(`results/arrivals/${arrivalId}.json`, { ...outcome, finishedAt: at }),
    ].reduce(together),
  );
  parts.write(write);
}

/** What people did with a study. */
const untouched = { revision: 1, reviews: [], escalations: [], impressions: [], notifications: [] };

async function oneFile(file, trail, write) {
  const [arrivalId, imageId, studyId, salt] = ['arrival', 'image', 'study', 'arrival salt'].map((what) =>
    idOf(what, file),
  );
  const arrival = arrivalOf(arrivalId, salt);
  const score = (file % 1000) / 1000;
  const analysis = {
    outcome: 'analysed',
    model,
    findings: [
      { label: 'lung-opacity', title: 'Lung opacity', score, threshold: 0.5, positive: score >= 0.5 },
    ],
    tensorSha256: idOf('tensor', file),
    preprocessing: 'preprocess-2',
    notes: [],
  };
  const image = {
    imageId,
    receivedAt: now(),
    frames: 1,
    baseline: 'routine',
    analyses: [analysis],
    notes: [],
  };
  const study = {
    schemaVersion: 1,
    studyId,
    version: 1,
    recordedAt: now(),
    receivedAt: now(),
    dueAt: now(),
    images: [image],
    decision: {
      priority: 'routine',
      place: 'routine',
      dueMinutes: 1,
      policyId: 'p',
      reasons: [{ kind: 'baseline', place: 'routine' }],
    },
  };
  write(`arrivals/${arrivalId}.json`, { arrivalId, salt });
  write(`identity/${studyId}/salt.json`, { schemaVersion: 1, salt: idOf('salt', studyId) });
  const description = { ...image, studyId, format: 'dicom', transferSyntax: '1.2.840.10008.1.2.1' };
  const pictures = idOf('pictures', file);
  const { contents, write: writeParts } = [
    blobOf(`identity/${identityName({ studyId, imageId, arrivalId })}`, { schemaVersion: 1 }),
    blobOf(`images/${imageId}/image.json`, description),
    blobOf(`images/${imageId}/pixels`, 'pixels'),
    blobOf(`images/${imageId}/pictures/${pictures}`, 'preview'),
  ].reduce(together);
  const end = { schemaVersion: 1, arrivalId, outcome: 'analysed', imageId, studyId };
  const outcome = await trail.ended(
    arrival,
    { image: description, size: 1000, analyses: [analysis], outcome: 'analysed', contents },
    async (finishedAt) => blobOf(`results/arrivals/${arrivalId}.json`, { ...end, finishedAt }),
  );
  writeParts(write);
  outcome.write(write);
  const record = { ...image, schemaVersion: 1, studyId, recordedAt: now(), pictures: [pictures] };
  write(`results/images/${imageId}.json`, record);
  await trail.decided({ ...study, ...untouched }, undefined);
  write(`results/studies/${studyId}.json`, { ...study, ...untouched });
  write(`results/studies/${studyId}/v1.json`, study);
}

module.exports = { writeAuditSite, idOf };
