const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { readDicom } = require('../../dist/dicom/readDicom');
const { defaultReadLimits } = require('../../dist/domain/kernel/limits');
const { displayPicture } = require('../../dist/imaging/transforms/displayPicture');
const { resizeGrey, squareAroundPicture } = require('../../dist/imaging/resizing/resize');
const { dicomImage } = require('./support/dicomImage');
const { median, table } = require('./support/measure');
const { runPython } = require('./support/python');
const { radiograph } = require('./support/radiograph');
const { columns, draw, rows } = require('./support/waves');

const side = 224;
const rounds = 15;

/**
 * From the bytes of one picture of 2 500 × 3 000 pixels to what a model looks at: in full, and for wavelet streams at
 * reduced resolution, with the error that this makes. The chest is noisy (about 1 % of the range), the waves are not. The
 * reference is pydicom with numpy in the same run, on the uncompressed chest.
 */
async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-tensor-'));
  try {
    const plain = join(folder, 'chest.dcm');
    const waves = join(folder, 'waves.dcm');
    writeFileSync(plain, radiograph());
    writeFileSync(waves, dicomImage({ rows, columns, samples: 1, bits: 14, pixels: pixelsOfWaves() }));
    const files = [
      ['chest, uncompressed', plain],
      ...transcoded(folder, 'chest', plain),
      ...transcoded(folder, 'waves', waves),
    ];
    const lines = [];
    for (const [name, file] of files) lines.push(await measure(name, file));
    table(['picture', 'full, ms', 'reduced, ms', 'reduced / full decode', 'rms error'], lines);
    const native = pydicomTime(plain);
    if (native !== undefined) {
      const ratio = Number(lines[0][1]) / native;
      console.log(`  uncompressed, against pydicom and numpy (${native.toFixed(1)} ms): ${ratio.toFixed(2)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pixelsOfWaves() {
  return Buffer.from(draw(14).buffer);
}

function transcoded(folder, name, plain) {
  return [
    ['5/3', ['--j2k']],
    ['9/7', ['--lossy', '--j2k', '--irreversible', '-r', '4']],
  ].flatMap(([wavelet, options]) => {
    const target = join(folder, `${name}-${wavelet.replace('/', '')}.dcm`);
    const { status } = spawnSync('gdcmconv', [...options, plain, target]);
    if (status === 0) return [[`${name}, JPEG 2000 ${wavelet}`, target]];
    console.log('JPEG 2000 is left out: it needs gdcmconv (Debian package libgdcm-tools).');
    return [];
  });
}

async function measure(name, file) {
  const bytes = new Uint8Array(readFileSync(file));
  const full = await timed(bytes, 'full');
  const reduced = await timed(bytes, 'reduced');
  if (reduced.image.description.reduction === undefined) return [name, full.total.toFixed(1), '', '', ''];
  return [
    name,
    full.total.toFixed(1),
    reduced.total.toFixed(1),
    (reduced.read / full.read).toFixed(3),
    `${(100 * rms(full.tensor, reduced.tensor)).toFixed(4)} %`,
  ];
}

async function timed(bytes, resolution) {
  const [reads, totals] = [[], []];
  let [image, tensor] = [];
  for (let round = 0; round < rounds + 2; round += 1) {
    const start = performance.now();
    image = await readDicom(bytes, defaultReadLimits, resolution);
    const decoded = performance.now();
    const picture = displayPicture(image.description, image.pixels, 0, wholeRange(image.description));
    tensor = resizeGrey(picture, squareAroundPicture(picture), side, side).picture.data;
    const end = performance.now();
    if (round < 2) continue;
    reads.push(decoded - start);
    totals.push(end - start);
  }
  return { image, tensor, read: median(reads), total: median(totals) };
}

/** A window over all stored values: the least and the greatest pixel would be others in a smaller picture. */
function wholeRange({ bitsStored }) {
  const width = 2 ** bitsStored;
  return { kind: 'window', window: { centre: width / 2, width, function: 'LINEAR' } };
}

/** Root mean square of the difference, as a share of the range from black to white. */
function rms(a, b) {
  return Math.sqrt(a.reduce((sum, value, at) => sum + (value - b[at]) ** 2, 0) / a.length);
}

function pydicomTime(file) {
  const script = join(__dirname, 'support', 'pydicom_tensor.py');
  const output = runPython(['pydicom', 'numpy'], [script, String(side), String(rounds), file]);
  return output === undefined ? undefined : Number(output);
}

module.exports = { run };
