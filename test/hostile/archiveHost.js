/**
 * A host as it runs, for exports: plain Node with the built program, which admits each ZIP of a folder and then every
 * file in it, with its storage in memory. It prints one line of JSON for each: what became of it and of its files, and
 * how long the host's own event loop was busy at most meanwhile.
 */
const { closeSync, fstatSync, openSync, readdirSync, readSync } = require('node:fs');
const path = require('node:path');
const { createAdmitFile } = require('../../dist/operations/intake/admitFile.js');
const { defaultDecoderBudget } = require('../../dist/decoder/budget.js');
const { DecoderPool } = require('../../dist/decoder/decoderPool.js');
const { mediaDirectoryReader } = require('../../dist/decoder/mediaDirectoryJob.js');
const { fileReader } = require('../../dist/decoder/readImageJob.js');
const { exportPageSchema, exportRecordSchema } = require('../../dist/domain/intake/exportRecord.js');
const { asSiteKey } = require('../../dist/domain/kernel/identifiers/ids.js');
const { defaultExportLimits, defaultReadLimits } = require('../../dist/domain/kernel/limits.js');
const { busiest, pause } = require('./busiest.js');

/** Of an export with thousands of files, as many as tell what the rest is like. */
const membersAdmitted = 20;

/** A file on disk as the storage gives it, in pieces; asked for later, as from a network. */
function incoming(file) {
  const piece = async (offset, length) => {
    await pause();
    const handle = openSync(file);
    try {
      const { size } = fstatSync(handle);
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      readSync(handle, bytes, 0, bytes.length, offset);
      return { bytes, size };
    } finally {
      closeSync(handle);
    }
  };
  return {
    peek: async (_name, _etag, length) => {
      const { bytes, size } = await piece(0, length);
      return { size, start: bytes };
    },
    range: async (_name, _etag, offset, length) => (await piece(offset, length)).bytes,
  };
}

async function admitAll(file, name, pool) {
  const arrivalId = 'a'.repeat(64);
  const whole = {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name,
    etag: 'e',
    receivedAt: new Date().toISOString(),
  };
  const listed = [];
  const nothing = async () => {};
  const prepare = async () => ({ contents: [], store: nothing });
  const ended = (_arrival, _how, ending) => ending(new Date().toISOString());
  const admit = createAdmitFile({
    incoming: incoming(file),
    arrivals: {
      prepareOutcome: prepare,
      recordExport: async (record) => void JSON.stringify(exportRecordSchema.parse(record)),
      recordExportPage: async (page) => {
        listed.push(...exportPageSchema.parse(page).members);
        JSON.stringify(page);
        await pause();
      },
    },
    images: { prepare },
    identity: { prepare },
    quarantine: { keep: async () => [], prepare },
    worklist: { putRefusal: nothing },
    trail: { accepted: nothing, refused: ended, closed: ended },
    readFile: fileReader(pool, defaultReadLimits),
    readMediaDirectory: mediaDirectoryReader(pool),
    siteKey: asSiteKey(new Uint8Array(32).fill(1)),
    limits: defaultReadLimits,
    exportLimits: defaultExportLimits,
    logError: (message) => process.stderr.write(`${message}\n`),
  });
  const result = {
    file: path.basename(file),
    admission: undefined,
    members: 0,
    reasons: {},
    milliseconds: 0,
  };
  result.milliseconds = await busiest(async () => {
    result.admission = await admit(whole);
    result.members = listed.length;
    for (const { arrivalId: id, ...member } of listed.slice(0, membersAdmitted)) {
      const arrival = { ...whole, arrivalId: id, member: { ...member, exportId: arrivalId } };
      const { outcome, reason = outcome } = await admit(arrival);
      result.reasons[reason] = (result.reasons[reason] ?? 0) + 1;
    }
  });
  return result;
}

async function main(folder) {
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 2 });
  for (const file of readdirSync(folder).sort()) {
    const result = await admitAll(path.join(folder, file), file.slice(file.indexOf('-') + 1), pool);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
  await pool.close();
}

main(process.argv[2]);
