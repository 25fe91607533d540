/**
 * The pictures that the gate is measured on: each source is a name, the expected result, and files as bytes.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';
import { blanks, noise, ramps, texts } from './drawn.mjs';
import { projections } from './phantom3d.mjs';

const require = createRequire(import.meta.url);
const load = (file) => require(path.resolve(import.meta.dirname, '../../dist', file));

/** `external-test` is reserved for the final evaluation of a model, and is not opened here. */
const folders = {
  'RSNA Normals, val': ['rsna_full_normal', 'val'],
  'NIH, val': ['nih_full', 'val'],
  'Kermany (children), val': ['kermany', 'val'],
  'Kermany (children), test': ['kermany', 'test'],
  'Hannover (severe COVID-19)': ['covid_hannover', 'test'],
};
const thirty = Array.from({ length: 30 }, (_, at) => at + 1);
const grounds = { black: 0, grey: 128, white: 255 };
const strangers = ['Hand', 'HeadCT', 'AbdomenCT', 'ChestCT', 'BreastMRI'];

export function* sourcesOf({ pictures, dicom, photographs }, say) {
  if (there(pictures, 'pictures', say)) yield* fromPictures(pictures);
  if (there(dicom, 'dicom', say)) yield* fromDicom(dicom);
  if (there(photographs, 'photographs', say)) yield* fromPhotographs(photographs);
  yield source('blanks, drawn', 'out', blanks(40));
  yield source('noise, drawn', 'out', noise(60));
  yield source('ramps, drawn', 'out', ramps(40));
  yield source('pages of text, drawn', 'out', texts(40));
  yield source('lateral views of a synthetic 3-D chest', 'out', projections('lateral', thirty));
  for (const ground of Object.keys(grounds))
    yield source(
      `the same in a ${ground} frame`,
      'out',
      eachOf(projections('lateral', thirty), framed(ground)),
    );
  yield source('frontal views of the same (should pass)', 'in', projections('frontal', thirty));
}

function there(folder, option, say) {
  if (folder !== undefined && existsSync(folder)) return true;
  say(folder === undefined ? `--${option} was not given: left out` : `${folder} is not there: left out`);
  return false;
}

function source(name, meant, pictures) {
  return { name, meant, pictures: () => pictures };
}

async function* changed(root, paths, change = (picture) => picture) {
  for (const one of paths) {
    const bytes = readFileSync(path.join(root, one));
    yield change === undefined ? bytes : await change(bytes);
  }
}

async function* eachOf(pictures, change) {
  for await (const bytes of pictures) yield await change(bytes);
}

const png = (picture) => picture.toColourspace('b-w').png().toBuffer();
const enlarged = (bytes) => png(sharp(bytes).greyscale().resize(256, 256, { kernel: 'cubic' }));
const inverted = (bytes) => png(sharp(bytes).greyscale().negate());
const turned = (angle) => (bytes) => png(sharp(bytes).greyscale().rotate(angle));
const asIs = async (bytes) => bytes;

/** With an even border that takes a fifth of the result on each side, or above and below. */
const framed =
  (ground, sides = ['left', 'right', 'top', 'bottom']) =>
  async (bytes) => {
    const { width, height } = await sharp(bytes).metadata();
    const lengths = { left: width / 3, right: width / 3, top: height / 3, bottom: height / 3 };
    const grey = grounds[ground];
    const border = Object.fromEntries(sides.map((side) => [side, Math.round(lengths[side])]));
    return png(
      sharp(bytes)
        .greyscale()
        .extend({ ...border, background: { r: grey, g: grey, b: grey } }),
    );
  };

function* fromPictures(root) {
  const [head, ...lines] = readFileSync(path.join(root, 'manifest.tsv'), 'utf8').trim().split('\n');
  const names = head.split('\t');
  const rows = lines.map((line) =>
    Object.fromEntries(line.split('\t').map((value, at) => [names[at], value])),
  );
  const of = (folder, split) =>
    rows.filter((row) => row.path.startsWith(`${folder}/`) && row.split === split).map((row) => row.path);
  for (const [name, [folder, split]] of Object.entries(folders))
    yield source(name, 'in', changed(root, of(folder, split), asIs));
  const some = [...of('rsna_full_normal', 'val').slice(0, 60), ...of('nih_full', 'val').slice(0, 40)];
  for (const ground of Object.keys(grounds))
    yield source(
      `60 RSNA Normals and 40 NIH, val, in a ${ground} frame`,
      'in',
      changed(root, some, framed(ground)),
    );
  const bars = framed('black', ['top', 'bottom']);
  yield source('the same 100 with black bars above and below', 'in', changed(root, some, bars));
  const upright = ['RSNA Normals, val', 'NIH, val', 'Kermany (children), val'].flatMap((name) =>
    of(...folders[name]),
  );
  yield source('those three val sets, inverted', 'out', changed(root, upright, inverted));
  for (const angle of [90, 180, 270])
    yield source(`those three val sets, turned by ${angle}°`, 'out', changed(root, upright, turned(angle)));
  yield* notChests(root, rows);
}

function* notChests(root, rows) {
  const all = rows.filter((row) => row.path.startsWith('not_chest/'));
  yield source(
    'MedNIST, all, as they are (64²)',
    'out',
    changed(
      root,
      all.map((row) => row.path),
      asIs,
    ),
  );
  for (const kind of strangers)
    for (const splits of [['val'], ['train', 'val']]) {
      const some = all.filter((row) => row.gate === `not_chest:${kind}` && splits.includes(row.split));
      const which = splits.length === 1 ? 'val' : 'all';
      yield source(
        `MedNIST ${kind}, ${which}, enlarged to 256²`,
        'out',
        changed(
          root,
          some.map((row) => row.path),
          enlarged,
        ),
      );
    }
}

function filesUnder(root, pattern) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Single-frame grey images: as they are, and with everything but the picture unknown. */
function* fromDicom(root) {
  const kinds = { CT: 'CT', MR: 'MR', NM: 'NM', CR: 'CR', US: 'US' };
  const found = filesUnder(root, /\.dcm$|^[A-Z]*\d+$/);
  yield source(
    'CT, MR, NM and US, DICOM',
    'out',
    dicomFiles(root, found, kinds, (file) => file.bytes),
  );
  yield source(
    'the same, without their attributes',
    'out',
    dicomFiles(root, found, kinds, withoutAttributes),
  );
}

async function* dicomFiles(root, files, kinds, give) {
  const { readFile } = load('decoder/child/readFile.js');
  const { defaultReadLimits } = load('domain/kernel/limits.js');
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(path.join(root, file)));
    const image = await readFile(bytes, '', defaultReadLimits).catch(() => undefined);
    if (image === undefined) continue;
    const { modality, frames, rows, columns, samplesPerPixel, bodyPart = '' } = image.description;
    const strange = kinds[modality] !== undefined && !/CHEST/.test(bodyPart);
    if (strange && frames === 1 && samplesPerPixel === 1 && Math.min(rows, columns) >= 64)
      yield give({ bytes, image });
  }
}

function withoutAttributes({ image }) {
  const { displayPicture } = load('imaging/transforms/displayPicture.js');
  const { encodeGreyPng } = load('imaging/encoding/encodeGreyPng.js');
  return encodeGreyPng(displayPicture(image.description, image.pixels));
}

/** In grey, since colour alone would exclude them; without icons. */
function* fromPhotographs(root) {
  yield source('photographs, in grey', 'out', greyPhotographs(root));
}

async function* greyPhotographs(root) {
  const seen = new Set();
  for (const file of filesUnder(root, /\.(jpe?g|png)$/i)) {
    const picture = sharp(readFileSync(path.join(root, file)), { failOn: 'error' });
    const { width = 0, height = 0 } = await picture.metadata().catch(() => ({}));
    if (Math.min(width, height) < 128 || Math.max(width, height) > 2.5 * Math.min(width, height)) continue;
    const small = picture.flatten().greyscale().resize(640, 640, { fit: 'inside', withoutEnlargement: true });
    const bytes = await png(small).catch(() => undefined);
    if (bytes === undefined) continue;
    const look = (await sharp(bytes).resize(6, 6, { fit: 'fill' }).raw().toBuffer())
      .map((value) => value >> 4)
      .toString('hex');
    if (!seen.has(look)) yield bytes;
    seen.add(look);
  }
}
