const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { openPart10 } = require('../../../dist/dicom/parsing/part10');
const { Notes } = require('../../../dist/dicom/notes');
const { splitFrames } = require('../../../dist/dicom/pixels/frames');
const { defaultReadLimits } = require('../../../dist/domain/kernel/limits');
const { dicomImage, element, sequence, text } = require('./dicomImage');
const { drawFrame } = require('./waves');

/** Files of many frames repeat this many different ones: drawing and compressing hundreds would take an hour. */
const differentFrames = 4;

const explicit = '1.2.840.10008.1.2.1';
const jpeg = '1.2.840.10008.1.2.4';

const mammogram = {
  rows: 8000,
  columns: 7500,
  samples: 1,
  bits: 14,
  modality: 'MG',
  sopClass: '1.2.840.10008.5.1.4.1.1.1.2',
};
const dx = { rows: 4000, columns: 4000, samples: 1, bits: 14, sopClass: '1.2.840.10008.5.1.4.1.1.1.1' };
const ct = {
  ...{ rows: 512, columns: 512, samples: 1, bits: 12, frames: 600, modality: 'CT' },
  ...{ sopClass: '1.2.840.10008.5.1.4.1.1.2.1', groups: windowsOfEach(600) },
};
const us = {
  rows: 600,
  columns: 800,
  samples: 3,
  bits: 8,
  frames: 300,
  modality: 'US',
  sopClass: '1.2.840.10008.5.1.4.1.1.3.1',
};
const dbt = {
  ...{ rows: 2600, columns: 2000, samples: 1, bits: 10, frames: 80, modality: 'MG' },
  sopClass: '1.2.840.10008.5.1.4.1.1.13.1.3',
};

/** Each is made when it is measured: together they have gigabytes. */
const files = [
  ...['plain', 'jpeg-ls', 'jpeg-2000', 'htj2k'].map((syntax) => ['mammogram', mammogram, syntax]),
  ...['plain', 'implicit', 'big-endian', 'deflated', 'rle'].map((syntax) => ['DX', dx, syntax]),
  ...['baseline', 'spectral', 'progressive'].map((syntax) => ['DX', { ...dx, bits: 8 }, syntax]),
  ['DX', { ...dx, bits: 12 }, 'extended'],
  ...['lossless', 'lossless-sv1', 'jpeg-ls', 'near-lossless', 'jpeg-2000', 'jpeg-2000-lossy'].map(
    (syntax) => ['DX', dx, syntax],
  ),
  ...['htj2k', 'htj2k-rpcl', 'htj2k-lossy'].map((syntax) => ['DX', dx, syntax]),
  ...['plain', 'jpeg-ls', 'jpeg-2000', 'htj2k'].map((syntax) => ['enhanced CT', ct, syntax]),
  ...['plain', 'baseline', 'rle'].map((syntax) => ['US cine', us, syntax]),
  ...['plain', 'jpeg-ls', 'jpeg-2000', 'htj2k'].map((syntax) => ['DBT', dbt, syntax]),
].map(([name, picture, syntax], at) => ({ name, picture: { ...picture, number: 100 + at }, syntax }));

/** What a frame's window and rescale are, per frame: an enhanced CT has them there. */
function windowsOfEach(frames) {
  const group = (frame) =>
    Buffer.concat([
      sequence(
        0x00289132,
        Buffer.concat([
          element(0x00281050, 'DS', text(String(40 + (frame % 7)))),
          element(0x00281051, 'DS', text('400')),
        ]),
      ),
      sequence(
        0x00289145,
        Buffer.concat([element(0x00281052, 'DS', text('-1024')), element(0x00281053, 'DS', text('1'))]),
      ),
    ]);
  return sequence(0x52009230, ...Array.from({ length: frames }, (_, frame) => group(frame)));
}

function differentOnes(picture) {
  const count = Math.min(differentFrames, picture.frames ?? 1);
  return Array.from({ length: count }, (_, shift) => drawFrame(picture, shift));
}

/** @returns the file; undefined where its encoder is missing */
async function makeFile({ picture, syntax }) {
  const cycled = (list) => Array.from({ length: picture.frames ?? 1 }, (_, at) => list[at % list.length]);
  const drawn = differentOnes(picture);
  const { uid, encode } = encodings[syntax];
  if (encode === undefined) return dicomImage({ ...picture, pixels: Buffer.concat(cycled(drawn)) }, uid);
  const folder = mkdtempSync(join(tmpdir(), 'bench-large-'));
  try {
    const encoded = [];
    for (const pixels of drawn) encoded.push(await encode(folder, picture, pixels));
    if (encoded.includes(undefined)) return undefined;
    const [whole] = encoded;
    return isFile(whole)
      ? whole
      : dicomImage({ ...picture, streams: cycled(encoded), ...photometricOf(picture, syntax) }, uid);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isFile = (bytes) => bytes.subarray(128, 132).toString('latin1') === 'DICM';

const photometricOf = ({ samples }, syntax) =>
  samples === 3 && syntax === 'baseline' ? { photometric: 'YBR_FULL_422' } : {};

function ran(program, ...args) {
  return spawnSync(program, args, { timeout: 300_000 }).status === 0;
}

/** One frame through a tool that takes and gives DICOM files. @returns the stream inside */
function streamBy(program, ...options) {
  return (folder, picture, pixels) => {
    const { frames: _, groups: _groups, ...single } = picture;
    const [source, target] = [join(folder, 'plain.dcm'), join(folder, 'compressed.dcm')];
    writeFileSync(source, dicomImage({ ...single, pixels }));
    return ran(program, ...options, source, target) ? streamOf(readFileSync(target)) : undefined;
  };
}

/** The whole file in another encoding. */
function fileBy(program, ...options) {
  return (folder, picture, pixels) => {
    const [source, target] = [join(folder, 'plain.dcm'), join(folder, 'other.dcm')];
    writeFileSync(source, dicomImage({ ...picture, pixels }));
    return ran(program, ...options, source, target) ? readFileSync(target) : undefined;
  };
}

async function streamOf(file) {
  const { dataSet } = await openPart10(new Uint8Array(file), defaultReadLimits, new Notes());
  const pixelData = dataSet.get(0x7fe00010);
  return Buffer.from(splitFrames(dataSet, pixelData, 1, new Notes())[0]);
}

/** One frame through a tool that takes plain samples and gives a codestream. */
function codestreamBy(program, argumentsOf) {
  return (folder, picture, pixels) => {
    const [source, target] = [
      join(folder, picture.samples === 3 ? 'plain.ppm' : 'plain.pgm'),
      join(folder, 'stream.j2c'),
    ];
    writeFileSync(source, portableMap(picture, pixels));
    return ran(program, ...argumentsOf(source, target)) ? readFileSync(target) : undefined;
  };
}

function portableMap({ rows, columns, samples, bits }, pixels) {
  const head = Buffer.from(`${samples === 3 ? 'P6' : 'P5'}\n${columns} ${rows}\n${2 ** bits - 1}\n`);
  return Buffer.concat([head, bits > 8 ? Buffer.from(pixels).swap16() : pixels]);
}

const openJpeg = (...options) =>
  codestreamBy('opj_compress', (from, to) => ['-i', from, '-o', to, ...options]);
const openJph = (...options) =>
  codestreamBy('ojph_compress', (from, to) => ['-i', from, '-o', to, ...options]);

const encodings = {
  plain: { uid: explicit },
  implicit: { uid: '1.2.840.10008.1.2', encode: fileBy('dcmconv', '+ti') },
  'big-endian': { uid: '1.2.840.10008.1.2.2', encode: fileBy('dcmconv', '+tb') },
  deflated: { uid: `${explicit}.99`, encode: fileBy('dcmconv', '+td') },
  rle: { uid: '1.2.840.10008.1.2.5', encode: streamBy('dcmcrle') },
  baseline: { uid: `${jpeg}.50`, encode: streamBy('dcmcjpeg', '+eb') },
  extended: { uid: `${jpeg}.51`, encode: streamBy('dcmcjpeg', '+ee') },
  spectral: { uid: `${jpeg}.53`, encode: streamBy('dcmcjpeg', '+es') },
  progressive: { uid: `${jpeg}.55`, encode: streamBy('dcmcjpeg', '+ep') },
  lossless: { uid: `${jpeg}.57`, encode: streamBy('dcmcjpeg', '+el') },
  'lossless-sv1': { uid: `${jpeg}.70`, encode: streamBy('dcmcjpeg', '+e1') },
  'jpeg-ls': { uid: `${jpeg}.80`, encode: streamBy('dcmcjpls') },
  'near-lossless': { uid: `${jpeg}.81`, encode: streamBy('dcmcjpls', '+en') },
  'jpeg-2000': { uid: `${jpeg}.90`, encode: openJpeg() },
  'jpeg-2000-lossy': { uid: `${jpeg}.91`, encode: openJpeg('-I', '-r', '10') },
  htj2k: { uid: `${jpeg}.201`, encode: openJph('-reversible', 'true', '-prog_order', 'LRCP') },
  'htj2k-rpcl': { uid: `${jpeg}.202`, encode: openJph('-reversible', 'true', '-prog_order', 'RPCL') },
  'htj2k-lossy': { uid: `${jpeg}.203`, encode: openJph('-qstep', '0.001') },
};

module.exports = { files, makeFile };
