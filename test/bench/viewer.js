const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { get } = require('node:http');
const { availableParallelism, loadavg, tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { gunzipSync } = require('node:zlib');
const { decodeCodestream } = require('../../dist/dicom/pixels/decodeCodestream');
const { startApp } = require('./support/benchApp');
const { dicomImage } = require('./support/dicomImage');
const { median, table } = require('./support/measure');
const { columns, draw, rows } = require('./support/waves');

const compressedImages = 5;
const [warmUps, rounds] = [3, 15];
const checkRounds = 100;

/**
 * How long a radiologist waits for the stored values of one radiograph, 2 500 × 3 000 pixels of 16 bits, through the whole
 * app on the local runtime: until the first byte, until the last, and until they are unpacked, as a browser does.
 *
 * The reference, taken in turns with it, is a plain download of the same blob from the storage, unpacked; for a
 * JPEG 2000 picture that nobody opened yet, of its codestream, decoded in this process.
 */
async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-viewer-'));
  const app = await startApp();
  try {
    const plain = await app.admit('plain.dcm', radiograph(0));
    const compressed = [];
    for (let shift = 0; shift < compressedImages; shift += 1) {
      const file = jpeg2000(folder, shift);
      if (file !== undefined) compressed.push(await app.admit(`compressed-${shift}.dcm`, file));
    }
    console.log(`  load of the machine: ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
    const stored = await app.store.images.find(plain);
    const lines = [await kept('uncompressed', app, plain, () => app.store.images.packedFrame(stored, 0))];
    if (compressed.length > 0) {
      lines.push(await first('JPEG 2000, first opened', app, compressed));
      const [one] = compressed;
      lines.push(await kept('JPEG 2000, opened before', app, one, () => app.store.images.packedFull(one)));
    }
    table(['picture', 'first byte, ms', 'whole, ms', 'unpacked, ms', 'reference, ms', 'ratio'], lines);
    await checks(app, plain);
  } finally {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function radiograph(shift) {
  return dicomImage({ rows, columns, samples: 1, bits: 14, pixels: Buffer.from(draw(14, shift).buffer) });
}

/** @returns undefined, and says why, where there is no encoder */
function jpeg2000(folder, shift) {
  const [source, target] = [join(folder, 'plain.dcm'), join(folder, 'compressed.dcm')];
  writeFileSync(source, radiograph(shift));
  if (spawnSync('gdcmconv', ['--j2k', source, target], { timeout: 120_000 }).status === 0)
    return readFileSync(target);
  if (shift === 0) console.log('JPEG 2000 is left out: it needs gdcmconv (Debian package libgdcm-tools).');
  return undefined;
}

/** The middle of many openings, after some that warm the compiler up. */
async function kept(name, app, imageId, readBlob) {
  const measured = [];
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const times = [...(await open(app, imageId)), await timed(async () => gunzipSync(await readBlob()))];
    if (round >= warmUps) measured.push(times);
  }
  return line(name, measured);
}

/** Each picture can be opened for the first time only once. */
async function first(name, app, imageIds) {
  const measured = [];
  for (const imageId of imageIds) {
    const times = await open(app, imageId);
    // What is put away behind the answer must not slow the reference down.
    while ((await app.store.images.packedFull(imageId)) === undefined) await setTimeout(100);
    const stored = await app.store.images.find(imageId);
    const { reduction: _, ...description } = stored;
    const decode = async () =>
      decodeCodestream(description, new Uint8Array(await app.store.images.codestream(stored, 0)));
    measured.push([...times, await timed(decode)]);
  }
  return line(name, measured);
}

/** @returns milliseconds to the first byte, the last byte, and to the values unpacked */
function open({ url, cookie }, imageId) {
  const address = `${url}/api/images/${imageId}/samples?frame=1`;
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(address, { headers: { cookie, 'accept-encoding': 'gzip' } }, (response) => {
      const firstByte = performance.now() - began;
      const chunks = [];
      response.on('error', reject);
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const whole = performance.now() - began;
        const bytes = Buffer.concat(chunks);
        const isPacked = response.headers['content-encoding'] === 'gzip';
        const values = isPacked ? gunzipSync(bytes) : bytes;
        if (values.length === 2 * rows * columns) resolve([firstByte, whole, performance.now() - began]);
        else reject(new Error(`HTTP ${response.statusCode}, ${values.length} bytes`));
      });
    }).on('error', reject);
  });
}

/**
 * What it costs that a browser asks each time before it shows what it has: the whole request, until 304. Compared
 * with an answer that needs neither storage nor a session.
 */
async function checks({ url, cookie }, imageId) {
  const image = `${url}/api/images/${imageId}`;
  const addresses = {
    'pixel values': `${image}/samples?frame=1`,
    preview: `${image}/preview`,
    picture: `${image}/picture?frame=1`,
  };
  const lines = [];
  for (const [name, address] of Object.entries(addresses)) {
    const etag = (await fetch(address, { headers: { cookie } })).headers.get('etag');
    const headers = { cookie, 'if-none-match': etag };
    const times = [];
    for (let round = 0; round < warmUps + checkRounds; round += 1) {
      const check = await timed(async () => {
        const { status } = await fetch(address, { headers });
        if (status !== 304) throw new Error(`${name}: HTTP ${status}`);
      });
      const nothing = await timed(async () => (await fetch(`${url}/sign-in`)).text());
      if (round >= warmUps) times.push([check, nothing]);
    }
    const medians = [0, 1].map((at) => median(times.map((pair) => pair[at])));
    lines.push([name, ...medians.map((time) => time.toFixed(1))]);
  }
  table(['checked before it is shown again', '304, ms', 'bare request, ms'], lines);
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function line(name, measured) {
  const medians = [0, 1, 2, 3].map((at) => median(measured.map((times) => times[at])));
  return [name, ...medians.map((time) => time.toFixed(0)), (medians[2] / medians[3]).toFixed(2)];
}

module.exports = { run };
