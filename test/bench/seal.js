const { availableParallelism, loadavg } = require('node:os');
const { performance } = require('node:perf_hooks');
const { openStore, openUnchecked } = require('../../dist/storage/store');
const { startApp } = require('./support/benchApp');
const { dicomImage } = require('./support/dicomImage');
const { median, table } = require('./support/measure');
const { columns, draw, rows } = require('./support/waves');

const [warmUps, rounds, small] = [5, 40, 20];

/**
 * What it costs to check the seal of what is served: each blob is read with the check and without it, in turns. Of small
 * blobs, several reads are timed together.
 */
async function run() {
  const app = await startApp();
  try {
    const imageId = await app.admit('plain.dcm', radiograph());
    const image = await app.store.images.find(imageId);
    const { studyId } = image;
    const checked = openStore(app.settings);
    const unchecked = openUnchecked(app.settings);
    const blobs = [
      ['pixels', 1, ({ images }) => images.packedFrame(image, 0)],
      ['preview', small, ({ images }) => images.preview(imageId)],
      ['description', small, ({ images }) => images.find(imageId)],
      ['result of an image', small, ({ results }) => results.image(imageId)],
      ['study', small, ({ results }) => results.study(studyId)],
    ];
    console.log(`  load of the machine: ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
    const lines = [];
    for (const [name, reads, read] of blobs) lines.push(await line(name, reads, read, checked, unchecked));
    table(['blob', 'bytes', 'checked, ms', 'unchecked, ms', 'more, ms', 'ratio'], lines);
  } finally {
    await app.stop();
  }
}

function radiograph() {
  return dicomImage({ rows, columns, samples: 1, bits: 14, pixels: Buffer.from(draw(14, 0).buffer) });
}

async function line(name, reads, read, checked, unchecked) {
  const [withCheck, without] = [[], []];
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const order = round % 2 === 0 ? [checked, unchecked] : [unchecked, checked];
    for (const store of order) {
      const took = await timed(reads, () => read(store));
      if (round >= warmUps) (store === checked ? withCheck : without).push(took);
    }
  }
  const [a, b] = [median(withCheck), median(without)];
  const found = await read(checked);
  const bytes = found instanceof Uint8Array ? found.length : JSON.stringify(found).length;
  return [name, String(bytes), a.toFixed(2), b.toFixed(2), (a - b).toFixed(2), (a / b).toFixed(2)];
}

/** Milliseconds of one read. */
async function timed(reads, read) {
  const began = performance.now();
  for (let count = 0; count < reads; count += 1) await read();
  return (performance.now() - began) / reads;
}

module.exports = { run };
