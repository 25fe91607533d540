const { createHash } = require('node:crypto');
const { appendFileSync } = require('node:fs');
const { BlobServiceClient } = require('@azure/storage-blob');
const { Sequencer } = require('../../dist/audit/log/sequencer');
const { asSiteKey } = require('../../dist/domain/kernel/identifiers/ids');
const { Macs } = require('../../dist/domain/kernel/sealing/macs');
const { keyFileSigner } = require('../../dist/signing/keyFile');
const { AuditLog } = require('../../dist/storage/audit/auditLog');
const { AuditRecords } = require('../../dist/storage/audit/auditRecords');

const testMacs = new Macs(asSiteKey(Buffer.alloc(32, 7)));

/**
 * Writers and a sequencer in one process that is killed now and then. Each writer records its events one after the other
 * from the first on, again after every start, and notes each one that is durable: that note must hold.
 */
const { connectionString, writers, records, acknowledged, keyFile } = JSON.parse(process.argv[2]);
const blobs = BlobServiceClient.fromConnectionString(connectionString);
const container = blobs.getContainerClient('audit');
const audit = new AuditRecords(container, testMacs);

function event(writer, number) {
  const name = `${writer}/${number}`;
  return {
    schemaVersion: 1,
    type: 'identity-access',
    eventId: createHash('sha256').update(name).digest('hex'),
    at: new Date().toISOString(),
    actor: { subject: `writer ${writer}`, kind: 'app' },
    study: createHash('sha256').update(String(writer)).digest('hex'),
    purpose: name,
  };
}

async function write(writer) {
  // Where it may have been cut off is somewhere behind the last note; an event or two are recorded again.
  const { done } = JSON.parse(process.argv[2]);
  for (let number = Math.max(0, (done[writer] ?? 0) - 2); number < records; number += 1) {
    const made = event(writer, number);
    await audit.record(made);
    appendFileSync(acknowledged, `${writer} ${number} ${made.eventId}\n`);
  }
}

async function seal(isDone) {
  const store = new AuditLog(container, blobs.getContainerClient('audit-partial'));
  const signer = keyFileSigner(keyFile, 'imaging-triage/chaos');
  const sequencer = new Sequencer({ macs: testMacs, store, signer, now: () => new Date().toISOString() });
  for (;;) {
    const last = isDone();
    const { entries, busy } = await sequencer.seal();
    if (last && entries === 0 && !busy) return;
    await new Promise((resolve) => setTimeout(resolve, busy ? 1000 : 100));
  }
}

async function main() {
  let done = false;
  const sealing = seal(() => done);
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  done = true;
  await sealing;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
