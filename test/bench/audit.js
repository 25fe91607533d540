const { spawnSync } = require('node:child_process');
const { generateKeyPairSync } = require('node:crypto');
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { BlobServiceClient } = require('@azure/storage-blob');
const { LogReader } = require('../../dist/audit/log/logReader');
const { Sequencer } = require('../../dist/audit/log/sequencer');
const { asSiteKey } = require('../../dist/domain/kernel/identifiers/ids');
const { Macs } = require('../../dist/domain/kernel/sealing/macs');
const { startAzurite } = require('../../dist/local/azurite/startAzurite');
const { randomAccount } = require('../../dist/local/azurite/storageAccount');
const { signerOf } = require('../../dist/signing/keyFile');
const { AuditLog } = require('../../dist/storage/audit/auditLog');
const { AuditRecords } = require('../../dist/storage/audit/auditRecords');
const { idOf, writeAuditSite } = require('./support/auditSite');
const { median, table } = require('./support/measure');

const testMacs = new Macs(asSiteKey(Buffer.alloc(32, 7)));

const sizes = [1_000, 10_000, 100_000];
const writers = 32;
const alone = 100;
const proofs = 200;

/**
 * The audit log: what one record costs, how many are sealed in a second on Azurite, how long a log of 100 000 entries and
 * all that it speaks of takes to verify offline, and how the cost of a proof grows.
 */
async function run([records = '4000', largest = String(sizes.at(-1))]) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-audit-'));
  try {
    await onAzurite(folder, Number(records));
    await offline(
      folder,
      sizes.filter((size) => size <= Number(largest)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function event(number) {
  const analysis = {
    model: { id: 'chest-opacity', version: '1.0.0', sha256: idOf('model') },
    outcome: 'analysed',
    tensorSha256: idOf('tensor', number),
    preprocessing: 'preprocess-2',
    findings: ['lung-opacity', 'any-abnormality'].map((label) => ({
      label,
      score: 0.25,
      threshold: 0.5,
      positive: false,
    })),
    notes: [],
    sha256: idOf('analysis', number),
  };
  return {
    schemaVersion: 1,
    type: 'result',
    eventId: idOf('event', number),
    at: new Date().toISOString(),
    actor: { subject: 'imaging-triage', kind: 'app' },
    software: {
      version: '0.1.0',
      node: process.versions.node,
      commit: '0'.repeat(40),
      lockfileSha256: idOf('lock'),
    },
    arrival: idOf('arrival', number),
    study: idOf('study', number),
    image: idOf('image', number),
    size: 1000,
    format: 'dicom',
    notes: [],
    outcome: 'analysed',
    analyses: [analysis],
    settingsSha256: idOf('settings'),
    contents: ['identity', 'image.json', 'pixels', 'pictures', 'outcome'].map((what) => ({
      what,
      commitment: idOf(what, number),
    })),
  };
}

async function onAzurite(folder, count) {
  const azurite = await startAzurite(
    join(folder, 'lock'),
    join(folder, 'azurite'),
    randomAccount(),
    {},
    () => {},
  );
  try {
    const blobs = BlobServiceClient.fromConnectionString(azurite.connectionString);
    const [container, partial] = ['audit', 'audit-partial'].map((name) => blobs.getContainerClient(name));
    await Promise.all([container.create(), partial.create()]);
    const records = new AuditRecords(container, testMacs);
    const took = [];
    for (let number = 0; number < alone; number += 1) {
      const began = performance.now();
      await records.record(event(number));
      took.push(performance.now() - began);
    }
    console.log(`one record, durable, nothing else going on: median ${median(took).toFixed(1)} ms`);
    let next = alone;
    const write = async () => {
      while (next < count) await records.record(event(next++));
    };
    const written = await timed(() => Promise.all(Array.from({ length: writers }, write)));
    console.log(`${writers} writers: ${rate(count - alone, written)}`);
    const signer = signerOf(generateKeyPairSync('ed25519').privateKey, 'imaging-triage/bench');
    const store = new AuditLog(container, partial);
    const before = cpuOf(azurite.pid);
    const sealed = await timed(() =>
      new Sequencer({ macs: testMacs, store, signer, now: () => new Date().toISOString() }).seal(),
    );
    if (sealed.result.entries !== count) throw new Error(`${sealed.result.entries} of ${count} were sealed`);
    const azuriteMs = (cpuOf(azurite.pid) - before) / count;
    console.log(`sealed: ${rate(count, sealed)}, and ${azuriteMs.toFixed(2)} ms of Azurite's`);
  } finally {
    await azurite.stop();
  }
}

/** CPU milliseconds that a process has taken; not a number where the system does not say. */
function cpuOf(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function timed(action) {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const result = await action();
  const { user, system } = process.cpuUsage(cpu);
  return { result, ms: performance.now() - began, cpuMs: (user + system) / 1000 };
}

function rate(count, { ms, cpuMs }) {
  return `${Math.round((count / ms) * 1000)} records a second (${count} in ${(ms / 1000).toFixed(1)} s; ${(cpuMs / count).toFixed(2)} ms of our CPU each)`;
}

async function offline(folder, entries) {
  const rows = [];
  for (const size of entries) {
    const site = join(folder, `site-${size}`);
    const key = await writeAuditSite(site, size);
    rows.push([String(size), ...verified(site, key), ...(await proved(site, size))]);
    rmSync(site, { recursive: true });
  }
  console.log('offline, an exported folder with everything that its entries speak of:');
  table(['entries', 'verified', 'CPU', 'memory', 'hashes in a proof', 'blobs read', 'made in'], rows);
}

function verified(site, key) {
  const main = join(__dirname, '../../dist/cli/main.js');
  const usage = join(__dirname, 'support/reportUsage.js');
  const args = ['--require', usage, main, 'audit', 'verify', site, '--key', key];
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  const { cpuMs, maxRssMb } = JSON.parse(/USAGE (.*)/.exec(stderr)[1]);
  return [`${seconds.toFixed(1)} s`, `${(cpuMs / 1000).toFixed(1)} s`, `${Math.round(maxRssMb)} MB`];
}

async function proved(site, size) {
  let reads = 0;
  const reader = new LogReader(async (path) => {
    reads += 1;
    try {
      return readFileSync(join(site, 'audit', path));
    } catch {
      return undefined;
    }
  });
  const took = [];
  const lengths = [];
  for (let at = 0; at < proofs; at += 1) {
    const began = performance.now();
    const proof = await reader.proofOf(Math.floor((at * size) / proofs));
    took.push(performance.now() - began);
    lengths.push(proof.split('\n\n')[0].split('\n').length - 2);
  }
  return [String(Math.max(...lengths)), (reads / proofs).toFixed(1), `${median(took).toFixed(2)} ms`];
}

module.exports = { run };
