const { spawnSync } = require('node:child_process');
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { readDicom } = require('../../dist/dicom/readDicom');
const { findTransferSyntax } = require('../../dist/dicom/codecs/registry');
const { defaultReadLimits } = require('../../dist/domain/kernel/limits');
const { dicomImage } = require('./support/dicomImage');
const { columns, draw, rows } = require('./support/waves');
const { table } = require('./support/measure');
const { runPython } = require('./support/python');

const megapixels = (rows * columns) / 1e6;
const rounds = 9;

/** What the design asks for, against the native library. */
const [sameSpeed, halfAsMuchAgain, reducedShare] = [1.1, 1.5, 0.15];

/**
 * Processor time per megapixel from a file's bytes to its stored values, for a synthetic picture of 2 500 × 3 000
 * pixels in every transfer syntax. The reference is GDCM's library in one process, for HTJ2K the program ojph_expand (which
 * writes a picture, too); each the least of some rounds in the same run. Of uncompressed pixels GDCM only takes the
 * bytes over from the file; ours look at every sample for bits that do not belong to it.
 */
async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-codecs-'));
  try {
    const cases = encode(folder).filter(({ file }) => existsSync(file));
    const natives = measureNative(cases);
    const lines = [];
    for (const [index, one] of cases.entries()) lines.push(await measure(one, natives[index]));
    table(['syntax', 'ours, ms/MP', 'native, ms/MP', 'ratio', 'goal', ''], lines);
    console.log('');
    table(['smaller picture', 'ms', 'share of full decode', 'goal', ''], await reducedTimes(cases));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function encode(folder) {
  const grey = (bits) => ({ rows, columns, samples: 1, bits, pixels: Buffer.from(draw(bits).buffer) });
  const planes = [draw(8), draw(8, 300), draw(8, 700)];
  const colour = Buffer.alloc(3 * rows * columns);
  for (let at = 0; at < colour.length; at += 1) colour[at] = planes[at % 3][Math.floor(at / 3)];
  const path = (name) => join(folder, name);
  writeFileSync(path('grey.dcm'), dicomImage(grey(14)));
  writeFileSync(path('grey12.dcm'), dicomImage(grey(12)));
  writeFileSync(path('grey8.dcm'), dicomImage(grey(8)));
  writeFileSync(path('rgb.dcm'), dicomImage({ rows, columns, samples: 3, bits: 8, pixels: colour }));
  const encoded = (name, goal, program, ...args) => {
    const [source, target] = [path(args.pop()), path(`${name.replace(/\W+/g, '-')}.dcm`)];
    spawnSync(program, [...args, source, target], { timeout: 120_000 });
    return { name, goal, file: target };
  };
  return [
    { name: 'uncompressed', goal: sameSpeed, file: path('grey.dcm') },
    { name: 'uncompressed, RGB', goal: sameSpeed, file: path('rgb.dcm') },
    encoded('big endian', sameSpeed, 'dcmconv', '+tb', 'grey.dcm'),
    encoded('deflated', sameSpeed, 'dcmconv', '+td', 'grey.dcm'),
    encoded('RLE', sameSpeed, 'dcmcrle', 'grey.dcm'),
    encoded('RLE, RGB', sameSpeed, 'dcmcrle', 'rgb.dcm'),
    encoded('JPEG baseline, 8 bits', halfAsMuchAgain, 'dcmcjpeg', '+eb', '+q', '90', 'grey8.dcm'),
    encoded('JPEG baseline, RGB', halfAsMuchAgain, 'dcmcjpeg', '+eb', '+q', '90', 'rgb.dcm'),
    encoded('JPEG extended, 12 bits', halfAsMuchAgain, 'dcmcjpeg', '+ee', '+q', '90', 'grey12.dcm'),
    encoded('JPEG lossless', halfAsMuchAgain, 'dcmcjpeg', '+e1', 'grey.dcm'),
    encoded('JPEG-LS', sameSpeed, 'dcmcjpls', 'grey.dcm'),
    encoded('JPEG-LS, RGB', sameSpeed, 'dcmcjpls', 'rgb.dcm'),
    encoded('JPEG 2000', halfAsMuchAgain, 'gdcmconv', '--j2k', 'grey.dcm'),
    encoded('JPEG 2000, RGB', halfAsMuchAgain, 'gdcmconv', '--j2k', 'rgb.dcm'),
    ...highThroughput(path, colour),
  ];
}

/** No DICOM tool of Debian writes HTJ2K: ojph_compress makes the stream, and the wrapping is ours. */
function highThroughput(path, colour) {
  const values = Buffer.from(draw(14).buffer).swap16();
  writeFileSync(path('grey.pgm'), Buffer.concat([Buffer.from(`P5\n${columns} ${rows}\n16383\n`), values]));
  writeFileSync(path('rgb.ppm'), Buffer.concat([Buffer.from(`P6\n${columns} ${rows}\n255\n`), colour]));
  return [
    ['HTJ2K', 'grey.pgm', { rows, columns, samples: 1, bits: 14 }],
    ['HTJ2K, RGB', 'rgb.ppm', { rows, columns, samples: 3, bits: 8 }],
  ].map(([name, source, picture]) => {
    const [stream, file] = [path(`${source}.j2c`), path(`${source}.dcm`)];
    spawnSync('ojph_compress', ['-i', path(source), '-o', stream, '-reversible', 'true'], {
      timeout: 60_000,
    });
    if (existsSync(stream)) {
      const bytes = dicomImage({ ...picture, streams: [readFileSync(stream)] }, '1.2.840.10008.1.2.4.201');
      writeFileSync(file, bytes);
    } else console.log(`${name} is left out: it needs ojph_compress (Debian package openjph-tools).`);
    return { name, goal: halfAsMuchAgain, file, stream, plain: path(`again-${source}`) };
  });
}

function measureNative(cases) {
  const script = join(__dirname, 'support', 'native_decode.py');
  const decodings = cases.map(({ file, stream, plain }) =>
    stream === undefined ? file : `${stream},${plain}`,
  );
  const output = runPython(['gdcm'], [script, String(rounds), ...decodings]);
  return (output ?? '').trim().split('\n').map(Number);
}

/** Milliseconds of processor time, all threads together, after two rounds that warm the compiler up. */
async function leastTime(work) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds + 2; round += 1) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    if (round > 1) least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

async function measure({ name, goal, file }, native) {
  const bytes = new Uint8Array(readFileSync(file));
  const ours = await leastTime(() => readDicom(bytes, defaultReadLimits));
  const ratio = ours / native;
  const perMegapixel = (time) => (time / megapixels).toFixed(2);
  const verdict = ratio <= goal ? 'met' : 'MISSED';
  return [name, perMegapixel(ours), perMegapixel(native), ratio.toFixed(2), goal.toFixed(1), verdict];
}

/** Halved twice, as it is for the models. */
async function reducedTimes(cases) {
  const lines = [];
  for (const { name, file } of cases.filter((one) => /J2K|2000/.test(one.name))) {
    const bytes = new Uint8Array(readFileSync(file));
    const { description } = await readDicom(bytes, defaultReadLimits);
    const { reduced, decodeFrame } = findTransferSyntax(description.transferSyntax).pixels;
    const format = { ...description, highBit: description.bitsStored - 1, planarConfiguration: 0 };
    const report = { add: () => {} };
    const stream = bytes.subarray(bytes.indexOf(0x4f, streamStart(bytes)) - 1);
    const full = await leastTime(() => decodeFrame(stream, format, report));
    const small = await leastTime(() => reduced.decodeFrame(stream, format, 2, report));
    const share = small / full;
    const verdict = share <= reducedShare ? 'met' : 'MISSED';
    lines.push([name, small.toFixed(1), share.toFixed(3), reducedShare.toFixed(2), verdict]);
  }
  return lines;
}

/** Behind the second item's header: the first is the empty offset table. */
function streamStart(bytes) {
  const item = Buffer.from([0xfe, 0xff, 0x00, 0xe0]);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixelData = buffer.indexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]));
  return buffer.indexOf(item, buffer.indexOf(item, pixelData) + 4) + 8;
}

module.exports = { run };
